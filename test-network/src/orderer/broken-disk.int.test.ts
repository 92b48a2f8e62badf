/** A ledger that cannot be written: nothing is acknowledged, ordering stops, and after a restart everything acknowledged is there. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import grpc from '@grpc/grpc-js';
import type { SubmittedTransaction } from '@hyperledger/fabric-gateway';
import { refusal, startTestNetwork, text } from '../node/network-fixture.ts';
import type { TestNetwork } from '../node/network-fixture.ts';

/** Every connection to a database of this process: a page limit is a connection's own. */
const connections = jest.spyOn(DatabaseSync.prototype, 'exec');
let system: TestNetwork;
beforeAll(async () => {
  system = await startTestNetwork();
}, 30_000);
afterAll(() => system.stop());

test('a failing commit acknowledges nothing and loses nothing that was acknowledged', async () => {
  const contract = system.connect('AgriMSP').getContract('records');
  await contract.submitTransaction('put', 'kept', '1');
  const height = system.network.ledger.height();
  const [first, second] = [
    await contract.newProposal('put', { arguments: ['lost', '1'] }).endorse(),
    await contract.newProposal('put', { arguments: ['late', '1'] }).endorse(),
  ];
  const disk = new DatabaseSync(join(system.dataDir, 'ledger.sqlite'));
  disk.exec("CREATE TRIGGER broken BEFORE INSERT ON blocks BEGIN SELECT raise(ABORT, 'disk I/O error'); END");
  const log = jest.spyOn(console, 'error').mockImplementation(() => undefined);

  const commit = await first.submit();
  const status = await refusal(commit.getStatus({ deadline: Date.now() + 500 }));
  expect(status.code).toBe(grpc.status.DEADLINE_EXCEEDED);
  expect(system.network.ledger.height()).toBe(height);
  expect(text(await contract.evaluateTransaction('get', 'lost'))).toBe('');
  const refused = await refusal(second.submit());
  expect(refused.code).toBe(grpc.status.UNAVAILABLE);
  expect(refused.details[0]?.message).toContain('status=SERVICE_UNAVAILABLE, info=ordering stopped: disk I/O error');
  expect(log).toHaveBeenCalledWith(expect.stringContaining('ordering stopped: Error: disk I/O error'));
  log.mockRestore();

  disk.exec('DROP TRIGGER broken');
  disk.close();
  await system.restart();
  const again = system.connect('AgriMSP').getContract('records');
  expect(text(await again.evaluateTransaction('get', 'kept'))).toBe('1');
  await again.submitTransaction('put', 'after', '1');
  expect(system.network.ledger.verify()).toEqual({ blocks: height + 1, faults: [] });
});

test('a full disk: what fits is acknowledged and stays, what does not is never acknowledged; with room again it goes on', async () => {
  const contract = system.connect('AgriMSP').getContract('records');
  const disk = (connections.mock.contexts as DatabaseSync[]).findLast(
    (each) => each.isOpen && each.location()?.endsWith('ledger.sqlite'),
  )!;
  const { page_count: pages } = disk.prepare('PRAGMA page_count').get() as { page_count: number };
  disk.exec(`PRAGMA max_page_count = ${pages + 40}`);
  const log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const value = 'x'.repeat(8000);
  const kept: string[] = [];
  let refused: unknown;
  while (refused === undefined) {
    const key = `full ${kept.length}`;
    const commit = await contract.submitAsync('put', { arguments: [key, value] }).catch((error: unknown) => error);
    if (commit instanceof Error) refused = commit;
    else {
      const { getStatus } = commit as SubmittedTransaction;
      const status = await getStatus.call(commit, { deadline: Date.now() + 1000 }).catch((error: unknown) => error);
      if (status instanceof Error) refused = status;
      else kept.push(key);
    }
  }
  expect(log).toHaveBeenCalledWith(expect.stringContaining('ordering stopped: Error: database or disk is full'));
  expect(kept.length).toBeGreaterThan(0);
  const height = system.network.ledger.height();
  log.mockRestore();

  await system.restart();
  const again = system.connect('AgriMSP').getContract('records');
  for (const key of kept) expect(text(await again.evaluateTransaction('get', key))).toBe(value);
  expect(text(await again.evaluateTransaction('get', `full ${kept.length}`))).toBe('');
  await again.submitTransaction('put', `full ${kept.length}`, value);
  expect(system.network.ledger.verify()).toEqual({ blocks: height + 1, faults: [] });
});
