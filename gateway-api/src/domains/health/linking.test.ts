/**
 * A statistician with the whole public ledger: she sees every record's bytes, its place in its batch and the batch's time, knows that
 * each facility has hours and rhythms of its own, and has learned from half of the batches, whose rows an insider told her. Of the
 * other half she says which rows are real, which facility committed them and how old their documents were. What she may reach is what
 * anybody reaches who knows how many rows of each kind a batch has, and no more about any of them: the commonest kind, for each row.
 */
import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { newId } from '@daunguon/proof';
import { minute, TestHealth } from './test-health.ts';

interface Truth {
  readonly facility: string;
  /** Days between the document and its commitment. */
  readonly age: string;
}
interface Row {
  readonly batch: number;
  readonly features: readonly string[];
  readonly truth: Truth | undefined;
}
/** An agent makes ids of records; `age` and `at` are what a bad one would put into them. */
type MakeId = (age: number, at: number) => string;

const windows = 32;
const freshDigest = (): string => randomBytes(32).toString('hex');
const facilities = ['a', 'b', 'c', 'd'] as const;

/** Rows of the public ledger after many quarters of an hour in which each facility commits at minutes of its own. */
async function ledgerOf(makeId: MakeId): Promise<readonly Row[]> {
  const health = new TestHealth();
  try {
    const truth = new Map<string, Truth>();
    for (let step = 0; step < windows * 15; step += 1) {
      health.now += minute;
      const [window, place] = [Math.floor(step / 15), step % 15];
      const facility = facilities[Math.floor(place / 4)]!;
      // One of them is open every other window only.
      const isOpen = facility !== 'd' || window % 2 === 0;
      for (let n = 0; isOpen && n < 3; n += 1) {
        if (Math.random() < 0.2) continue;
        // Each facility's papers have an age of their own, most of the time.
        const age = Math.random() < 0.5 ? facilities.indexOf(facility) : Math.floor(Math.random() * 4);
        const id = makeId(age, health.now);
        truth.set(id, { facility, age: String(age) });
        health.mixing.add({ id, commitment: freshDigest(), saltSeed: freshDigest(), facility });
      }
      await health.mixing.tick();
    }
    await health.settle();
    return health.blocks.flatMap(({ time, ids }, batch) =>
      ids.map((id, place) => {
        const record = health.records.get(id)!;
        const number = (one = ''): number => parseInt(one.slice(0, 6), 32);
        const gap = Math.abs(number(id) - number(ids[place - 1]));
        const features = [
          `hour ${Math.floor(time / 3_600_000) % 24}`,
          `quarter ${Math.floor(time / (15 * minute)) % 4}`,
          `pause ${Math.round((time - (health.blocks[batch - 1]?.time ?? time)) / minute)}`,
          `rows ${ids.length}`,
          `place ${Math.floor(place / 4)}`,
          ...[...id.slice(0, 6)].map((letter, at) => `id ${at} ${letter}`),
          `gap ${Math.floor(Math.log2(gap + 1))}`,
          `commitment ${record.commitment[0]}`,
          `bytes ${JSON.stringify(record).length}`,
          `rest ${JSON.stringify({ ...record, id: '', commitment: '', body: '' })}`,
        ];
        return { batch, features, truth: truth.get(id) };
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
  const half = windows / 2;
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

const questions = (rows: readonly Row[]) => {
  const real = rows.filter(({ truth }) => truth !== undefined);
  return {
    isReal: statistician(rows, ({ truth }) => String(truth !== undefined)),
    facility: statistician(real, ({ truth }) => truth!.facility),
    day: statistician(real, ({ truth }) => truth!.age),
  };
};

test('the public ledger links no commitment to a facility or a day, nor tells it from a made-up one', async () => {
  const rows = await ledgerOf(() => newId(randomBytes(16)));
  for (const [question, { asked, right, chance, luck }] of Object.entries(questions(rows))) {
    expect([question, asked > 400]).toEqual([question, true]);
    expect([question, right <= chance + luck]).toEqual([question, true]);
  }
});

/** Where a ledger leaks she finds it: an agent whose ids begin with the time of commitment, or with the age of the document. */
test.each([
  ['the time', ['isReal', 'facility'], (_age: number, at: number) => [1, Math.floor(at / minute) % 15]],
  ['the document’s age', ['isReal', 'day'], (age: number) => [1, age]],
] as const)('the same statistician finds out from ids that begin with %s', async (_what, found, begin) => {
  const rows = await ledgerOf((age, at) => newId(Uint8Array.from([...begin(age, at), ...randomBytes(14)])));
  const answers = questions(rows);
  for (const question of found) {
    const { right, chance, luck } = answers[question];
    expect([question, right > chance + luck]).toEqual([question, true]);
  }
});
