import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { derivedId } from '@daunguon/proof';
import { DomainError, type Erase } from '@daunguon/records';
import { idOf, minute, period, TestHealth } from './test-health.ts';
import { runChores } from './ticking.ts';

let health: TestHealth;
beforeEach(async () => {
  health = new TestHealth();
  for (const n of [1, 2]) health.add(n, 'a');
  await health.settle();
  health.log.length = 0;
});
afterEach(() => health.close());

const patient = idOf(900);
const asked = {
  ground: 'holder-request',
  requester: 'patient',
  noted: { patient, unit: idOf(901), role: 'clinic' },
} as const;
const ask = (n: number): number => health.erasures.ask(health.fields(idOf(n)), asked);
const noted = (): unknown[] => health.book.ofPatient(patient).map(({ entry }) => [entry.act, entry.record]);
const ended = (status: string): string[] =>
  [...health.records.values()].flatMap((record) => (record.status === status ? [record.id] : []));

describe('an erasure', () => {
  test('waits for the end of the period, whatever the minute in which it was asked for', async () => {
    const until = ask(1);
    health.now += 7 * minute;
    expect([ask(2), until % period]).toEqual([until, 0]);
    health.now = until - 1;
    await health.erasures.release();
    expect([health.log, health.salts.has(idOf(1))]).toEqual([[], true]);
    health.now = until;
    await health.erasures.release();
    expect(health.log).toEqual(['HealthSalts:Purge', 'Health:Erase']);
    expect([1, 2].map((n) => health.fields(idOf(n)).status)).toEqual(['erased', 'erased']);
  });

  test('takes made-up rows of its own batch along, purge, status and receipt alike', async () => {
    ask(1);
    const before = new Set(health.salts.keys());
    await health.release();
    const erased = ended('erased');
    expect([erased.length, erased.includes(idOf(1)), erased.includes(idOf(2))]).toEqual([4, true, false]);
    expect([...before].filter((id) => !health.salts.has(id)).toSorted()).toEqual(erased.toSorted());
    const shapes = erased.map((id) => {
      const { facets, version } = health.fields(id);
      return JSON.stringify([facets, version, health.records.get(derivedId('act', id, 2))?.body]);
    });
    expect(new Set(shapes).size).toBe(1);
  });

  test('of a corrected record takes those along that were corrected with it', async () => {
    health.add(11, 'a', { supersedes: idOf(1) });
    await health.settle();
    const superseded = ended('superseded').toSorted();
    expect([superseded.length, superseded.includes(idOf(1))]).toEqual([4, true]);
    ask(1);
    await health.release();
    expect(ended('erased').toSorted()).toEqual(superseded);
  });

  test('asked for again it is one, also after it was released', async () => {
    ask(1);
    ask(1);
    await health.release();
    ask(1);
    await health.release();
    expect(health.log).toEqual(['HealthSalts:Purge', 'Health:Erase']);
    expect(noted()).toEqual([['erase', idOf(1)]]);
    expect(health.book.ofPatient(patient)[0]?.entry).toMatchObject({ reason: 'holder-request', requester: 'patient' });
  });

  test('of one that the department erased itself is done, and the others go on without it', async () => {
    for (const n of [1, 2]) ask(n);
    const own: Erase = { requestId: idOf(70), ids: [idOf(1)], purge: 'ab'.repeat(32) };
    await health.ledger.submit(undefined, 'Health:Erase', own);
    await health.release();
    expect([1, 2].map((n) => health.fields(idOf(n)).status)).toEqual(['erased', 'erased']);
    expect(noted()).toHaveLength(2);
  });

  test('when no made-up row is left is not kept back', async () => {
    for (let n = 100; n < 164; n += 1) health.add(n, 'a');
    await health.settle();
    for (let n = 100; n < 164; n += 1) ask(n);
    await health.release();
    // Of three batches all that was made up.
    expect(ended('erased')).toHaveLength(64 + 62 + 32 + 32);
    expect(noted()).toHaveLength(64);
  });

  test.each([
    ['HealthSalts:Purge', false],
    ['HealthSalts:Purge', true],
    ['Health:Erase', false],
    ['Health:Erase', true],
  ])(
    'killed at %s (answer lost: %s) it is finished by the next start with the same rows, and stands in the log once',
    async (transaction, answerLost) => {
      health.failing = { transaction, answerLost };
      ask(1);
      await expect(health.release()).rejects.toThrow('no answer');
      expect(noted()).toEqual([]);
      health.reopen();
      health.failing = undefined;
      await health.erasures.release();
      await health.erasures.release();
      expect([health.fields(idOf(1)).status, health.salts.has(idOf(1)), noted()]).toEqual([
        'erased',
        false,
        [['erase', idOf(1)]],
      ]);
      expect([ended('erased').length, health.salts.size]).toEqual([4, 60]);
    },
  );

  test('a release that fails keeps back no batch', async () => {
    ask(1);
    const { submit } = health.ledger;
    health.ledger.submit = async (identity, transaction, command) => {
      if (transaction === 'Health:Erase') throw new DomainError('health/not-department', 'HealthMSP');
      return submit(identity, transaction, command);
    };
    health.add(3, 'a');
    health.now += period;
    const said: string[] = [];
    const chores = [
      { name: 'erasures', run: () => health.erasures.release() },
      { name: 'batches', run: () => health.mixing.tick() },
    ];
    await runChores(chores, (line) => said.push(line));
    expect(said).toEqual([expect.stringContaining('health, erasures: ')]);
    expect(health.records.has(idOf(3))).toBe(true);
  });
});

test('after a restore of an older file a made-up row that the ledger has ended goes with none any more', async () => {
  health.add(3, 'b');
  await health.settle();
  ask(1);
  await health.release();
  const ids = await health.companions.of(idOf(1));
  // As the older file had them: still to be had.
  const restore = (): void => health.docs.ids('made-up').forEach((batch) => health.docs.put('made-up', batch, { ids }));
  restore();
  ask(2);
  await health.release();
  expect(health.fields(idOf(2)).status).toBe('erased');
  restore();
  health.add(13, 'b', { supersedes: idOf(3) });
  health.now += 15 * minute;
  for (let tries = 0; tries < 4; tries += 1) await health.mixing.tick().catch(() => undefined);
  expect(health.fields(idOf(3)).status).toBe('superseded');
});
