/** The counters tell what a reading of every record tells. */
import { afterAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  counted,
  figureValue,
  isTraining,
  parsePeriod,
  reportTasks,
  type Figure,
  type RecordState,
  type ReportPeriod,
} from '@daunguon/records';
import type { Doc, Op } from '../index-store/index-store.ts';
import { openSqliteStore } from '../index-store/sqlite-store.ts';
import { versionId } from '../index-store/version-keys.ts';
import { collections } from '../project-block.ts';
import { harvestLot, openTestIndex, testId } from '../opendata/test-open-data.ts';
import { openFigureCounters } from './figure-counters.ts';

const dir = mkdtempSync(join(tmpdir(), 'figure-counters-'));
afterAll(() => rmSync(dir, { recursive: true }));
let files = 0;
const newFile = (): string => join(dir, `${(files += 1)}.db`);

const figures = [...new Set(reportTasks.flatMap((task) => task.figures))];
const types = [...new Set(figures.map(({ type }) => type))];
const periods = ['2025-Q4', '2026-Q1', '2026-Q2', '2026-H1', '2026-Q3', '2026-Q4', '2026-H2'].map(
  (id) => parsePeriod(id) as ReportPeriod,
);

type Versions = readonly RecordState[];
/** A figure by reading: each record as it stood at the period's end, those of one key once. */
function byReading(figure: Figure, records: readonly Versions[], period: ReportPeriod, asOf: string) {
  let sum = 0n;
  const keys = new Set<string>();
  for (const versions of records) {
    const until = new Date(Date.parse(`${period.until}T17:00:00.000Z`)).toISOString();
    const then = versions.filter(({ ts }) => ts < until).at(-1);
    if (then === undefined || then.type !== figure.type || isTraining(then)) continue;
    const amount = counted(figure, then, versions[0]?.ts ?? '', period, asOf);
    const key = figure.keyOf?.(then);
    if (amount === undefined || (key !== undefined && keys.has(key))) continue;
    if (key !== undefined) keys.add(key);
    sum += amount;
  }
  return figureValue(figure, sum);
}

const instant = fc.integer({ min: Date.UTC(2025, 9, 1), max: Date.UTC(2026, 10, 23) }).map((ms) => new Date(ms).toISOString()); // prettier-ignore
const unit = fc.integer({ min: 9000, max: 9004 }).map(testId);
const day = instant.map((ts) => ts.slice(0, 10));
/** Members of all kinds of bodies beside each other: each figure reads its own. */
const body = fc.record(
  {
    kind: fc.constantFrom('harvest', 'packed'),
    training: fc.constantFrom(false, false, false, true),
    weightKg: fc.constantFrom('12.5', '0.001', '999999'),
    areaM2: fc.integer({ min: 1, max: 90_000 }),
    producer: unit,
    unit,
    validUntil: instant,
    from: instant,
    until: instant,
    identity: fc.record({ kind: fc.constantFrom('container', 'pallet', 'parcel') }),
    stage: fc.constantFrom('registered', 'submitted'),
    state: fc.constantFrom('active', 'buffer', 'retired'),
    start: fc.constant('1'),
    end: fc.constantFrom('1000', '999999999999999999'),
    rating: fc.record({ stars: fc.constantFrom(3, 4, 5), expiresOn: day }),
  },
  { requiredKeys: ['kind', 'weightKg', 'producer', 'unit', 'identity', 'start', 'end', 'from', 'areaM2'] },
);
const version = fc.record({
  body,
  status: fc.constantFrom('active', 'active', 'held', 'revoked', 'cancelled'),
  owner: unit,
  facets: fc.record({ kind: fc.constantFrom('diploma', 'badge'), batch: fc.constantFrom('b1', 'b2', 'b3') }),
  later: fc.integer({ min: 0, max: 120 }),
});
const record = fc.record({ type: fc.constantFrom(...types), ts: instant, versions: fc.array(version, { minLength: 1, maxLength: 4 }) }); // prettier-ignore

/** Versions of a record, some days after each other. */
function versionsOf(
  { type, ts, versions }: { type: string; ts: string; versions: { later: number; body: object }[] },
  number: number,
): Versions {
  // prettier-ignore
  let at = Date.parse(ts);
  const training = (versions[0]?.body as { training?: boolean }).training === true;
  return versions.map(({ later, body, ...more }, index): RecordState => {
    if (index > 0) at += later * 86_400_000;
    const state = { id: testId(number), type, version: index + 1, ts: new Date(at).toISOString() };
    return { ...state, ...more, body: { ...body, training } } as unknown as RecordState;
  });
}

/** What the projection writes of a version, as far as counters read it: the bodies are no whole ones. */
const versionOp = (state: RecordState, blockNumber: number): Op => ({
  ...{ op: 'put', collection: 'versions', id: versionId(state.id, state.version) },
  doc: {
    state: state as unknown as Doc,
    blockNumber,
    txId: `t${blockNumber}`,
    blockTime: `2026-11-24T03:00:0${blockNumber}.000Z`,
  },
});

test('whatever was recorded, at whatever period, also after a restart and with new versions in between', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(record, { maxLength: 40 }), fc.boolean(), async (made, restarts) => {
      const store = openSqliteStore(':memory:', collections);
      const records = made.map((one, index) => versionsOf(one, index + 1));
      const file = newFile();
      let counters = openFigureCounters(file, store);
      const seen = records.map((): RecordState[] => []);
      // As the ledger has it: each record's versions in their order, two blocks of a part of them each.
      for (let round = 0; round < 4; round += 1) {
        const block = records.flatMap((versions) => versions.slice(round, round + 1));
        if (block.length === 0) continue;
        await store.applyBlocks([
          { ref: { number: round, hash: `hash ${round}` }, ops: block.map((one) => versionOp(one, round)) },
        ]);
        for (const [index, versions] of records.entries()) seen[index]?.push(...versions.slice(round, round + 1));
        if (restarts) {
          await counters.close();
          counters = openFigureCounters(file, store);
        }
        for (const period of periods) {
          const read = await counters.read(figures, period);
          expect(read?.values).toEqual(figures.map((figure) => byReading(figure, seen, period, read?.asOf ?? '')));
          expect(read?.height).toBe(round);
        }
      }
      await counters.close();
      await store.close();
    }),
    { numRuns: 20 },
  );
}, 120_000);

const q4 = parsePeriod('2026-Q4') as ReportPeriod;
const lots = figures.filter(({ id }) => id === 'harvest-lots');
const lotsIn = async (counters: ReturnType<typeof openFigureCounters>) => (await counters.read(lots, q4))?.values[0]?.value; // prettier-ignore

test('blocks larger than a page are counted once, and an index of another ledger from the beginning', async () => {
  const [one, other] = [openTestIndex(), openTestIndex()];
  const file = newFile();
  await one.add(...Array.from({ length: 2500 }, (_, number) => harvestLot(number)));
  await one.add(harvestLot(3000), harvestLot(3001));
  const counters = openFigureCounters(file, one.store);
  expect(await Promise.all([lotsIn(counters), lotsIn(counters)])).toEqual(['2502', '2502']);
  await counters.close();
  await other.add(harvestLot(7));
  const anew = openFigureCounters(file, other.store);
  expect(await lotsIn(anew)).toBe('1');
  await anew.close();
});

test('an empty index has no figures', async () => {
  const { store } = openTestIndex();
  const counters = openFigureCounters(newFile(), store);
  expect(await counters.read(figures, q4)).toBeUndefined();
});

test('a reading that breaks off is gone on with', async () => {
  const { store, add } = openTestIndex();
  await add(...Array.from({ length: 2500 }, (_, number) => harvestLot(number)));
  let pages = 0;
  const breaking = {
    ...store,
    find: (...asked: Parameters<typeof store.find>) => {
      pages += 1;
      if (pages === 2) throw new Error('broken off');
      return store.find(...asked);
    },
  };
  const counters = openFigureCounters(newFile(), breaking);
  await expect(counters.catchUp()).rejects.toThrow('broken off');
  expect(await lotsIn(counters)).toBe('2500');
  expect(pages).toBe(4);
});
