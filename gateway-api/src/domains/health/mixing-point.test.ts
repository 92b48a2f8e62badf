import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DomainError } from '@daunguon/records';
import { digestOf, idOf, minute, TestHealth } from './test-health.ts';

let health: TestHealth;
beforeEach(() => {
  health = new TestHealth();
});
afterEach(() => health.close());
const refusal = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: { code?: string; message: string }) => error.code ?? error.message,
  );
const commitments = (): number =>
  [...health.records.values()].filter(({ type }) => type === 'health/commitment').length;

describe('the mixing point', () => {
  test('sends 64 rows whatever came, salts of all of them first, and forgets whose they were', async () => {
    for (let n = 1; n <= 5; n += 1) health.add(n, `facility ${n % 3}`);
    await health.mixing.tick();
    expect(health.blocks).toEqual([]);
    await health.settle();
    expect(health.blocks[0]?.written).toHaveLength(64);
    expect(health.log).toEqual(['HealthSalts:Keep', 'Health:CommitBatch']);
    expect(new Set(health.salts.keys())).toEqual(new Set(health.blocks[0]?.written.map(({ id }) => id)));
    expect(health.waiting.all()).toEqual([]);
    expect(JSON.stringify([...health.records.values()])).not.toContain('facility');
  });

  test.each([false, true])(
    'killed around the commit (answer lost: %s), it sends the same batch again, made-up rows and all',
    async (answerLost) => {
      for (let n = 1; n <= 48; n += 1) health.add(n, `facility ${n % 3}`);
      health.failing = { transaction: 'Health:CommitBatch', answerLost };
      expect(await refusal(health.mixing.tick())).toBe('no answer');
      health.reopen();
      health.failing = undefined;
      await health.mixing.tick();
      expect(health.blocks).toHaveLength(1);
      expect([commitments(), health.salts.size, health.waiting.all().length]).toEqual([64, 64, 0]);
    },
  );

  test('a salt that an erasure purged is not brought back by a batch whose answer was lost', async () => {
    health.add(1, 'a');
    health.failing = { transaction: 'Health:CommitBatch', answerLost: true };
    expect(await refusal(health.settle())).toBe('no answer');
    health.failing = undefined;
    const noted = { patient: idOf(900), unit: idOf(901), role: 'clinic' };
    health.erasures.ask(health.fields(idOf(1)), { ground: 'holder-request', requester: 'patient', noted });
    await health.release();
    health.reopen();
    await health.mixing.tick();
    expect([health.fields(idOf(1)).status, health.salts.has(idOf(1))]).toEqual(['erased', false]);
    expect(health.waiting.all()).toEqual([]);
  });

  test('the same commitment again is one; other contents under its id are refused', () => {
    health.add(1, 'a');
    health.add(1, 'a');
    expect(health.waiting.all()).toHaveLength(1);
    const other = { id: idOf(1), commitment: digestOf(9), saltSeed: digestOf(2), facility: 'a' };
    expect(() => health.mixing.add(other)).toThrow(DomainError);
  });
});

describe('corrections', () => {
  const status = (n: number): string | undefined => health.records.get(idOf(n))?.status;
  beforeEach(async () => {
    for (const [n, facility] of [
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
    ] as const)
      health.add(n, facility);
    await health.settle();
  });

  test('supersede what they correct; two of the same record in one batch do it once', async () => {
    health.add(11, 'a', { supersedes: idOf(1) });
    health.add(12, 'a', { supersedes: idOf(1) });
    await health.settle();
    expect([status(1), status(11), status(12)]).toEqual(['superseded', 'active', 'active']);
  });

  test('one that can supersede nothing any more goes on alone; every other row keeps what it supersedes', async () => {
    health.add(11, 'a', { supersedes: idOf(1) });
    await health.settle();
    health.add(21, 'a', { supersedes: idOf(1) });
    health.add(22, 'b', { supersedes: idOf(2) });
    health.add(23, 'c', { supersedes: idOf(3) });
    expect(await refusal(health.settle())).toBe('health/status-final');
    await health.mixing.tick();
    expect([21, 22, 23].map(status)).toEqual(['active', 'active', 'active']);
    expect([2, 3].map(status)).toEqual(['superseded', 'superseded']);
  });

  test('a row whose id is taken leaves the queue and stops nobody else’s', async () => {
    health.waiting.add({
      id: idOf(1),
      commitment: digestOf(77),
      saltSeed: digestOf(2),
      facility: 'a',
      since: health.now,
    });
    health.add(31, 'b', { supersedes: idOf(2) });
    health.add(32, 'c');
    expect(await refusal(health.settle())).toBe('registry/id-in-use');
    await health.mixing.tick();
    expect([status(31), status(32), status(2)]).toEqual(['active', 'active', 'superseded']);
    expect(health.waiting.all()).toEqual([]);
  });

  test('a refusal that concerns no row takes nothing from any', async () => {
    health.add(41, 'a', { supersedes: idOf(1) });
    const { submit } = health.ledger;
    health.ledger.submit = async () => {
      throw new DomainError('health/not-department', 'HealthMSP');
    };
    expect(await refusal(health.settle())).toBe('health/not-department');
    health.ledger.submit = submit;
    await health.mixing.tick();
    expect([status(41), status(1)]).toEqual(['active', 'superseded']);
  });
});

test('made-up rows are superseded with each row that is, of the batch in which it stands', async () => {
  for (let n = 1; n <= 48; n += 1) health.add(n, `facility ${n % 3}`);
  await health.mixing.tick();
  for (let n = 1; n <= 8; n += 1) health.add(100 + n, `facility ${n % 3}`, { supersedes: idOf(n) });
  await health.settle();
  const [first, second] = health.blocks.map(({ written }) => written);
  const batchOf = (id: string): unknown => health.fields(id).facets['batch'];
  const changed = second!.filter(({ version }) => version === 2);
  // Sixteen made-up rows are all that this batch has, and there is no other.
  expect([changed.length, new Set(changed.map(({ status }) => status))]).toEqual([8 + 16, new Set(['superseded'])]);
  expect(changed.every(({ id }) => batchOf(id) === batchOf(first![0]!.id))).toBe(true);
});

test('a batch of any day has the same number of rows, whether one came or sixty', async () => {
  for (const count of [1, 48]) {
    for (let n = 0; n < count; n += 1) health.add(count * 1000 + n, `facility ${n % 3}`);
    health.now += 15 * minute;
    await health.mixing.tick();
  }
  expect(health.blocks.map(({ written }) => written.length)).toEqual([64, 64]);
});
