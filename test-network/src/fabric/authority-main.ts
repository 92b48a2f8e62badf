/**
 * What a network of real Fabric nodes takes from here: keys and certificates in Fabric's own folders, the connection profile, and the
 * certificate authorities. Prints one line `ready {…}` and answers until SIGINT or SIGTERM; with `--once` it writes and ends.
 * `--for-containers`: folders for Fabric's own certificate authorities, and a second profile for clients inside the containers' network.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startCa } from '../ca/ca.ts';
import { loadOrCreateMaterial } from '../crypto/material.ts';
import { cryptoDir } from '../node/network-ledger.ts';
import { connectionProfile, writeProfile } from '../node/profile.ts';
import { loadTopology, withPortOffset } from '../topology/topology.ts';
import type { ProfilePorts } from '../node/profile.ts';
import { writeCaFolders, writeNodeFolders } from './write-node-folders.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    topology: { type: 'string' },
    'port-offset': { type: 'string', default: '0' },
    once: { type: 'boolean', default: false },
    'for-containers': { type: 'boolean', default: false },
  },
});
if (values.data === undefined || values.topology === undefined) throw new Error('--data and --topology are needed');
const topology = withPortOffset(loadTopology(values.topology), Number(values['port-offset']));
mkdirSync(values.data, { recursive: true, mode: 0o700 });
const material = await loadOrCreateMaterial(cryptoDir(values.data), topology);
await writeNodeFolders(values.data, material);
if (values['for-containers']) await writeCaFolders(values.data, material);

const organisations = [...material.organisations.values()];
const portsOf = (kind: 'peer' | 'orderer'): Map<string, number> =>
  new Map(organisations.flatMap(({ mspId, [kind]: node }) => (node === undefined ? [] : [[mspId, node.port]])));
const caTls = organisations.find(({ peer }) => peer)?.tlsCaCertPem ?? '';
const ports = { channel: topology.channel, peers: portsOf('peer'), orderers: portsOf('orderer') };
const ownCa = (host: (domain: string) => string): ProfilePorts['ca'] => {
  if (!values['for-containers']) return { port: topology.caPort, tlsCertPem: caTls };
  const index = new Map(organisations.map(({ mspId }, at) => [mspId, at]));
  return ({ mspId, domain, tlsCaCertPem }) => ({
    ...{ port: topology.caPort + index.get(mspId)!, tlsCertPem: tlsCaCertPem, host: host(domain) },
  });
};
const profile = connectionProfile(material, { ...ports, ca: ownCa(() => 'localhost') });
writeProfile(values.data, profile, material);
if (values['for-containers']) {
  const inside = connectionProfile(material, {
    ...ports,
    ca: ownCa((domain) => `ca.${domain}`),
    host: (kind, { domain }) => `${kind}.${domain}`,
  });
  writeProfile(join(values.data, 'inside'), inside, material);
}
if (values.once) process.exit(0);

const dataFile = join(values.data, 'ca.sqlite');
const ca = await startCa(material, { port: topology.caPort, dataFile, host: '127.0.0.1' });
console.log(`ready ${JSON.stringify({ ca: `localhost:${ca.port}` })}`);
const stop = (): void => void ca.close().then(() => process.exit(0));
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
