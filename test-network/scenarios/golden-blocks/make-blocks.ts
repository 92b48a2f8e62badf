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
import { everyKind } from './every-kind.ts';
import type { Driver } from './every-kind.ts';

const folder = process.argv[2];
if (!folder) throw new Error('usage: node make-blocks.ts <folder>');
mkdirSync(folder, { recursive: true });

const system = await startTestNetwork({ chaincodes: CHAINCODES });
const { ledger, material } = system.network;
const contract = system.connect('AgriMSP').getContract('records');
const submit = (name: string, ...args: string[]): Promise<Uint8Array> => contract.submitTransaction(name, ...args);
const driver: Driver<Transaction> = {
  endorse: (name, args, more) => contract.newProposal(name, { arguments: [...args], ...more }).endorse(),
  commit: async (...transactions) => {
    const commits = await Promise.all(transactions.map((transaction) => transaction.submit()));
    await Promise.all(commits.map((each) => each.getStatus()));
  },
  repeat: async (transaction) => {
    const height = ledger.height();
    await transaction.submit();
    while (ledger.height() === height) await new Promise((done) => setTimeout(done, 5));
  },
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

await everyKind(driver);
await submit('call', 'other', '', 'put', 'theirs', 'x');
await revocation();

const blocks = Array.from({ length: ledger.height() }, (_, number) => ledger.block(number)!);
blocks.forEach((block, number) => writeFileSync(join(folder, `${number}.block`), block));
const packed = gzipSync(JSON.stringify(blocks.map((block) => block.toString('base64'))), { level: 9 });
writeFileSync(join(folder, 'blocks.json.gz'), packed);
console.log(`${blocks.length} blocks in ${folder}`);
await system.stop();
process.exit(0);
