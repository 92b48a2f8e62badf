import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { derivedId } from '@daunguon/proof';
import { idOf, TestHealth } from './test-health.ts';
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
const erase = (n: number): Promise<string> => health.erasures.erase(health.fields(idOf(n)), asked);
const noted = (): unknown[] => health.book.ofPatient(patient).map(({ entry }) => [entry.act, entry.record]);

describe('an erasure', () => {
  test('runs once, whoever comes to it: route, second request and tick', async () => {
    const record = health.fields(idOf(1));
    const tries = [erase(1), health.erasures.finish(), erase(1), health.erasures.finish()];
    const [receipt, , again] = await Promise.all(tries);
    // A request that read the record before it was erased.
    expect([receipt, again, await health.erasures.erase(record, asked)]).toEqual(
      Array(3).fill(derivedId('act', idOf(1), 2)),
    );
    expect(health.log).toEqual(['HealthSalts:Purge', 'Health:Erase']);
    expect([health.fields(idOf(1)).status, health.salts.has(idOf(1))]).toEqual(['erased', false]);
    expect(noted()).toEqual([['erase', idOf(1)]]);
  });

  test.each([
    ['HealthSalts:Purge', false],
    ['HealthSalts:Purge', true],
    ['Health:Erase', false],
    ['Health:Erase', true],
  ])(
    'killed at %s (answer lost: %s) it is finished by the next start, and stands in the log once',
    async (transaction, answerLost) => {
      health.failing = { transaction, answerLost };
      await expect(erase(1)).rejects.toThrow('no answer');
      expect(noted()).toEqual([]);
      health.reopen();
      health.failing = undefined;
      await health.erasures.finish();
      await health.erasures.finish();
      expect([health.fields(idOf(1)).status, health.salts.has(idOf(1)), noted()]).toEqual([
        'erased',
        false,
        [['erase', idOf(1)]],
      ]);
    },
  );

  test('one that fails keeps back neither another erasure nor a batch', async () => {
    health.failing = { transaction: 'Health:Erase' };
    await expect(erase(1)).rejects.toThrow('no answer');
    const { submit } = health.ledger;
    health.ledger.submit = async (identity, transaction, command) => {
      if ((command as { id?: string }).id === idOf(1)) throw new Error('never');
      return submit(identity, transaction, command);
    };
    health.failing = undefined;
    health.docs.put('erasure', idOf(2), { ...asked, id: idOf(2), requestId: idOf(50) });
    health.add(3, 'a');
    health.now += 15 * 60_000;
    const said: string[] = [];
    const chores = [
      { name: 'erasures', run: () => health.erasures.finish() },
      { name: 'batches', run: () => health.mixing.tick() },
    ];
    await runChores(chores, (line) => said.push(line));
    expect(said).toEqual(['health, erasures: never']);
    expect(health.fields(idOf(2)).status).toBe('erased');
    expect(health.records.has(idOf(3))).toBe(true);
  });
});
