/**
 * A statistician with the whole public ledger as the gateway's index serves it: every version of every record with its transaction,
 * block, time and endorsers, corrections and erasures with their receipts, nights in which two facilities only are open. She knows that
 * each facility has hours and rhythms of its own, and has learned from half of the batches, whose rows an insider told her. Of the other
 * half she says which rows are real, which facility committed them and how old their documents were.
 *
 * What she may reach is chance: what anybody reaches who knows how many rows of each kind a batch has, and no more about any of them, by
 * saying the commonest kind of its batch of each row; and four standard deviations of luck. Rows that were corrected or erased are asked
 * about like all others: made-up ones share their fate (docs/adr/0024-health.md). In `npm test` she asks of one way to correct and erase, and finds one leak of either kind.
 */
import { randomBytes } from 'node:crypto';
import { expect, jest, test } from '@jest/globals';
import { derivedId, newId } from '@daunguon/proof';
import type { FieldsState } from '@daunguon/records';
import { inFull } from '../../../../network/testing/long-run.ts';
import type { Doc } from '../../index-store/index-store.ts';
import { projectBlock } from '../../project-block.ts';
import { minute, TestHealth, type Block } from './test-health.ts';

// Seconds of work, on a machine of its own.
jest.setTimeout(180_000);

interface Truth {
  readonly facility: string;
  /** Days between the document and its commitment. */
  readonly age: string;
}
interface Row {
  readonly batch: number;
  readonly features: readonly string[];
  readonly status: string;
  readonly truth: Truth | undefined;
}
interface Habits {
  /** An agent makes ids of records; `age` and `at` are what a bad one would put into them. */
  readonly makeId: (age: number, at: number) => string;
  /** How many of its records a facility corrects at its next hours. */
  readonly corrects: (facility: string) => number;
  /** How many it erases. */
  readonly erases: (facility: string) => number;
  /** What goes on beside the mixing point's own way; by itself nothing. */
  readonly spoil?: (health: TestHealth) => void;
}

const windows = 32;
const quarter = 15 * minute;
const freshDigest = (): string => randomBytes(32).toString('hex');
const freshId = (): string => newId(randomBytes(16));
const facilities = ['a', 'b', 'c', 'd'] as const;
/** In every fourth window two facilities only are open; one is closed in every other window anyway. */
const isOpen = (facility: string, window: number): boolean =>
  window % 4 === 3 ? facility === 'a' || facility === 'b' : facility !== 'd' || window % 2 === 0;

/** What the gateway's index has after these blocks: newest state of each record, and every version. */
function publicIndex(blocks: readonly Block[]) {
  const [records, versions] = [new Map<string, Doc>(), new Map<string, Doc[]>()];
  blocks.forEach(({ time, written }, number) => {
    const writes = written.map((state) => ({ key: `r/${state.id}`, value: JSON.stringify(state) }));
    const endorsers = ['AgriMSP', 'EduMSP', 'HealthMSP'];
    const transaction = { txId: freshDigest(), time: new Date(time).toISOString(), endorsers, writes };
    for (const op of projectBlock({ number, hash: freshDigest(), transactions: [transaction] })) {
      if (op.op !== 'put') continue;
      if (op.collection === 'records') records.set(op.id, op.doc);
      const record = String(op.doc['record']);
      if (op.collection === 'versions') versions.set(record, [...(versions.get(record) ?? []), op.doc]);
    }
  });
  return { records, versions };
}

/** Plays many quarters of an hour in which each facility commits, corrects and erases at minutes of its own. */
async function play(
  health: TestHealth,
  { makeId, corrects, erases, spoil }: Habits,
): Promise<ReadonlyMap<string, Truth>> {
  const truth = new Map<string, Truth>();
  const toCorrect = new Map<string, string[]>(facilities.map((facility) => [facility, []]));
  const toErase: string[] = [];
  spoil?.(health);
  const add = (facility: string, supersedes?: string): void => {
    // Each facility's papers have an age of their own, most of the time.
    const age = Math.random() < 0.5 ? facilities.indexOf(facility as 'a') : Math.floor(Math.random() * 4);
    const id = makeId(age, health.now);
    truth.set(id, { facility, age: String(age) });
    const more = supersedes === undefined ? {} : { supersedes };
    health.mixing.add({ id, commitment: freshDigest(), saltSeed: freshDigest(), facility, ...more });
    if (Math.random() < corrects(facility)) toCorrect.get(facility)!.push(id);
    else if (Math.random() < erases(facility)) toErase.push(id);
  };
  for (let step = 0; step < windows * 15; step += 1) {
    health.now += minute;
    const [window, place] = [Math.floor(step / 15), step % 15];
    const facility = facilities[Math.floor(place / 4)]!;
    if (isOpen(facility, window)) {
      for (let n = 0; n < 3; n += 1) if (Math.random() > 0.2) add(facility);
      const [wrong, ...rest] = toCorrect.get(facility)!;
      const isCommitted = wrong !== undefined && health.records.get(wrong)?.status === 'active';
      if (isCommitted) add(facility, wrong);
      if (isCommitted) toCorrect.set(facility, rest);
    }
    await health.mixing.tick();
    const gone = toErase.findIndex((id) => health.records.get(id)?.status === 'active');
    if (gone >= 0) {
      const [id = ''] = toErase.splice(gone, 1);
      const noted = { patient: freshId(), unit: '', role: 'clinic' };
      health.erasures.ask(health.fields(id), { ground: 'holder-request', requester: 'patient', noted });
    }
    if (place === 14) await health.erasures.release();
  }
  await health.settle();
  await health.release();
  return truth;
}

/** What she sees of every row of every batch. */
async function ledgerOf(habits: Habits): Promise<readonly Row[]> {
  const health = new TestHealth();
  try {
    const truth = await play(health, habits);
    const { records, versions } = publicIndex(health.blocks);
    const batches = new Map<string, FieldsState[]>();
    for (const { state } of [...records.values()].filter(({ type }) => type === 'health/commitment')) {
      const { facets, ...rest } = state as unknown as FieldsState;
      const batch = String(facets['batch']);
      batches.set(batch, [...(batches.get(batch) ?? []), { facets, ...rest }]);
    }
    const committed = [...batches.values()].map((rows) => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
    const first = (id: string): Doc => versions.get(id)![0]!;
    const batchOf = new Map(committed.flatMap((rows) => rows.map(({ id, facets }) => [id, facets['batch']] as const)));
    /** Commitments that each transaction wrote, in the order of their ids. */
    const inTransactionOf = new Map<string, string[]>();
    for (const [id, all] of [...versions].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      if (!batchOf.has(id)) continue;
      for (const doc of all) {
        const key = String(doc['txId']);
        inTransactionOf.set(key, [...(inTransactionOf.get(key) ?? []), id]);
      }
    }
    const timeOf = (doc: Doc): number => Date.parse(String(doc['blockTime']));
    return committed.flatMap((rows, batch) =>
      rows.map(({ id, commitment, status }, place): Row => {
        const [made, ...later] = versions.get(id)!;
        const time = timeOf(made!);
        const before = committed[batch - 1]?.[0];
        const number = (one = ''): number => parseInt(one.slice(0, 6), 32);
        const together = inTransactionOf.get(String(made!['txId']))?.length;
        const last = later.at(-1);
        const ends = last === undefined ? [] : (inTransactionOf.get(String(last['txId'])) ?? []);
        const receipt = last && records.get(derivedId('act', id, later.length + 1));
        const shape = (doc: Doc): string =>
          JSON.stringify(doc)
            .replaceAll(id, '')
            .replaceAll(commitment, '')
            .replaceAll(String(doc['blockTime']), '')
            .replaceAll(/"(txId|batch|bodyKey|ts)":"[^"]*"|"blockNumber":\d+/g, '');
        const features = [
          `hour ${Math.floor(time / 3_600_000) % 24}`,
          `window ${Math.floor(time / quarter) % 4}`,
          `pause ${before === undefined ? 0 : Math.round((time - timeOf(first(before.id))) / minute)}`,
          `rows ${rows.length} of ${together}`,
          `place ${Math.floor(place / 4)}`,
          ...[...id.slice(0, 6)].map((letter, at) => `id ${at} ${letter}`),
          `gap ${Math.floor(Math.log2(Math.abs(number(id) - number(rows[place - 1]?.id)) + 1))}`,
          ...[...commitment.slice(0, 2)].map((digit, at) => `commitment ${at} ${digit}`),
          `status ${status}`,
          // Whether it ends with others of its batch, and where among them.
          `ends with ${ends.filter((other) => batchOf.get(other) === batchOf.get(id)).length} in ${ends.length}`,
          `ends at ${ends.filter((other) => batchOf.get(other) === batchOf.get(id)).indexOf(id)}`,
          `ended in its batch ${rows.filter((row) => row.status === status).length}`,
          ...later.map((doc) => `${status} after ${Math.round((timeOf(doc) - time) / quarter)}`),
          ...later.map(
            (doc) => `${status} in doubled time ${Math.floor(Math.log2((timeOf(doc) - time) / quarter + 1))}`,
          ),
          ...later.map((doc) => `${status} at ${Math.floor(timeOf(doc) / minute) % 15}`),
          `receipt ${receipt === undefined ? '' : JSON.stringify((receipt['state'] as Doc)['body']).length}`,
          `rest ${shape(records.get(id)!)}`,
          `made ${shape(made!)}`,
        ];
        return { batch, features, status, truth: truth.get(id) };
      }),
    );
  } finally {
    health.close();
  }
}

/** Naive Bayes: learns from the first half of the batches, guesses the second. */
function statistician(rows: readonly Row[], classOf: (row: Row) => string) {
  const counts = new Map<string, number>();
  const bump = (name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
  const of = (name: string): number => counts.get(name) ?? 0;
  const half = Math.max(...rows.map(({ batch }) => batch)) / 2;
  const learned = rows.filter(({ batch }) => batch < half);
  for (const row of learned) for (const name of ['', ...row.features]) bump(`${classOf(row)} ${name}`);
  const classes = [...new Set(learned.map(classOf))];
  const score = (row: Row, one: string): number => {
    const all = of(`${one} `);
    return row.features.reduce((sum, name) => sum + Math.log((of(`${one} ${name}`) + 1) / (all + 32)), Math.log(all));
  };
  const guess = (row: Row): string => classes.reduce((best, one) => (score(row, one) > score(row, best) ? one : best));
  const asked = rows.filter(({ batch }) => batch >= half);
  /** The commonest kind of each batch, for all of its rows. */
  const commonest = (batch: number): number => {
    const inBatch = asked.filter((row) => row.batch === batch).map(classOf);
    return Math.max(...classes.map((one) => inBatch.filter((other) => other === one).length));
  };
  const batches = [...new Set(asked.map(({ batch }) => batch))];
  return {
    asked: asked.length,
    right: asked.filter((row) => guess(row) === classOf(row)).length,
    chance: batches.map(commonest).reduce((sum, one) => sum + one, 0),
    // Four standard deviations of so many coins.
    luck: 4 * Math.sqrt(asked.length * 0.25),
  };
}

/** Each question with what she may reach: of four rows that end together one is real, in whatever batch. */
const questions = (rows: readonly Row[]) => {
  const [going, ended] = [
    rows.filter(({ status }) => status === 'active'),
    rows.filter(({ status }) => status !== 'active'),
  ];
  const real = going.filter(({ truth }) => truth !== undefined);
  const whose = statistician(ended, ({ truth }) => truth?.facility ?? 'made up');
  return {
    isReal: statistician(going, ({ truth }) => String(truth !== undefined)),
    facility: statistician(real, ({ truth }) => truth!.facility),
    day: statistician(real, ({ truth }) => truth!.age),
    endedOf: { ...whose, chance: whose.asked * 0.75, luck: 4 * Math.sqrt(whose.asked * 0.75 * 0.25) },
  };
};
const habits: Habits = { makeId: freshId, corrects: () => 0.08, erases: () => 0.05 };
const onlyOneErases: Habits = { ...habits, erases: (facility) => (facility === 'c' ? 0.9 : 0) };

const ways: readonly (readonly [string, Habits])[] = [
  ['all facilities correct and erase at one rate', habits],
  ['one facility alone erases', onlyOneErases],
  ['one facility alone corrects', { ...habits, corrects: (facility) => (facility === 'a' ? 0.6 : 0) }],
];
test.each(inFull ? ways : ways.slice(0, 1))(
  'where %s, the public ledger links no commitment to a facility or a day, nor tells it from a made-up one',
  async (_what, how) => {
    const rows = await ledgerOf(how);
    // There were corrections and erasures, and all that was not made up is there.
    expect([rows.filter(({ status }) => status !== 'active').length > 160, rows.length % 64]).toEqual([true, 0]);
    for (const [question, { asked, right, chance, luck }] of Object.entries(questions(rows))) {
      expect([question, asked > 100]).toEqual([question, true]);
      expect([question, right <= chance + luck]).toEqual([question, true]);
    }
  },
);

/**
 * Where a ledger leaks she finds it: an agent whose ids begin with the time of commitment, or with the age of the document; rows that end
 * without any made-up ones, or with those of another time.
 */
const idsThatBegin = (begin: (age: number, at: number) => number[]): Habits => ({
  ...habits,
  makeId: (age, at) => newId(Uint8Array.from([...begin(age, at), ...randomBytes(14)])),
});
const endingWith = (of: (health: TestHealth) => Promise<readonly string[]>): Habits => ({
  ...onlyOneErases,
  corrects: () => 0,
  spoil: (health) => {
    health.companions.of = () => of(health);
  },
});
const leaks: readonly (readonly [string, readonly ('isReal' | 'facility' | 'day' | 'endedOf')[], Habits])[] = [
  [
    'ids that begin with the time',
    ['isReal', 'facility'],
    idsThatBegin((_age, at) => [1, Math.floor(at / minute) % 15]),
  ],
  ['ids that begin with the document’s age', ['isReal', 'day'], idsThatBegin((age) => [1, age])],
  ['rows that end alone', ['endedOf'], endingWith(async () => [])],
  ['rows that end with the oldest made-up ones', ['endedOf'], endingWith(oldest)],
];
test.each(inFull ? leaks : leaks.filter((_, at) => at % 2 === 0))(
  'the same statistician finds out from %s',
  async (_what, found, how) => {
    // Bad luck may hide a leak in one ledger; she looks at three at most.
    const missing = new Set(found);
    for (let ledgers = 0; ledgers < 3 && missing.size > 0; ledgers += 1) {
      const answers = questions(await ledgerOf(how));
      for (const question of missing) {
        const { right, chance, luck } = answers[question];
        if (right > chance + luck) missing.delete(question);
      }
    }
    expect([...missing]).toEqual([]);
  },
);

async function oldest({ docs }: TestHealth): Promise<readonly string[]> {
  for (const batch of docs.ids('made-up')) {
    const { ids } = docs.get<{ ids: string[] }>('made-up', batch)!;
    docs.put('made-up', batch, { ids: ids.slice(3) });
    if (ids.length >= 3) return ids.slice(0, 3);
  }
  return [];
}
