/** Command line of the embedded network: `node test-network/src/cli.ts --help`. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { mainOptions, runNetwork } from './main.ts';
import { setFaults } from './node/faults.ts';
import type { Faults } from './node/faults.ts';
import { openNetworkLedger } from './node/network-ledger.ts';
import type { ConnectionProfile } from './node/network-types.ts';
import { revoke } from './node/revoke.ts';
import { loadTopology } from './topology/topology.ts';
import { readOptions } from '../../network/src/read-options.ts';

const HELP = `Usage: node test-network/src/cli.ts <command> [options]

  start                   run the network until Ctrl-C
  status                  which nodes answer, and how many blocks there are
  verify                  re-read the whole chain: hashes, orderer signatures, flags, commit hashes
  reset --yes             delete the network's data: keys, ledger, certificates
  export-profile <dir>    connection profile and certificates for any Fabric client
  faults                  give the running network faults, in place of those it has: --down, --cut, --slow, --late; none: all is well
  revoke                  put a certificate authority's revocation list (gencrl) into the running channel's configuration

  --data <dir>            data folder (default .daunguon/network)
  --topology <file>       organisations, ports and chaincodes (default network/topology.json)
  --ports random          any free ports instead of the topology's
  --port-offset <n>       add n to every port
  --chaincode <host:port> where the chaincode server listens
  --down <nodes>          faults: nodes that are down, for example peer.EduMSP,orderer.EduMSP
  --cut <ids>             faults: organisations whose nodes and the others do not reach each other
  --slow <id>=<ms>        faults: an organisation's peer endorses so much later
  --late <id>=<ms>        faults: an organisation's peer takes so long for each block that it hands out
  --msp <id>              revoke: the organisation whose administrator signs, and whose authority made the list
  --crl <file>            revoke: the list, PEM or the base64 that fabric-ca-client answers
`;

const fail = (text: string): never => {
  console.error(text);
  process.exit(1);
};

const answers = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 1000 });
    const end = (result: boolean) => (): void => {
      socket.destroy();
      done(result);
    };
    socket.on('connect', end(true)).on('error', end(false)).on('timeout', end(false));
  });

const readProfile = (data: string): ConnectionProfile => {
  const file = join(data, 'profile.json');
  if (!existsSync(file)) return fail(`no network in ${data}: start it first`);
  return JSON.parse(readFileSync(file, 'utf8')) as ConnectionProfile;
};

const status = async (data: string, topology: string): Promise<void> => {
  const profile = readProfile(data);
  const nodes = { ...profile.peers, ...profile.orderers };
  for (const [name, { url }] of Object.entries(nodes))
    console.log(`${(await answers(Number(new URL(url).port))) ? 'up  ' : 'down'} ${name} ${url}`);
  const ledger = await openNetworkLedger(data, loadTopology(topology));
  console.log(`blocks: ${ledger.height()}`);
  ledger.close();
};

const verify = async (data: string, topology: string): Promise<void> => {
  readProfile(data);
  const ledger = await openNetworkLedger(data, loadTopology(topology));
  const { blocks, faults } = ledger.verify();
  ledger.close();
  for (const fault of faults) console.error(fault);
  console.log(`${blocks} blocks, ${faults.length} faults`);
  if (faults.length > 0) process.exitCode = 1;
};

const reset = (data: string, confirmed: boolean): void => {
  if (!confirmed) fail(`this deletes ${resolve(data)}; repeat with --yes`);
  // only a folder that this program made
  if (existsSync(data) && !existsSync(join(data, 'genesis.block'))) fail(`${data} holds no network`);
  rmSync(data, { recursive: true, force: true });
};

const exportProfile = (data: string, target: string | undefined): void => {
  if (!target) return fail('export-profile needs a folder');
  readProfile(data);
  mkdirSync(target, { recursive: true });
  cpSync(join(data, 'profile.json'), join(target, 'profile.json'));
  cpSync(join(data, 'organisations'), join(target, 'organisations'), { recursive: true });
  console.log(`written: ${resolve(target)}`);
};

const applyRevocations = async (
  data: string,
  mspId: string | undefined,
  crlFile: string | undefined,
): Promise<void> => {
  if (!mspId || !crlFile) return fail('revoke needs --msp and --crl');
  const { certificates, sequence } = await revoke(readProfile(data), { data, mspId, crlFile });
  console.log(`${certificates} certificates of ${mspId} are revoked by configuration ${sequence}`);
};

const applyFaults = async (
  data: string,
  { down, cut, slow, late }: Partial<Record<keyof Faults, string>>,
): Promise<void> => {
  const list = (text: string | undefined): string[] => text?.split(',').filter((one) => one !== '') ?? [];
  const times = (name: string, text: string | undefined): Record<string, number> =>
    Object.fromEntries(
      list(text).map((one) => {
        const [mspId = '', ms = ''] = one.split('=');
        if (!/^\d+$/.test(ms))
          fail(`--${name} ${one}: an organisation and milliseconds are meant, for example TechMSP=3000`);
        return [mspId, Number(ms)];
      }),
    );
  const wanted = { down: list(down), cut: list(cut), slow: times('slow', slow), late: times('late', late) };
  const known = Object.values(readProfile(data).organizations).map(({ mspid }) => mspid);
  const named = [
    ...wanted.down.map((node) => node.replace(/^(peer|orderer)\./, '')),
    ...wanted.cut,
    ...Object.keys(wanted.slow),
    ...Object.keys(wanted.late),
  ];
  const unknown = named.find((mspId) => !known.includes(mspId));
  if (unknown !== undefined) fail(`unknown organisation ${unknown}; known: ${known.join(', ')}`);
  await setFaults(data, wanted);
};

const main = async (): Promise<void> => {
  const { values, positionals } = readOptions(
    {
      allowPositionals: true,
      options: {
        ...mainOptions,
        help: { type: 'boolean', short: 'h' },
        yes: { type: 'boolean' },
        msp: { type: 'string' },
        crl: { type: 'string' },
        down: { type: 'string' },
        cut: { type: 'string' },
        slow: { type: 'string' },
        late: { type: 'string' },
      },
    },
    HELP,
  );
  const [command, target] = positionals;
  if (values.help || !command) return console.log(HELP);
  if (command === 'start') return runNetwork(process.argv.slice(2).filter((argument) => argument !== 'start'));
  if (command === 'status') return status(values.data, values.topology);
  if (command === 'verify') return verify(values.data, values.topology);
  if (command === 'reset') return reset(values.data, values.yes === true);
  if (command === 'export-profile') return exportProfile(values.data, target);
  if (command === 'faults') return applyFaults(values.data, values);
  if (command === 'revoke') return applyRevocations(values.data, values.msp, values.crl);
  fail(`unknown command ${command}\n\n${HELP}`);
};

try {
  await main();
} catch (error) {
  fail((error as Error).message);
}
