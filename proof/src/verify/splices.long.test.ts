/** Parts of genuine bundles put together anew: whatever such a bundle proves of a record is what the log says of it at that head. */
import { expect, test } from '@jest/globals';
import type { Json } from '../canonical-json.ts';
import { readTrustPolicy } from '../bundle/trust-policy.ts';
import { logSigner, policyJson, SmallLog, witnessSigner } from './bundle-fixture.ts';
import { verify } from './verify.ts';

const rounds = Number(process.env['LONG_ROUNDS'] ?? '10');
const splices = rounds * 100;

const hour = Date.parse('2026-11-24T09:00:00.000Z');
const ids = ['0', '1', '2', '3'].map((last) => `01ARZ3NDEKTSV4RRFFQ69G5FA${last}`);
/** Of one organisation, which is enough here and spares three signatures a bundle. */
const policy = readTrustPolicy(`log ${logSigner().vkey}\nwitness agri ${witnessSigner('agri').vkey}\nquorum agri\n`, {
  ...policyJson,
  organisations: 'agri',
  outside: null,
});

/** Every record's genuine bundle at every head. */
const log = new SmallLog();
const bundles: Record<string, Json>[] = [];
const truth = new Map<string, object>();
[
  { at: '08:00', status: 'active' },
  { at: '08:10', status: 'held' },
  { at: '08:20', status: 'recalled' },
].forEach(({ at, status }, block) => {
  const touched = ids.slice(0, 3 - block);
  log.block(
    `2026-11-24T${at}:00.000Z`,
    Object.fromEntries(touched.map((id) => [id, { status, body: { lot: `${id} ${status}` } }])),
  );
  const note = log.checkpoint({ agri: hour / 1000 });
  for (const id of ids) {
    const bundle = log.bundle(id, note, { history: true });
    bundles.push(bundle);
    const { standing, body } = verify({ bundle, id, policy, now: hour });
    truth.set(`${id} ${log.size}`, { standing, body });
  }
});

/** A small generator, so that a failure can be repeated; each draw is below `limit`. */
const draws = (seed: number) => {
  let state = seed;
  return (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
};
const isObject = (value: Json | undefined): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One member, or a member of a member, as another bundle has it; absent where that one has none. */
const withPart = (
  bundle: Readonly<Record<string, Json>>,
  other: Readonly<Record<string, Json>>,
  draw: (limit: number) => number,
): Readonly<Record<string, Json>> => {
  const names = Object.keys(bundle);
  const name = names[draw(names.length)]!;
  const [own, theirs] = [bundle[name], other[name]];
  if (isObject(own) && isObject(theirs) && draw(2) === 0) return { ...bundle, [name]: withPart(own, theirs, draw) };
  const { [name]: _taken, ...rest } = bundle;
  return theirs === undefined ? rest : { ...rest, [name]: theirs };
};

/** One bundle with one to four parts of others. */
const spliced = (draw: (limit: number) => number): Readonly<Record<string, Json>> => {
  const pick = () => bundles[draw(bundles.length)]!;
  let bundle: Readonly<Record<string, Json>> = pick();
  for (let part = draw(4); part >= 0; part -= 1) bundle = withPart(bundle, pick(), draw);
  return bundle;
};

test(`${splices} bundles spliced from ${bundles.length} genuine ones prove nothing but the truth`, () => {
  expect(new Set([...truth.values()].map((fact) => JSON.stringify(fact))).size).toBe(7);
  const draw = draws(rounds);
  let proven = 0;
  for (let round = 0; round < splices; round += 1) {
    const bundle = spliced(draw);
    const id = ids[draw(ids.length)]!;
    const { standing, body, head } = verify({ bundle, id, policy, now: hour });
    if (standing === undefined) continue;
    proven += 1;
    const fact = truth.get(`${id} ${head?.size}`);
    expect({ standing, body: body ?? 'withheld' }).toEqual(
      body === undefined ? { standing: (fact as { standing: object }).standing, body: 'withheld' } : fact,
    );
  }
  // Enough must go through for the test to say something, and most must not.
  expect(proven).toBeGreaterThan(splices / 50);
  expect(proven).toBeLessThan(splices / 2);
}, 3_600_000);
