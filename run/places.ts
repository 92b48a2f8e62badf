import { join, resolve } from 'node:path';
import { anvilBinary } from '../network/evm/anvil.ts';

export const repository = join(import.meta.dirname, '..');

/** Where this copy keeps its data and which ports it takes: DAUNGUON_DATA and DN_PORT_OFFSET let a second copy run beside. */
export interface Places {
  /** What runs below: the embedded network, or with LEDGER=fabric Fabric's own programs, which FABRIC_BIN names. */
  readonly ledger: 'embedded' | 'fabric';
  readonly data: string;
  readonly portOffset: number;
  readonly ports: {
    readonly gateway: number;
    readonly verifier: number;
    readonly explorer: number;
    readonly oidc: number;
    readonly agent: number;
    readonly chaincode: number;
    readonly ca: number;
    readonly evm: number;
    readonly cosigners: number;
    readonly lan: number;
  };
  /** Ports of the network itself: peers, orderers and the certificate authority. */
  readonly networkPorts: readonly number[];
  readonly gatewayUrl: string;
  readonly verifierUrl: string;
  /** The workspaces. */
  readonly explorerUrl: string;
  /** What labels print: the verifier as those who scan reach it. */
  readonly labelUrl: string;
  /** This machine's address on the local network, where the HTTPS door stands; undefined without `--lan`. */
  readonly lan: string | undefined;
  readonly issuer: string;
  readonly agentUrl: string;
  /** Cosigners of all organisations, each below its MSP id. */
  readonly cosignersUrl: string;
  /** Where a mirror on this machine would answer (`npx daunguon-mirror`); none is started. */
  readonly mirrorUrl: string;
  /** GLN of GS1 links to growing areas: the configured one, else one of the range that GS1 keeps for examples. */
  readonly gln: string;
  /** EVM node of the anchor: the configured one, else the test chain on this machine; undefined where npm has none for the platform. */
  readonly evm: { readonly url: string; readonly isOwn: boolean } | undefined;
}

export function placesOf(env: NodeJS.ProcessEnv): Places {
  const offset = Number(env['DN_PORT_OFFSET'] ?? '0');
  if (!Number.isInteger(offset) || offset < 0 || offset > 55_000) throw new Error('DN_PORT_OFFSET is no port offset');
  const at = (port: number): number => port + offset;
  const ports = {
    gateway: at(8080),
    verifier: at(8081),
    explorer: at(8082),
    oidc: at(8083),
    agent: at(8084),
    chaincode: at(9999),
    ca: at(7054),
    evm: at(8545),
    cosigners: at(8085),
    lan: at(8443),
  };
  const lan = env['DN_LAN_ADDRESS'] || undefined;
  const ledger = ledgerOf(env['LEDGER']);
  const verifierUrl = `http://localhost:${ports.verifier}`;
  return {
    ledger,
    data: resolve(env['DAUNGUON_DATA'] ?? join(repository, ledger === 'fabric' ? '.daunguon/fabric' : '.daunguon')),
    portOffset: offset,
    ports,
    networkPorts: [
      ...[7050, 7051, 8050, 8051, 9050, 9051, 10050, 10051, 7054],
      // a chaincode server for each organisation, and each orderer's own interface for administrators
      ...(ledger === 'fabric' ? [7052, 7053, 8052, 8053, 9052, 9053, 10052, 10053] : []),
    ].map(at),
    gatewayUrl: `http://localhost:${ports.gateway}`,
    verifierUrl,
    explorerUrl: `http://localhost:${ports.explorer}`,
    labelUrl: lan === undefined ? verifierUrl : `https://${lan}:${ports.lan}`,
    lan,
    issuer: `http://localhost:${ports.oidc}`,
    agentUrl: `http://localhost:${ports.agent}`,
    cosignersUrl: `http://localhost:${ports.cosigners}`,
    mirrorUrl: `http://localhost:${at(8090)}`,
    gln: env['DN_GLN'] || '9520123456788',
    evm: evmOf(env['DN_EVM_RPC_URL'], ports.evm),
  };
}

function ledgerOf(name = 'embedded'): Places['ledger'] {
  if (name === 'embedded' || name === 'fabric') return name;
  throw new Error(`LEDGER=${name}: embedded and fabric are known`);
}

function evmOf(configured: string | undefined, port: number): Places['evm'] {
  if (configured) return { url: configured, isOwn: false };
  return anvilBinary() === undefined ? undefined : { url: `http://127.0.0.1:${port}`, isOwn: true };
}
