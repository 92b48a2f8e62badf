/** Parts of the running system are killed: what the gateway says meanwhile, and that it goes on by itself. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ledgerProcesses, signalAll } from '../fixtures/ledger-nodes.ts';
import { onFabric } from '../fixtures/on-fabric.ts';
import { processOf } from '../process-of.ts';
import { type Answer, daysAgo, freshId, startSystem, type System } from '../system.ts';

jest.setTimeout(120_000);
let system: System;
let seed: Record<string, string>;
let lots = 0;

beforeAll(async () => {
  system = await startSystem();
  seed = JSON.parse(readFileSync(join(system.dataDir, 'seed/ids.json'), 'utf8')) as Record<string, string>;
  for (const login of ['farmer', 'inspector']) await system.token(login);
}, 120_000);
afterAll(() => system?.stop(), 30_000);

const gateway = 'gateway-api/src/server.ts';
const signal = (program: string, name: NodeJS.Signals): void => {
  const pid = processOf(system, program);
  if (pid === undefined) throw new Error(`no process runs ${program}`);
  process.kill(pid, name);
};
const until = async <Value>(
  what: string,
  ask: () => Promise<Value | undefined>,
  seconds = onFabric ? 120 : 30,
): Promise<Value> => {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const value = await ask().catch(() => undefined);
    if (value !== undefined) return value;
    if (Date.now() > deadline) throw new Error(`not within ${seconds} s: ${what}`);
    await sleep(50);
  }
};
const signalLedger = (name: NodeJS.Signals): void => signalAll(ledgerProcesses(system), name);
const ready = (status: number) =>
  until(`/readyz ${status}`, async () => {
    const answer = await system.get('/readyz');
    return answer.status === status ? answer : undefined;
  });

const newBatch = (weightKg = '1') => ({
  ...{ requestId: freshId(), id: freshId(), lot: `OUT-${(lots += 1)}`, weightKg },
  ...{
    product: { code: 'durian', name: 'Sầu riêng Ri6' },
    growingArea: seed['area-durian'],
    harvestDate: daysAgo(20),
  },
});
const register = (batch: ReturnType<typeof newBatch>) => system.post('/api/origin/batches', batch, 'farmer');
/** As a careful client does: the same request again until it is settled. */
const settled = async (batch: ReturnType<typeof newBatch>): Promise<void> => {
  let last: unknown;
  await until('201', async () => {
    const { status, body } = await register(batch);
    last = { status, body };
    return status === 201 ? true : undefined;
  }).catch((error: unknown) => {
    throw new Error(`${String(error)}; the last answer was ${JSON.stringify(last)}`);
  });
};

describe('the ledger network is down', () => {
  test('/readyz and writes say 503 and when to come again; reads go on; afterwards everything is ready by itself', async () => {
    expect((await ready(200)).body).toMatchObject({ ready: true, ledger: 'up', index: 'up' });
    const batch = newBatch();
    // A supervisor that is held cannot start the network again before the test has looked.
    signal('run/start.ts', 'SIGSTOP');
    try {
      signalLedger('SIGKILL');
      const down = await ready(503);
      expect([down.body['ledger'], down.headers.get('retry-after')]).toEqual(['down', '5']);
      const refused = await register(batch);
      expect([refused.status, refused.body['code'], refused.headers.get('retry-after')]).toEqual([
        503,
        'ledger/unavailable',
        '5',
      ]);
      expect((await system.get(`/r/${seed['batch-1']}/story`)).status).toBe(200);
      expect((await system.get('/healthz')).status).toBe(200);
    } finally {
      signal('run/start.ts', 'SIGCONT');
    }
    await ready(200);
    await settled(batch);
    expect((await system.get(`/r/${batch.id}/story`)).status).toBe(200);
  });

  test('a network that hangs is down, too', async () => {
    signalLedger('SIGSTOP');
    try {
      expect((await ready(503)).body).toMatchObject({ ledger: 'down', index: 'up' });
    } finally {
      signalLedger('SIGCONT');
    }
    await ready(200);
  });

  test('killed under 24 writers: each request that was not answered 201 is settled by sending it again, exactly once', async () => {
    await settled(newBatch());
    let dead = false;
    const sent: { batch: ReturnType<typeof newBatch>; answer: Answer }[] = [];
    const writers = Array.from({ length: 24 }, async () => {
      while (!dead) {
        const batch = newBatch();
        sent.push({ batch, answer: await register(batch) });
      }
    });
    await until('the writes to flow', () => Promise.resolve(sent.length > 60 || undefined));
    signalLedger('SIGKILL');
    dead = true;
    await Promise.all(writers);
    // Nothing is called a failure that may be none.
    expect(sent.map(({ answer }) => answer.status).filter((status) => ![201, 202, 503].includes(status))).toEqual([]);
    const open = sent.filter(({ answer }) => answer.status !== 201);
    expect(open.length).toBeGreaterThan(0);
    await ready(200);
    await Promise.all(open.map(({ batch }) => settled(batch)));
    for (const { batch } of sent) {
      const { record } = (await system.get(`/r/${batch.id}/story`)).body as { record: { version: number } };
      expect([batch.lot, record.version]).toEqual([batch.lot, 1]);
    }
    const written = new Set(sent.map(({ batch }) => batch.lot));
    const { items } = (await system.get('/api/origin/batches?limit=1000', 'farmer')).body as {
      items: { body: { lot: string } }[];
    };
    const found = items.map(({ body }) => body.lot).filter((lot) => written.has(lot));
    expect(found.toSorted()).toEqual([...written].toSorted());
  });
});

describe('the gateway is killed while a recall spreads', () => {
  interface Batch {
    readonly status: string;
    readonly body: { readonly recalls: readonly string[] };
  }
  /** A harvest, split down a line of generations: each generation is one transaction of the recall. */
  const generations = 12;
  async function line(): Promise<string[]> {
    const root = newBatch(String(generations + 1));
    await settled(root);
    const ids = [root.id];
    for (let generation = 1; generation <= generations; generation += 1) {
      const part = { id: freshId(), lot: `OUT-${(lots += 1)}`, weightKg: String(generations + 1 - generation) };
      const split = { requestId: freshId(), id: freshId(), batch: ids.at(-1), parts: [part] };
      expect((await system.post('/api/origin/split', split, 'farmer')).status).toBe(201);
      ids.push(part.id);
    }
    return ids;
  }
  const batchOf = async (id: string) => (await system.get(`/r/${id}/story`)).body['record'] as Batch;

  test('it goes on by itself after the restart and reaches every descendant', async () => {
    const ids = await line();
    const notice = { requestId: freshId(), id: freshId(), batch: ids[0], reason: 'Dư lượng vượt mức', class: 'I' };
    const answered = system.post('/api/origin/recalls', notice, 'inspector').then(
      () => 'answered',
      () => 'cut off',
    );
    await until('the notice', async () =>
      (await system.get(`/r/${notice.id}/story`)).status === 200 ? true : undefined,
    );
    signal(gateway, 'SIGKILL');
    expect(await answered).toBe('cut off');
    await ready(200);
    await until('every descendant marked', async () => {
      const batches = await Promise.all(ids.map(batchOf));
      return batches.every(({ status }) => status === 'recalled') ? true : undefined;
    });
    const batches = await Promise.all(ids.map(batchOf));
    expect(batches.map(({ body }) => body.recalls)).toEqual(ids.map(() => [notice.id]));
  });
});
