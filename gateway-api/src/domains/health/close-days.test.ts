import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { accessEntryHash, verifyAccess } from '@daunguon/proof/health';
import type { AccessRootBody, RecordState } from '@daunguon/records';
import { closeDays } from './close-days.ts';
import { digestOf, idOf, TestHealth } from './test-health.ts';

let health: TestHealth;
beforeEach(() => {
  health = new TestHealth();
});
afterEach(() => health.close());

const [mai, lan] = [idOf(900), idOf(901)];
const append = (at: string, patient: string): void =>
  health.book.append({ at, act: 'read', outcome: 'done', patient, unit: '', role: 'clinic' });
const close = (): Promise<unknown> => {
  const { book, ledger, department } = health;
  return closeDays({ book, ledger, department, now: () => health.now }).catch((error: Error) => error.message);
};
const roots = (): RecordState<AccessRootBody>[] =>
  [...health.records.values()].filter(({ type }) => type === 'health/access-root') as RecordState<AccessRootBody>[];
const days = (): string[] => roots().map(({ body }) => body.day);

describe('days of the access log', () => {
  test('past ones are closed on the ledger, empty ones too, and each person proves their own entries', async () => {
    append('2026-02-27T02:00:00.000Z', mai);
    append('2026-02-27T03:00:00.000Z', lan);
    // 17:00 UTC is the next day in Việt Nam
    append('2026-02-28T17:00:00.000Z', mai);
    await close();
    expect(days()).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
    for (const { hash, proof, previous, entry, day, rootRecord = '' } of health.book.ofPatient(mai)) {
      expect(accessEntryHash(previous, entry)).toBe(hash);
      expect(verifyAccess(hash, proof!)).toBe(true);
      expect(health.records.get(rootRecord)?.body).toEqual({ day, root: proof?.root });
    }
    expect(health.book.ofPatient(lan)).toHaveLength(1);
    await close();
    expect(roots()).toHaveLength(3);
  });

  test('today’s is open; an entry changed or left out in the file shows', async () => {
    for (const patient of [mai, lan, mai]) append('2026-03-02T00:30:00.000Z', patient);
    await close();
    expect([roots(), health.book.ofPatient(mai)[0]?.proof, health.book.isWhole()]).toEqual([[], undefined, true]);
    health.db.exec('DELETE FROM access WHERE seq = 2');
    expect(health.book.isWhole()).toBe(false);
  });

  test.each([false, true])('an empty day keeps its random root over a kill (answer lost: %s)', async (answerLost) => {
    append('2026-02-27T02:00:00.000Z', mai);
    await close();
    health.now += 2 * 86_400_000;
    health.failing = { transaction: 'Health:RecordAccessRoot', answerLost };
    expect(await close()).toBe('no answer');
    const sent = health.book.nextClosing('2026-03-04', () => ({ root: digestOf(1), requestId: idOf(1), id: idOf(2) }));
    health.reopen();
    health.failing = undefined;
    expect(await close()).toBeUndefined();
    expect(days().slice(-2)).toEqual(['2026-03-02', '2026-03-03']);
    expect(health.records.get(sent!.id)?.body).toEqual({ day: '2026-03-02', root: sent?.root });
  });

  test('an entry that comes with the time of a closed day, or of one that is being closed, stands in the next', async () => {
    append('2026-03-01T02:00:00.000Z', mai);
    health.failing = { transaction: 'Health:RecordAccessRoot' };
    await close();
    append('2026-03-01T16:59:59.999Z', mai);
    health.failing = undefined;
    await close();
    append('2026-03-01T16:59:59.999Z', mai);
    health.now += 86_400_000;
    await close();
    const logged = health.book.ofPatient(mai);
    expect(logged.map(({ day }) => day)).toEqual(['2026-03-01', '2026-03-02', '2026-03-02']);
    for (const { hash, proof, rootRecord = '' } of logged) {
      expect(verifyAccess(hash, proof!)).toBe(true);
      expect(health.records.get(rootRecord)?.body).toMatchObject({ root: proof?.root });
    }
  });

  test('where the ledger has another root of a day, as after a restored back-up, none is claimed for it', async () => {
    const command = { requestId: idOf(1), id: idOf(2), day: '2026-02-28', root: digestOf(5) };
    await health.ledger.submit(undefined, 'Health:RecordAccessRoot', command);
    append('2026-02-28T02:00:00.000Z', mai);
    expect(await close()).toBeUndefined();
    expect(days()).toEqual(['2026-02-28', '2026-03-01']);
    expect(health.book.ofPatient(mai)[0]).not.toHaveProperty('rootRecord');
  });
});
