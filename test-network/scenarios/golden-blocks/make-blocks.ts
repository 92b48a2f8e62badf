/**
 * Runs a network through every kind of transaction and writes its blocks, as the golden blocks were made:
 * `node make-blocks.ts <folder>` writes `0.block`, `1.block`, .. and `blocks.json.gz`, all of them.
 */
import { X509Certificate } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Transaction } from '@hyperledger/fabric-gateway';
import { revocationUpdate } from '../../src/config/revocation-update.ts';
import { createCrl, issueNode } from '../../src/crypto/certificates.ts';
import { startTestNetwork } from '../../src/node/network-fixture.ts';
import { newestConfigBlock } from '../../src/qscc/qscc.ts';
import { CHAINCODES } from './chaincodes.ts';

const folder = process.argv[2];
if (!folder) throw new Error('usage: node make-blocks.ts <folder>');
mkdirSync(folder, { recursive: true });

const system = await startTestNetwork({ chaincodes: CHAINCODES });
const { ledger, material } = system.network;
const contract = system.connect('AgriMSP').getContract('records');
const members = { endorsingOrganizations: ['AgriMSP', 'EduMSP', 'HealthMSP'] };

const submit = (name: string, ...args: string[]): Promise<Uint8Array> => contract.submitTransaction(name, ...args);
const endorse = (name: string, args: string[], more = {}): Promise<Transaction> =>
  contract.newProposal(name, { arguments: args, ...more }).endorse();
/** Submitted together, so that they share a block; resolves when all are committed. */
const commit = async (...transactions: Transaction[]): Promise<void> => {
  const commits = await Promise.all(transactions.map((transaction) => transaction.submit()));
  await Promise.all(commits.map((each) => each.getStatus()));
};
const putPrivate = (key: string, value: string): Promise<Transaction> =>
  endorse('putPrivate', ['growers', key], { transientData: { value }, ...members });

const publicState = async (): Promise<void> => {
  await submit('put', 'lot', 'Sầu riêng');
  await commit(...(await Promise.all(['a', 'b', 'c'].map((key) => endorse('put', [key, '1'])))));
  for (const count of [3, 130]) {
    const prefix = `k${count}-`;
    await submit('putMany', prefix, String(count));
    const scan = (): Promise<Transaction> => endorse('count', [prefix, `${prefix}~`, 'sum']);
    const [first, second] = [await scan(), await scan()];
    await commit(first);
    await submit('put', `${prefix}new`, '1');
    // PHANTOM_READ_CONFLICT
    await commit(second);
  }
  await submit('put', 'counter', '0');
  // one VALID, two MVCC_READ_CONFLICT
  await commit(...(await Promise.all([1, 2, 3].map(() => endorse('increment', ['counter'])))));
  const twice = await endorse('put', ['twice', '1']);
  await commit(twice);
  // DUPLICATE_TXID
  const height = ledger.height();
  await twice.submit();
  while (ledger.height() === height) await new Promise((done) => setTimeout(done, 5));
  await submit('delete', 'lot');
  await submit('putComposite', 'farm~lot', 'f1', 'a');
  for (const key of ['o\u{10000}', 'o\uffee']) await submit('put', key, '1');
  await submit('call', 'other', '', 'put', 'theirs', 'x');
  await submit('event', 'Registered', '{}');
};

const keyPolicies = async (): Promise<void> => {
  await submit('put', 'guarded', '1');
  await submit('guard', 'guarded', 'TechMSP', 'HealthMSP');
  await submit('put', 'guarded', '2');
  // ENDORSEMENT_POLICY_FAILURE: enough for the chaincode, not for the key
  await commit(await endorse('put', ['guarded', '3'], members));
};

const privateState = async (): Promise<void> => {
  await commit(await putPrivate('p', 'secret'), await putPrivate('q', 'x'));
  await commit(await putPrivate('p', 'secret2'));
  await submit('deletePrivate', 'growers', 'q');
  await submit('purgePrivate', 'growers', 'p');
  await commit(await putPrivate('g', '1'));
  await submit('guardPrivate', 'growers', 'g', 'TechMSP');
  await commit(await putPrivate('g', '2'));
};

const revocation = async (): Promise<void> => {
  const { caCertPem, caKey, admin } = material.organisations.get('EduMSP')!;
  const issuer = { certPem: caCertPem, key: caKey };
  const person = await issueNode(issuer, 'p-1', 'client');
  await system.connectAs('EduMSP', 'EduMSP', person).getContract('records').submitTransaction('put', 'by-p', '1');
  const serial = new X509Certificate(person.certPem).serialNumber;
  const list = await createCrl(issuer, [{ serial, at: new Date() }]);
  await system.network.broadcast(revocationUpdate(newestConfigBlock(ledger), 'EduMSP', [list], admin));
  while (ledger.config().sequence === 0) await new Promise((done) => setTimeout(done, 5));
  await submit('put', 'after', '1');
};

await publicState();
await keyPolicies();
await privateState();
await revocation();

const blocks = Array.from({ length: ledger.height() }, (_, number) => ledger.block(number)!);
blocks.forEach((block, number) => writeFileSync(join(folder, `${number}.block`), block));
const packed = gzipSync(JSON.stringify(blocks.map((block) => block.toString('base64'))), { level: 9 });
writeFileSync(join(folder, 'blocks.json.gz'), packed);
console.log(`${blocks.length} blocks in ${folder}`);
await system.stop();
process.exit(0);
