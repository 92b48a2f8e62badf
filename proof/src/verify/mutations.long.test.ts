/** No mutation of a byte of a valid bundle makes it another authentic record: 100,000 in the long run, a few thousand in `npm test`. */
import { expect, test } from '@jest/globals';
import { readTrustPolicy } from '../bundle/trust-policy.ts';
import { logSigner, policyJson, SmallLog, witnessSigner } from './bundle-fixture.ts';
import type { Verification } from './verification.ts';
import { verify } from './verify.ts';

const rounds = Number(process.env['LONG_ROUNDS'] ?? '10');
const mutations = rounds < 50 ? rounds * 200 : rounds * 2_000;

/** Of one organisation, which is enough here and spares three signatures a mutation. */
const policy = readTrustPolicy(`log ${logSigner().vkey}\nwitness agri ${witnessSigner('agri').vkey}\nquorum agri\n`, {
  ...policyJson,
  organisations: 'agri',
  outside: null,
});
const id = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const hour = Date.parse('2026-11-24T09:00:00.000Z');
const log = new SmallLog();
log.block('2026-11-24T08:00:00.000Z', { [id]: { body: { lot: 'L1', weightKg: '12.5' } }, other: {}, third: {} });
const lastHead = log.head();
log.block('2026-11-24T08:30:00.000Z', { [id]: { body: { lot: 'L1', weightKg: '12', note: 'Sầu riêng' } }, fourth: {} });
const bundle = log.bundle(id, log.checkpoint({ agri: hour / 1000 }), { from: Number(lastHead.size), history: true });
const bytes = new TextEncoder().encode(JSON.stringify(bundle));

/** A small generator, so that a failure can be repeated; each draw is below `limit`. */
const draws = (seed: number) => {
  let state = seed;
  return (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
};

/** In full every byte comes in turn, again and again; a share goes in steps over the whole of the bundle. A byte is replaced by another (mostly one that may stand in JSON), flipped in a bit, doubled or left out. */
const mutate = (at: number, draw: (limit: number) => number): Uint8Array => {
  const kind = draw(10);
  if (kind === 0) return Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + 1)]);
  if (kind === 1) return Uint8Array.from([...bytes.subarray(0, at + 1), ...bytes.subarray(at)]);
  const mutated = bytes.slice();
  if (kind < 5) mutated[at]! ^= 1 << draw(8);
  else mutated[at] = 0x20 + draw(0x5f);
  return mutated;
};

/** What a reader would be shown as proven must be what was there; the earlier versions and their bodies may be left out. */
const expectSame = (found: Verification, honest: Verification): void => {
  const { authenticity, record, body, standing, statusTime, head } = honest;
  expect(found).toMatchObject({ authenticity, record, body, standing, statusTime, head });
  found.history.forEach((version, at) => {
    const { leaf, body: of } = honest.history[at]!;
    expect(version.leaf).toEqual(leaf);
    expect([undefined, JSON.stringify(of)]).toContain(JSON.stringify(version.body));
  });
};

test(`${mutations} mutations of a bundle of ${bytes.length} bytes`, () => {
  const judge = (of: unknown): Verification => verify({ bundle: of, id, policy, now: hour + 60_000, lastHead });
  const honest = judge(bundle);
  expect(honest).toMatchObject({ authenticity: 'authentic', fresh: true, standing: { n: 2 } });
  const draw = draws(rounds);
  const step = Math.max(1, Math.floor(bytes.length / mutations));
  const reached = new Set<number>();
  const outcomes = { noJson: 0, unconfirmed: 0, unchanged: 0 };
  for (let round = 0; round < mutations; round += 1) {
    const at = (round * step) % bytes.length;
    reached.add(at);
    const mutated = new TextDecoder().decode(mutate(at, draw));
    let parsed: unknown;
    try {
      parsed = JSON.parse(mutated);
    } catch {
      outcomes.noJson += 1;
      continue;
    }
    const found = judge(parsed);
    if (found.authenticity === 'cannot-confirm') outcomes.unconfirmed += 1;
    else {
      // Only bytes that say nothing may change: a name that nobody reads, white space, an escape of the same character.
      expectSame(found, honest);
      outcomes.unchanged += 1;
    }
  }
  expect(reached.size).toBe(Math.min(mutations, Math.ceil(bytes.length / step)));
  expect(outcomes.unconfirmed).toBeGreaterThan(mutations / 2);
  expect(outcomes.unchanged).toBeLessThan(mutations / 10);
  console.info(`${mutations} mutations: ${JSON.stringify(outcomes)}`);
}, 3_600_000);
