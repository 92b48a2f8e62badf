/** Snapshot and revert of a running network, for tests that share one: clients and chaincode stay connected. */
import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { common, peer } from '@hyperledger/fabric-protos';
import { revocationUpdate } from '../config/revocation-update.ts';
import { createCrl, issueNode } from '../crypto/certificates.ts';
import { newestConfigBlock } from '../qscc/qscc.ts';
import { refusal, startTestNetwork, text } from './network-fixture.ts';
import type { TestNetwork } from './network-fixture.ts';

let system: TestNetwork;
beforeAll(async () => {
  system = await startTestNetwork();
}, 30_000);
afterAll(() => system.stop());

const lastConfigOf = (number: number): number => {
  const block = common.Block.deserializeBinary(system.network.ledger.block(number)!);
  const [signatures] = block.getMetadata()!.getMetadataList_asU8();
  const value = common.Metadata.deserializeBinary(signatures!).getValue_asU8();
  return common.OrdererBlockMetadata.deserializeBinary(value).getLastConfig()!.getIndex();
};

test('what came after the snapshot is undone: state, blocks, txids and configuration', async () => {
  const { ledger, material } = system.network;
  const { caCertPem, caKey, admin } = material.organisations.get('EduMSP')!;
  const issuer = { certPem: caCertPem, key: caKey };
  const person = await issueNode(issuer, 'p-1', 'client');
  const contract = system.connectAs('EduMSP', 'EduMSP', person).getContract('records');
  await contract.submitTransaction('put', 'kept', '1');
  const height = ledger.height();
  ledger.snapshot('start');

  const transaction = await contract.newProposal('put', { arguments: ['kept', '2'] }).endorse();
  expect((await (await transaction.submit()).getStatus()).code).toBe(peer.TxValidationCode.VALID);
  const list = await createCrl(issuer, [{ serial: new X509Certificate(person.certPem).serialNumber, at: new Date() }]);
  const update = revocationUpdate(newestConfigBlock(ledger), 'EduMSP', [list], admin);
  expect((await system.network.broadcast(update)).status).toBe(common.Status.SUCCESS);
  while (ledger.config().sequence === 0) await new Promise((done) => setTimeout(done, 5));
  const configBlock = ledger.height() - 1;
  await refusal(contract.evaluateTransaction('get', 'kept'));
  const other = system.connect('AgriMSP').getContract('records');
  await other.submitTransaction('put', 'other', '1');
  // a configuration block names itself, later blocks name it
  expect([configBlock - 1, configBlock, configBlock + 1].map(lastConfigOf)).toEqual([0, configBlock, configBlock]);

  ledger.revert('start');
  expect([ledger.height(), ledger.config().sequence]).toEqual([height, 0]);
  expect(text(await contract.evaluateTransaction('get', 'kept'))).toBe('1');
  // the same transaction is new to this ledger
  expect((await (await transaction.submit()).getStatus()).code).toBe(peer.TxValidationCode.VALID);
  expect(text(await contract.evaluateTransaction('get', 'kept'))).toBe('2');
  expect(lastConfigOf(height)).toBe(0);
  expect(ledger.verify()).toEqual({ blocks: height + 1, faults: [] });
});
