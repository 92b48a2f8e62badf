import { connect } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PartSpec } from './part.ts';
import { repository, type Places } from './places.ts';
import { cosignersDir, cosigningOrganisations, logKeyFile } from './trust.ts';

const source = (path: string): string => join(repository, path);
/** Of every process that the supervisor starts. */
export const flags = [
  '--disable-warning=ExperimentalWarning',
  ...['run/end-with-parent.ts', 'run/settle-when-idle.ts'].flatMap((file) => [
    '--import',
    pathToFileURL(source(file)).href,
  ]),
];
/**
 * V8 lets its young generation grow to 48 MB in a process that once had a busy moment. Parts under load keep room to collect
 * seldom, and give it back when they are idle; small ones need none.
 */
const busy = ['--max-semi-space-size=16'];
const small = ['--max-semi-space-size=1'];

const answers = async (url: string): Promise<boolean> => (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok;
/** True when something on this machine takes connections there, by IPv4 or IPv6. */
export const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, 'localhost', () => resolve((socket.destroy(), true)));
    socket.once('error', () => resolve(false));
  });

/** Everything that `npm start` runs, wave after wave; it stops in the opposite order of starting. */
export function partSpecs(places: Places): PartSpec[] {
  const { data, ports } = places;
  const env = { DAUNGUON_DATA: data, DN_PORT_OFFSET: String(places.portOffset) };
  const node = process.execPath;
  return [
    ...(places.ledger === 'fabric' ? [fabricNetwork(places)] : embeddedNetwork(places, env)),
    {
      name: 'sign-in',
      titleVi: `Đăng nhập thử nghiệm, cấp chứng thư${places.evm?.isOwn ? ', chuỗi EVM thử nghiệm' : ''}`,
      title: `Test sign-in, enrolment agent${places.evm?.isOwn ? ', test EVM chain' : ''}`,
      command: node,
      args: [...flags, ...small, source('run/sign-in-and-enrolment.ts')],
      env,
      ports: [ports.oidc, ports.agent, ...(places.evm?.isOwn ? [ports.evm] : [])],
      wave: 1,
      ready: async () =>
        (await answers(`${places.issuer}/.well-known/openid-configuration`)) && (await listens(ports.agent)),
    },
    {
      name: 'gateway',
      titleVi: 'Cổng API',
      title: 'Gateway',
      command: node,
      args: [...flags, ...busy, source('gateway-api/src/server.ts')],
      env: { ...env, ...gatewayEnv(places) },
      ports: [ports.gateway],
      wave: 2,
      ready: () => answers(`${places.gatewayUrl}/readyz`),
    },
    {
      name: 'cosigners',
      titleVi: 'Các tổ chức cùng ký',
      title: 'Cosigning organisations',
      command: node,
      args: [
        ...flags,
        ...busy,
        source('gateway-api/src/cosigner/main.ts'),
        ...cosigningOrganisations.flatMap(({ mspId, domain }) => ['--organisation', `${mspId}=${domain}`]),
        ...['--log-key', logKeyFile(places), '--data', cosignersDir(places), '--network', join(data, 'network')],
        ...['--port', String(ports.cosigners)],
      ],
      env,
      ports: [ports.cosigners],
      wave: 2,
      ready: () => answers(`${places.cosignersUrl}/healthz`),
    },
    {
      name: 'verifier',
      titleVi: 'Trang kiểm tra',
      title: 'Verifier',
      command: node,
      args: [
        ...flags,
        ...small,
        source('verifier-web/src/serve.ts'),
        ...['--port', String(ports.verifier), '--trust', join(data, 'trust')],
      ],
      ports: [ports.verifier],
      wave: 1,
      ready: () => answers(places.verifierUrl),
    },
    {
      name: 'explorer',
      titleVi: 'Trang làm việc',
      title: 'Workspaces',
      command: node,
      args: [
        ...[...flags, ...small, source('explorer-ui/server/serve.ts')],
        ...['--port', String(ports.explorer), '--gateway', places.gatewayUrl, '--trust', join(data, 'trust')],
        ...['--verifier', places.verifierUrl, '--issuer', places.issuer, '--agent', places.agentUrl],
      ],
      ports: [ports.explorer],
      wave: 1,
      ready: () => answers(places.explorerUrl),
    },
    ...(places.lan === undefined ? [] : [lanDoor(places, places.lan)]),
  ];
}

const networkArgs = ({ data, portOffset }: Places): string[] => [
  ...['--data', join(data, 'network'), '--port-offset', String(portOffset)],
];

/** The network in one process, and the one chaincode server of all its peers. */
const embeddedNetwork = (places: Places, env: Readonly<Record<string, string>>): PartSpec[] => {
  const address = `127.0.0.1:${places.ports.chaincode}`;
  return [
    {
      name: 'network',
      titleVi: 'Mạng Fabric nhúng',
      title: 'Embedded Fabric network',
      command: process.execPath,
      args: [
        ...[...flags, ...busy, source('test-network/src/main.ts')],
        ...[...networkArgs(places), '--chaincode', address],
      ],
      ports: places.networkPorts,
      wave: 1,
      ready: (output) => Promise.resolve(/^ready /m.test(output)),
    },
    {
      name: 'chaincode',
      titleVi: 'Hợp đồng thông minh',
      title: 'Chaincode',
      command: process.execPath,
      args: [
        ...[...flags, ...busy, source('chaincode/src/server.ts')],
        ...['server', '--chaincode-address', address, '--chaincode-id', 'records:1.0'],
      ],
      cwd: source('chaincode'),
      env: { ...env, CORE_CHAINCODE_LOGGING_LEVEL: 'error' },
      ports: [places.ports.chaincode],
      wave: 1,
      ready: () => listens(places.ports.chaincode),
    },
  ];
};

/** Peers, orderers and chaincode servers as processes of their own, which network/ starts and stops. */
const fabricNetwork = (places: Places): PartSpec => ({
  name: 'network',
  titleVi: 'Mạng Hyperledger Fabric',
  title: 'Hyperledger Fabric network',
  command: process.execPath,
  args: [...[...flags, ...small, source('network/src/cli.ts'), 'run'], ...networkArgs(places)],
  ports: places.networkPorts,
  wave: 1,
  startMs: 180_000,
  ready: (output) => Promise.resolve(/^ready /m.test(output)),
});

/** HTTPS before verifier and gateway, for phones on the same network. */
const lanDoor = (places: Places, host: string): PartSpec => ({
  name: 'lan',
  titleVi: 'Cửa HTTPS cho mạng nội bộ',
  title: 'HTTPS door for the local network',
  command: process.execPath,
  args: [
    ...[...flags, ...small, source('run/lan-door.ts')],
    ...['--host', host, '--port', String(places.ports.lan), '--dir', join(places.data, 'lan')],
    ...['--verifier', places.verifierUrl, '--gateway', places.gatewayUrl],
  ],
  ports: [places.ports.lan],
  wave: 2,
  ready: (output) => Promise.resolve(/^ready /m.test(output)),
});

/** Settings of gateway and enrolment agent (gateway-api/src/config.ts). */
export function gatewayEnv(places: Places): Record<string, string> {
  return {
    DN_GATEWAY_PORT: String(places.ports.gateway),
    DN_AGENT_PORT: String(places.ports.agent),
    DN_AGENT_URL: places.agentUrl,
    DN_OIDC_ISSUER: places.issuer,
    DN_VERIFIER_URL: places.labelUrl,
    DN_EXPLORER_URL: places.explorerUrl,
    DN_PUBLIC_URL: places.gatewayUrl,
    DN_DATA: places.data,
    DN_GLN: places.gln,
    DN_REVOKE_COMMAND:
      process.env['DN_REVOKE_COMMAND'] ??
      JSON.stringify([
        ...[process.execPath, source('test-network/src/cli.ts'), 'revoke'],
        ...['--data', join(places.data, 'network')],
      ]),
    // Made-up registers of enterprises, households and parcels: to try look-ups with.
    DN_LOOKUPS: process.env['DN_LOOKUPS'] ?? source('gateway-api/src/lookups/samples'),
    // Who tries it out waits neither a quarter of an hour nor a day.
    DN_HEALTH_BATCH_SECONDS: process.env['DN_HEALTH_BATCH_SECONDS'] ?? '30',
    DN_HEALTH_ERASURE_SECONDS: process.env['DN_HEALTH_ERASURE_SECONDS'] ?? '30',
    ...(places.evm === undefined ? {} : { DN_EVM_RPC_URL: places.evm.url }),
  };
}
