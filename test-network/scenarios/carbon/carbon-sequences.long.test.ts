/**
 * The random sequences of the rules' property test, taken by many clients at once on the embedded network, on the same blocks; its invariants and the
 * audit of what the network's blocks say afterwards. 200 sequences in the long run (LONG_ROUNDS=2500: 10,000), fifty in `npm test`.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sumOf, totalsOf, type RecordState, type RecordType } from '@daunguon/records';
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
/** So many with which nothing can be done are passed over at most. */
const far = 300;
/** Sequences after which everything is checked. */
const portion = 500;
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
  records: <State extends RecordState>(type: RecordType) => {
    const found = { open: [] as State[], ended: [] as State[] };
    for (const state of network.lastSeen<State>(type)) {
      const isEnded = terminalStates.includes((state as unknown as CarbonBlock).body.state);
      found[isEnded ? 'ended' : 'open'].push(state);
      if (found.open.length === open || found.ended.length === far) break;
    }
    return [...found.ended.slice(0, ended), ...found.open];
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

/** What the blocks say so far breaks nothing: asked now and then, so that a fault shows near to where it came from. */
const expectSound = async (seed: number): Promise<void> => {
  const history = await carbon.history();
  const ledger = { history, authority: carbon.unitOf.authority, records: carbon.seen };
  expect({ seed, broken: broken(ledger) }).toEqual({ seed, broken: [] });
};
const sum = (of: Map<string, number>): number => [...of.values()].reduce((all, times) => all + times, 0);

test(
  `${sequences} random sequences of commands by ${clients} clients at once break no invariant`,
  async () => {
    const seed = Math.trunc(Math.random() * 2 ** 31);
    const drawn = fc.sample(fc.array(stepOf, { minLength: 4, maxLength: 14 }), { seed, numRuns: sequences });
    const scene = sceneOf(carbon);
    await supply();
    const begun = performance.now();
    let next = 0;
    const clientUntil = async (end: number): Promise<void> => {
      while (next < end) {
        const at = (next += 1) - 1;
        if (at % perBatch === 0) await supply();
        await play(scene, drawn[at] ?? []);
      }
    };
    for (let end = 0; end < sequences;) {
      end = Math.min(end + portion, sequences);
      await Promise.all(Array.from({ length: clients }, () => clientUntil(end)));
      await expectSound(seed);
      console.log(
        `${end} of ${sequences} sequences (seed ${seed}): ${sum(counted)} commands accepted, ${sum(refused)} refused, ` +
          `${carbon.retries()} conflicts tried again, ${((performance.now() - begun) / 1000).toFixed(0)} s`,
      );
    }
    console.log(Object.fromEntries(counted), Object.fromEntries(refused));
    // No answer but a rule's own, of which each has a name; and nothing of this holds of refusals only.
    expect([...refused.keys()].filter((code) => !/^[a-z]+\/[a-z-]+$/.test(code))).toEqual([]);
    expect(counted.size).toBeGreaterThanOrEqual(10);
    expect(carbon.retries()).toBeGreaterThan(0);
    expect(sumOf(totalsOf(carbon.seen<CarbonBlock>('carbon/block')))).toBeGreaterThan(0n);
  },
  Math.max(3_600_000, sequences * 1_000),
);
