/**
 * What a network of real Fabric nodes takes from here: keys and certificates in Fabric's own folders, the connection profile, and the
 * certificate authorities. Prints one line `ready {…}` and answers until SIGINT or SIGTERM.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startCa } from '../ca/ca.ts';
import { loadOrCreateMaterial } from '../crypto/material.ts';
import { cryptoDir } from '../node/network-ledger.ts';
import { connectionProfile, writeProfile } from '../node/profile.ts';
import { loadTopology, withPortOffset } from '../topology/topology.ts';
import { writeNodeFolders } from './write-node-folders.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    topology: { type: 'string' },
    'port-offset': { type: 'string', default: '0' },
  },
});
if (values.data === undefined || values.topology === undefined) throw new Error('--data and --topology are needed');
const topology = withPortOffset(loadTopology(values.topology), Number(values['port-offset']));
mkdirSync(values.data, { recursive: true, mode: 0o700 });
const material = await loadOrCreateMaterial(cryptoDir(values.data), topology);
await writeNodeFolders(values.data, material);
const dataFile = join(values.data, 'ca.sqlite');
const ca = await startCa(material, { port: topology.caPort, dataFile, host: '127.0.0.1' });
const organisations = [...material.organisations.values()];
const portsOf = (kind: 'peer' | 'orderer'): Map<string, number> =>
  new Map(organisations.flatMap(({ mspId, [kind]: node }) => (node === undefined ? [] : [[mspId, node.port]])));
const profile = connectionProfile(material, {
  channel: topology.channel,
  peers: portsOf('peer'),
  orderers: portsOf('orderer'),
  ca: { port: ca.port, tlsCertPem: organisations.find(({ peer }) => peer)?.tlsCaCertPem ?? '' },
});
writeProfile(values.data, profile, material);
console.log(`ready ${JSON.stringify({ ca: `localhost:${ca.port}` })}`);
const stop = (): void => void ca.close().then(() => process.exit(0));
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
