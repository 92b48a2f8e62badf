/**
 * The random sequences of the rules' property test, taken by many clients at once on the embedded network, on the same blocks; its invariants and the
 * audit of what the network's blocks say afterwards. 200 sequences in the long run (LONG_ROUNDS=2500: 10,000), fifty in `npm test`.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sumOf, totalsOf, type RecordType } from '@daunguon/records';
import fc from 'fast-check';
import { broken } from '../../../records/src/domains/carbon/carbon-invariants.ts';
import { senderOf, stepOf, take, type Scene, type Step } from '../../../records/src/domains/carbon/carbon-steps.ts';
import { terminalStates } from '../../../records/src/domains/carbon/block.ts';
import type { CarbonBlock } from '../../../records/src/domains/carbon/block-rules.ts';
import { freshId } from '../system.ts';
import { startCarbonNetwork, type CarbonNetwork } from './carbon-network.ts';

const rounds = Number(process.env['LONG_ROUNDS'] ?? '10');
const sequences = rounds < 50 ? rounds * 5 : rounds * 4;
const clients = 16;
/** Everybody is after the newest records of a type that something can still be done with, and a few with which nothing can. */
const [open, ended] = [24, 6];
/** A new batch for so many sequences, because the random ones retire faster than they issue. */
const perBatch = 5;

let carbon: CarbonNetwork;
const counted = new Map<string, number>();
const refused = new Map<string, number>();
const count = (of: Map<string, number>, name: string): void => void of.set(name, (of.get(name) ?? 0) + 1);

beforeAll(async () => {
  carbon = await startCarbonNetwork();
}, 240_000);
afterAll(async () => carbon?.stop());

const sceneOf = (network: CarbonNetwork): Scene => ({
  ...{ project: network.project, units: network.unitOf, today: new Date().toISOString().slice(0, 10), fresh: freshId },
  records: <State>(type: RecordType) => {
    const all = Object.groupBy(network.seen<CarbonBlock>(type), ({ body }) =>
      terminalStates.includes(body.state) ? 'ended' : 'open',
    );
    return [...(all.ended ?? []).slice(-ended), ...(all.open ?? []).slice(-open)] as unknown as State[];
  },
  // Days of seventeen years: enough of them, and the same one now and then.
  period: (pick) => {
    const [vintage, month] = [2003 + (pick % 17), 1 + (pick % 12)];
    const day = `${vintage}-${String(month).padStart(2, '0')}-${String(1 + (pick % 28)).padStart(2, '0')}`;
    return { from: day, until: day, vintage };
  },
});

/** A batch of 200 units; refused where another client has meanwhile decided its period, and perhaps issued it. */
const supply = async (): Promise<void> => {
  const monitoring = await carbon.approve('200').catch(() => undefined);
  if (monitoring === undefined) return;
  await carbon.submit('authority', 'IssueUnits', { id: freshId(), monitoring, block: freshId(), buffer: freshId() });
};

const play = async (scene: Scene, steps: readonly Step[]): Promise<void> => {
  for (const step of steps) {
    await take(scene, step, async (name, right, command) => {
      const said = await carbon.submit(senderOf(step, right), name, command);
      if (said === 'accepted') count(counted, name);
      else count(refused, said);
    });
  }
};

test(`${sequences} random sequences of commands by ${clients} clients at once break no invariant`, async () => {
  const seed = Math.trunc(Math.random() * 2 ** 31);
  const drawn = fc.sample(fc.array(stepOf, { minLength: 4, maxLength: 14 }), { seed, numRuns: sequences });
  const scene = sceneOf(carbon);
  await supply();
  const begun = performance.now();
  let next = 0;
  const client = async (): Promise<void> => {
    for (;;) {
      const at = (next += 1) - 1;
      const steps = drawn[at];
      if (steps === undefined) return;
      if (at % perBatch === 0) await supply();
      await play(scene, steps);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const history = await carbon.history();
  const [accepted, denied] = [counted, refused].map((of) => [...of.values()].reduce((sum, times) => sum + times, 0));
  const seconds = (performance.now() - begun) / 1000;
  console.log(
    `${sequences} sequences (seed ${seed}): ${accepted} commands accepted, ${denied} refused, ${carbon.retries()} conflicts tried again, ` +
      `${seconds.toFixed(0)} s`,
    Object.fromEntries(counted),
    Object.fromEntries(refused),
  );

  const ledger = { history, authority: carbon.unitOf.authority, records: carbon.seen };
  expect({ seed, broken: broken(ledger) }).toEqual({ seed, broken: [] });
  // No answer but a rule's own, of which each has a name; and nothing of this holds of refusals only.
  expect([...refused.keys()].filter((code) => !/^[a-z]+\/[a-z-]+$/.test(code))).toEqual([]);
  expect(counted.size).toBeGreaterThanOrEqual(10);
  expect(carbon.retries()).toBeGreaterThan(0);
  expect(sumOf(totalsOf(carbon.seen<CarbonBlock>('carbon/block')))).toBeGreaterThan(0n);
}, 3_600_000);
