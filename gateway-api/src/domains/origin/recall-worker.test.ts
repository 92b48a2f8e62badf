import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { BatchBody, PropagateRecall, RecallBody } from '@daunguon/records';
import { DomainError } from '@daunguon/records';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HttpProblem } from '../../http/http-problem.ts';
import type { IndexStore } from '../../index-store/index-store.ts';
import { openSqliteStore } from '../../index-store/sqlite-store.ts';
import { CommitUnknown, type Ledger } from '../../ledger/ledger.ts';
import { collections, projectBlock } from '../../project-block.ts';
import type { LedgerIdentity } from '../../vault/vault.ts';
import { rememberingRecalls } from './recall-command.ts';
import { openRecallJobs, type RecallJobs } from './recall-jobs.ts';
import { createRecallWorker, type RecallWorker } from './recall-worker.ts';

const identity: LedgerIdentity = {
  mspId: 'AgriMSP',
  certificatePem: '',
  keyPem: '',
  unit: 'U',
  role: 'inspector',
};
const job = { noticeId: 'N', purpose: 'mark', since: '2026-01-01T00:00:00Z' } as const;
/** R was split into A and B, A into C. */
let children: Record<string, string[]>;

let folder: string;
let jobs: RecallJobs;
let store: IndexStore;
let worker: RecallWorker;
let height: number;
/** What the ledger was asked, and how many answers it still refuses. */
let asked: string[][];
let failures: number;
const recalls = new Map<string, string[]>();

/** One block with the present version of these batches and, if given, the notice. */
async function block(ids: readonly string[], notice?: 'active' | 'closed'): Promise<number> {
  const common = { version: 1, owner: 'U', ts: '2026-11-24T00:00:00Z', commitment: '00' };
  const states = ids.map((id) => {
    const body: Partial<BatchBody> = { lot: id, children: children[id]!, parents: [], recalls: recalls.get(id) ?? [] };
    return { id, type: 'origin/batch', status: 'active', body, ...common };
  });
  const body: RecallBody = { batch: 'R', reason: 'x', class: 'I' };
  const all = notice ? [...states, { id: 'N', type: 'origin/recall', status: notice, body, ...common }] : states;
  const writes = all.map((state) => ({ key: `r/${state.id}`, value: JSON.stringify(state) }));
  height += 1;
  const ref = { number: height, hash: 'a' };
  const transactions = [{ txId: 't', time: '', endorsers: [], writes }];
  await store.applyBlocks([{ ref, ops: projectBlock({ ...ref, transactions }) }]);
  return height;
}
/** The border to the network: marks, and takes marks off once the notice is closed, as the chaincode does. */
let closed = false;
const ledger: Ledger = {
  submit: async (_identity, _transaction, command) => {
    const { ids } = command as PropagateRecall;
    if (failures > 0) {
      failures -= 1;
      throw new HttpProblem('ledger/unavailable');
    }
    asked.push([...ids]);
    for (const id of ids) recalls.set(id, closed ? [] : ['N']);
    return { txId: 't', blockNumber: await block(ids), result: null };
  },
};
const newWorker = () =>
  createRecallWorker(
    {
      jobs,
      store,
      ledger,
      operator: identity,
      indexed: async (blockNumber) => ((await store.checkpoint())?.number ?? -1) >= blockNumber,
    },
    5,
  );

beforeEach(async () => {
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  folder = mkdtempSync(join(tmpdir(), 'daunguon-recalls-'));
  jobs = openRecallJobs(folder);
  store = openSqliteStore(':memory:', collections);
  [height, failures, asked, closed] = [-1, 0, [], false];
  children = { R: ['A', 'B'], A: ['C'], B: [], C: [] };
  recalls.clear();
  recalls.set('R', ['N']);
  await block(Object.keys(children), 'active');
  worker = newWorker();
});
afterEach(async () => {
  await worker.stop();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
  jest.restoreAllMocks();
});

describe('a recall', () => {
  test('reaches every descendant, parents first, and is then forgotten', async () => {
    jobs.add(job);
    expect(await worker.run(job, 5000)).toEqual({ propagated: 3, propagation: 'complete' });
    expect(asked).toEqual([['A', 'B'], ['C']]);
    expect(jobs.all()).toEqual([]);
  });

  test('sends the commands of one level at the same time, and none of the next before they are committed', async () => {
    const parts = Array.from({ length: 1200 }, (_, index) => `P${index}`);
    children['R'] = parts;
    for (const part of parts) children[part] = [];
    children['P0'] = ['C'];
    await block(['R', ...parts]);
    const events: string[] = [];
    const { submit } = ledger;
    jest.spyOn(ledger, 'submit').mockImplementation(async (...sent) => {
      events.push(`sent ${(sent[2] as PropagateRecall).ids.length}`);
      const committed = await submit(...sent);
      events.push('committed');
      return committed;
    });
    expect(await worker.run(job, 5000)).toEqual({ propagated: 1201, propagation: 'complete' });
    expect(events.slice(0, 3)).toEqual(['sent 500', 'sent 500', 'sent 200']);
    expect(events.slice(-2)).toEqual(['sent 1', 'committed']);
    expect(events).toHaveLength(8);
  });

  test('goes on after failures, behind an answer that says so', async () => {
    jobs.add(job);
    failures = 3;
    expect(await worker.run(job, 0)).toEqual({ propagated: 0, propagation: 'running' });
    expect(await worker.run(job, 5000)).toEqual({ propagated: 3, propagation: 'complete' });
  });

  test('is taken up by another process, which does only what is left', async () => {
    jobs.add(job);
    failures = Infinity;
    await worker.run(job, 20);
    await worker.stop();
    failures = 0;
    recalls.set('A', ['N']);
    await block(['A']);
    jobs = openRecallJobs(folder);
    expect(jobs.all()).toEqual([job]);
    worker = newWorker();
    worker.resumeAll();
    expect(await worker.run(job, 5000)).toEqual({ propagated: 2, propagation: 'complete' });
    expect(asked).toEqual([['B'], ['C']]);
  });

  test('lifted before it was spread leaves no mark behind', async () => {
    recalls.set('A', ['N']);
    closed = true;
    await block(['A'], 'closed');
    expect(await worker.run({ ...job, purpose: 'unmark' }, 5000)).toEqual({ propagated: 1, propagation: 'complete' });
    expect(recalls.get('A')).toEqual([]);
  });

  test('of which the index shows nothing waits; after a day it never was', async () => {
    const unknown = { ...job, noticeId: 'N2' };
    expect(await worker.run({ ...unknown, since: new Date().toISOString() }, 20)).toMatchObject({
      propagation: 'running',
    });
    await worker.stop();
    worker = newWorker();
    expect(await worker.run(unknown, 5000)).toEqual({ propagated: 0, propagation: 'complete' });
  });
});

describe('what a recall still has to do is written down before it is sent', () => {
  const issue = { requestId: 'Q', id: 'N', batch: 'R', reason: 'x', class: 'I' };
  const submit = (result: () => never | { txId: string; blockNumber: number; result: null }) =>
    rememberingRecalls({ submit: async () => result() }, jobs).submit(identity, 'Origin:IssueRecall', issue);

  test('and stays when the outcome is unknown or the network fails', async () => {
    const seen: number[] = [];
    const failing = [new CommitUnknown('t'), new HttpProblem('ledger/unavailable')];
    for (const error of failing) {
      await expect(
        submit(() => {
          seen.push(jobs.all().length);
          throw error;
        }),
      ).rejects.toBe(error);
    }
    expect([seen, jobs.all().length]).toEqual([[1, 1], 1]);
  });

  test('and goes when a rule refuses it, but not another’s job of the same notice', async () => {
    const refuse = () => {
      throw new DomainError('registry/id-in-use');
    };
    await expect(submit(refuse)).rejects.toThrow();
    expect(jobs.all()).toEqual([]);
    jobs.add(job);
    await expect(submit(refuse)).rejects.toThrow();
    expect(jobs.all()).toEqual([job]);
  });
});
