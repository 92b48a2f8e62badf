/** Nodes that are down, cut off or slow: what their clients and the others' see, and that nothing that was acknowledged is lost. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import grpc from '@grpc/grpc-js';
import { common } from '@hyperledger/fabric-protos';
import { setFaults } from './faults.ts';
import { refusal, startTestNetwork, text } from './network-fixture.ts';
import type { TestNetwork } from './network-fixture.ts';

let system: TestNetwork;
beforeAll(async () => {
  system = await startTestNetwork();
}, 30_000);
afterAll(() => system.stop());
afterEach(() => setFaults(system.dataDir, {}));

const contractAt = (mspId: string) => system.connect(mspId).getContract('records');
const put = (mspId: string, key: string) => contractAt(mspId).submitTransaction('put', key, '1');
const get = async (mspId: string, key: string) => text(await contractAt(mspId).evaluateTransaction('get', key));
const heightAt = async (mspId: string): Promise<number> => {
  const info = await system.connect(mspId).getContract('qscc').evaluateTransaction('GetChainInfo', 'province');
  return common.BlockchainInfo.deserializeBinary(info).getHeight();
};

test('a peer that is down: the others go on, and it goes on where it was', async () => {
  await setFaults(system.dataDir, { down: ['peer.EduMSP'] });
  expect((await refusal(put('EduMSP', 'down'))).code).toBe(grpc.status.UNAVAILABLE);
  await put('AgriMSP', 'meanwhile');
  await setFaults(system.dataDir, {});
  expect(await get('EduMSP', 'meanwhile')).toBe('1');
});

test('one of four orderers may be down; with two nothing is ordered, and the same transaction is ordered once afterwards', async () => {
  await setFaults(system.dataDir, { down: ['orderer.AgriMSP'] });
  await put('AgriMSP', 'one down');
  await setFaults(system.dataDir, { down: ['orderer.AgriMSP', 'orderer.EduMSP'] });
  const height = system.network.ledger.height();
  const transaction = await contractAt('AgriMSP')
    .newProposal('put', { arguments: ['two down', '1'] })
    .endorse();
  const refused = await refusal(transaction.submit());
  expect([refused.code, refused.details[0]?.message]).toEqual([
    grpc.status.UNAVAILABLE,
    'received unsuccessful response from orderer: status=SERVICE_UNAVAILABLE, info=no quorum of orderers can be reached',
  ]);
  expect(system.network.ledger.height()).toBe(height);
  await setFaults(system.dataDir, { down: ['orderer.HealthMSP'] });
  expect((await (await transaction.submit()).getStatus()).successful).toBe(true);
  expect(await get('AgriMSP', 'two down')).toBe('1');
  expect(system.network.ledger.height()).toBe(height + 1);
});

test('an organisation that is cut off neither writes nor hears of what the others write, until it is back', async () => {
  const before = await heightAt('HealthMSP');
  await setFaults(system.dataDir, { cut: ['HealthMSP'] });
  await put('AgriMSP', 'beyond');
  expect([await heightAt('HealthMSP'), await heightAt('AgriMSP')]).toEqual([before, before + 1]);
  expect((await refusal(put('HealthMSP', 'alone'))).code).toBe(grpc.status.FAILED_PRECONDITION);
  const blocks = await system.connect('HealthMSP').getFilteredBlockEvents({ startBlock: BigInt(before) });
  await setFaults(system.dataDir, {});
  for await (const block of blocks) {
    expect(block.getNumber()).toBe(before);
    break;
  }
  blocks.close();
  await put('HealthMSP', 'alone');
});

test('a slow peer delays those who need it', async () => {
  await setFaults(system.dataDir, { slow: { AgriMSP: 400 } });
  const begun = performance.now();
  await put('AgriMSP', 'slow');
  expect(performance.now() - begun).toBeGreaterThan(400);
});

test('a peer that is late with its blocks records as ever, and who follows it hears of them one by one', async () => {
  const from = await heightAt('AgriMSP');
  await setFaults(system.dataDir, { late: { AgriMSP: 300 } });
  const begun = performance.now();
  await put('AgriMSP', 'late 1');
  await put('AgriMSP', 'late 2');
  const blocks = await system.connect('AgriMSP').getFilteredBlockEvents({ startBlock: BigInt(from) });
  const heard: number[] = [];
  for await (const block of blocks) {
    heard.push(block.getNumber());
    if (heard.length === 2) break;
  }
  blocks.close();
  expect(heard).toEqual([from, from + 1]);
  expect(performance.now() - begun).toBeGreaterThan(600);
});

test('the chain verifies afterwards, whichever consenters signed', () => {
  const { blocks, faults } = system.network.ledger.verify();
  expect([blocks, faults]).toEqual([system.network.ledger.height(), []]);
});
