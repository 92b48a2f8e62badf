import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '@daunguon/proof';
import { accessEntryHash, verifyAccess } from '@daunguon/proof/health';
import {
  commitBatch,
  DomainError,
  type Actor,
  type CommitBatch,
  type FieldsDraft,
  type RecordState,
} from '@daunguon/records';
import { openAccessBook, type AccessBook } from '../../vault/access-book.ts';
import { openHealthDb } from '../../vault/health-db.ts';
import { openHealthDocs } from '../../vault/health-docs.ts';
import { openWaiting, type WaitingCommitments } from '../../vault/waiting-commitments.ts';
import { createMixingPoint, type MixingPoint } from './mixing-point.ts';

const minute = 60_000;
const department: Actor = { msp: 'HealthMSP', unit: '', role: 'admin', signing: 'own' };
const key = Buffer.alloc(32, 7);
const seeded = (n: number): string =>
  newId(Uint8Array.from({ length: 16 }, (_, at) => (at < 12 ? 1 : (n >> (8 * (at - 12))) & 255)));
const digest = (n: number): string => n.toString(16).padStart(64, '0');

let folder: string;
let db: ReturnType<typeof openHealthDb>;
let waiting: WaitingCommitments;
let book: AccessBook;
let mixing: MixingPoint;
let now: number;
let blocks: { readonly time: number; readonly records: readonly FieldsDraft[] }[];
let salts: { id: string; saltSeed: string }[];
let sent: CommitBatch[];
let roots: { day: string; root: string }[];
let failing: string | undefined;

/** The ledger's own rule decides; what it wrote is what the public sees. */
const ledger = {
  submit: async (_identity: unknown, transaction: string, command: object) => {
    if (failing === transaction) throw new Error('no answer');
    if (transaction === 'Health:RecordAccessRoot') {
      roots.push(command as { day: string; root: string });
    } else {
      const batch = command as CommitBatch;
      const repeated = sent.some(({ requestId }) => requestId === batch.requestId);
      sent.push(batch);
      const ofId = (id: string) => blocks.flatMap(({ records }) => records).find((one) => one.id === id);
      const existing = batch.commitments.map(({ id }) => ofId(id) as unknown as RecordState | undefined);
      const superseded = (batch.superseded ?? []).map((id) => ofId(id) as unknown as RecordState | undefined);
      if (!repeated) {
        const { committed = [] } = commitBatch({ existing, superseded }, batch, department);
        blocks.push({ time: now, records: committed });
      }
    }
    return { txId: digest(1), blockNumber: blocks.length, result: null };
  },
};

const open = (): void => {
  db = openHealthDb(join(folder, 'health.db'));
  waiting = openWaiting(db, key);
  book = openAccessBook(db, key);
  mixing = createMixingPoint({
    ...{ waiting, book, docs: openHealthDocs(db, key), ledger },
    salts: {
      submit: async (_identity, transaction, transient) => {
        if (failing === transaction) throw new Error('no answer');
        salts.push(...(transient['salts'] as typeof salts));
        return digest(2);
      },
    },
    department: () => ({ mspId: 'HealthMSP', certificatePem: '', keyPem: '', unit: '', role: 'admin' }),
    indexed: async () => true,
    now: () => now,
  });
};
const add = (n: number, facility: string, more = {}): void =>
  mixing.add({ id: seeded(n), commitment: digest(n), saltSeed: digest(n + 1), facility, ...more });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mixing-'));
  now = Date.parse('2026-03-02T01:00:00.000Z');
  [blocks, salts, sent, roots, failing] = [[], [], [], [], undefined];
  open();
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

describe('the mixing point', () => {
  test('sends 64 rows whatever came, salts of all of them first, and forgets whose they were', async () => {
    for (let n = 1; n <= 5; n += 1) add(n, `facility ${n % 3}`);
    await mixing.tick();
    expect(blocks).toEqual([]);
    now += 15 * minute;
    await mixing.tick();
    expect(blocks[0]?.records).toHaveLength(64);
    expect(new Set(salts.map(({ id }) => id))).toEqual(new Set(blocks[0]?.records.map(({ id }) => id)));
    expect(waiting.all()).toEqual([]);
    expect(JSON.stringify(blocks)).not.toContain('facility');
  });

  test('killed before the commit is known, it sends the same batch again, made-up rows and all', async () => {
    for (let n = 1; n <= 64; n += 1) add(n, `facility ${n % 3}`);
    failing = 'Health:CommitBatch';
    await expect(mixing.tick()).rejects.toThrow('no answer');
    db.close();
    open();
    failing = undefined;
    await mixing.tick();
    const [first] = sent;
    expect(sent).toHaveLength(1);
    expect(new Set(salts.map(({ id }) => id)).size).toBe(64);
    expect(first?.commitments.map(({ id }) => id).sort()).toEqual([...new Set(salts.map(({ id }) => id))].sort());
    expect(blocks).toHaveLength(1);
  });

  test('the same commitment again is one; other contents under its id are refused', () => {
    add(1, 'a');
    add(1, 'a');
    expect(waiting.all()).toHaveLength(1);
    expect(() => mixing.add({ id: seeded(1), commitment: digest(9), saltSeed: digest(2), facility: 'a' })).toThrow(
      DomainError,
    );
  });

  test('a batch that a rule refuses stops nobody else’s: what stands in its way leaves it', async () => {
    blocks.push({
      time: now,
      records: [{ id: seeded(3), status: 'superseded', type: 'health/commitment' } as FieldsDraft],
    });
    add(1, 'a', { supersedes: seeded(3) });
    add(2, 'b');
    add(3, 'c');
    now += 15 * minute;
    await expect(mixing.tick()).rejects.toThrow(DomainError);
    await mixing.tick().catch(() => undefined);
    await mixing.tick();
    const ids = blocks.at(-1)?.records.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([seeded(1), seeded(2)]));
    expect(waiting.all()).toEqual([]);
  });
});

describe('the access log', () => {
  const entry = (at: string, patient: string) =>
    ({ at, act: 'read', outcome: 'done', patient, unit: '', role: 'clinic' }) as const;
  const [mai, lan] = [seeded(900), seeded(901)];

  test('its past days are closed on the ledger, empty ones too, and each person proves their own entries', async () => {
    book.append(entry('2026-02-27T02:00:00.000Z', mai));
    book.append(entry('2026-02-27T03:00:00.000Z', lan));
    // 17:00 UTC is the next day in Việt Nam
    book.append(entry('2026-02-28T17:00:00.000Z', mai));
    await mixing.tick();
    expect(roots.map(({ day }) => day)).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
    for (const { hash, proof, previous, entry: own } of book.ofPatient(mai)) {
      expect(accessEntryHash(previous, own)).toBe(hash);
      expect(verifyAccess(hash, proof!)).toBe(true);
      expect(roots.some(({ root }) => root === proof?.root)).toBe(true);
    }
    expect(book.ofPatient(lan)).toHaveLength(1);
    await mixing.tick();
    expect(roots).toHaveLength(3);
  });

  test('today’s is open; an entry changed or left out in the file shows', async () => {
    for (const patient of [mai, lan, mai]) book.append(entry('2026-03-02T00:30:00.000Z', patient));
    await mixing.tick();
    expect([roots, book.ofPatient(mai)[0]?.proof, book.isWhole()]).toEqual([[], undefined, true]);
    db.exec('DELETE FROM access WHERE seq = 2');
    expect(book.isWhole()).toBe(false);
  });
});

/**
 * A statistician with the whole public ledger: she sees every record's bytes and the time of its batch, knows each facility's hours,
 * and has learned from half of the batches, whose rows an insider told her. She guesses facility and day of the other half's rows.
 */
describe('linking commitments to facilities', () => {
  /** Deterministic, so that the test says the same each time. */
  const random = (() => {
    // mulberry32
    let state = 12345;
    return () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    };
  })();

  test('does no better than guessing within the batch', async () => {
    db.exec('PRAGMA synchronous = OFF');
    const facilities = ['a', 'b', 'c', 'd'];
    const truth = new Map<string, string>();
    let n = 0;
    for (let window = 0; window < 24; window += 1) {
      for (let step = 0; step < 15; step += 1) {
        now += minute;
        facilities.forEach((facility, index) => {
          // Each has its own rhythm: what came first or last in a window would tell.
          if (step % (index + 2) !== 0 || random() < 0.2) return;
          n += 1;
          const id = newId(Uint8Array.from({ length: 16 }, () => Math.floor(random() * 256)));
          truth.set(id, facility);
          mixing.add({ id, commitment: digest(Math.floor(random() * 2 ** 31) * 7919), saltSeed: digest(n), facility });
        });
        await mixing.tick();
      }
    }
    now += 20 * minute;
    await mixing.tick();
    const rows = blocks.flatMap(({ records }, batch) =>
      records.map((record, place) => ({ batch, place, record, who: truth.get(record.id) ?? 'made up' })),
    );
    const half = Math.floor(blocks.length / 2);
    const classes = [...facilities, 'made up'];
    const features = ({ place, record }: (typeof rows)[number]): string[] => [
      `place ${Math.floor(place / 8)}`,
      `id ${record.id.slice(1, 2)}`,
      `json ${JSON.stringify(record).length}`,
    ];
    const counts = new Map<string, number>();
    const bump = (name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
    for (const row of rows.filter(({ batch }) => batch < half)) {
      bump(row.who);
      for (const feature of features(row)) bump(`${row.who} ${feature}`);
    }
    const of = (name: string): number => counts.get(name) ?? 0;
    const score = (row: (typeof rows)[number], who: string): number =>
      features(row).reduce(
        (sum, feature) => sum + Math.log((of(`${who} ${feature}`) + 1) / (of(who) + 8)),
        Math.log(of(who) + 1),
      );
    const test = rows.filter(({ batch }) => batch >= half);
    const right = test.filter(
      (row) => classes.reduce((best, who) => (score(row, who) > score(row, best) ? who : best)) === row.who,
    ).length;
    // Chance: always the most frequent class.
    const chance = Math.max(...classes.map((who) => test.filter((row) => row.who === who).length));
    const spread = 3 * Math.sqrt(test.length * 0.25);
    expect(test.length).toBeGreaterThan(500);
    expect(right).toBeLessThanOrEqual(chance + spread);
    // Of a real row she names the facility no more often than one in as many as there are.
    const real = test.filter(({ who }) => who !== 'made up');
    const named = real.filter(
      (row) => facilities.reduce((best, who) => (score(row, who) > score(row, best) ? who : best)) === row.who,
    ).length;
    const likeliest = Math.max(...facilities.map((who) => real.filter((row) => row.who === who).length));
    expect(named).toBeLessThanOrEqual(likeliest + 3 * Math.sqrt(real.length * 0.25));
    // What the ledger says beside commitments is the same for every row of a batch.
    for (const { records } of blocks) {
      expect(new Set(records.map(({ id: _, commitment: __, ...rest }) => JSON.stringify(rest))).size).toBe(1);
      expect(records).toHaveLength(64);
    }
  });

  test('nor does the day: a batch of any day has the same number of rows, whether one came or sixty', async () => {
    for (const count of [1, 60]) {
      for (let n = 0; n < count; n += 1) add(count * 1000 + n, `facility ${n % 3}`);
      now += 15 * minute;
      await mixing.tick();
    }
    expect(blocks.map(({ records }) => records.length)).toEqual([64, 64]);
  });
});
