/** Random sequences of commands on the pure rules, 10,000 alone and 10,000 at the same time in the long run, 2,000 in `npm test`. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DomainError } from '../../domain-error.ts';
import type { Actor } from '../../record-state.ts';
import {
  idOf,
  MemoryLedger,
  people,
  tradingLedger,
  txTime,
  type PersonName,
  type Proposal,
} from './carbon-fixtures.ts';
import { broken } from './carbon-invariants.ts';
import { senderOf, stepOf, take, type Scene, type Step } from './carbon-steps.ts';

const units = Object.fromEntries(Object.entries(people).map(([name, { unit }]) => [name, unit])) as Record<
  PersonName,
  string
>;

let start: MemoryLedger;
beforeAll(async () => {
  start = await tradingLedger();
});

/** How many sequences; every one begins with the same ledger. */
const sequences = Number(process.env['LONG_ROUNDS'] ?? '10') >= 50 ? 10_000 : 2000;
const counted: Record<string, number> = {};
let conflicts = 0;
/** Codes with which each command was refused. */
const refused = new Map<string, Set<string>>();
/** The rule's decision, or nothing where it refuses by name; any other error is a fault of the rule and fails the property. */
const proposed = (ledger: MemoryLedger, ...asked: Parameters<MemoryLedger['propose']>): Promise<Proposal | undefined> =>
  ledger.propose(...asked).catch((error: unknown) => {
    if (!(error instanceof DomainError)) throw error;
    const [name] = asked;
    refused.set(name, (refused.get(name) ?? new Set()).add(error.code));
    return undefined;
  });

const sceneOf = (ledger: MemoryLedger): Scene => {
  let ids = 0;
  return {
    ...{ project: idOf('P'), units, today: txTime.slice(0, 10), fresh: () => idOf(`Z${(ids += 1)}`) },
    records: (type) => ledger.records(type),
    period: (pick) => {
      const vintage = 2020 + (pick % 6);
      return { from: `${vintage}-01-01`, until: `${vintage}-12-31`, vintage };
    },
  };
};
const findings = (ledger: MemoryLedger): string[] =>
  broken({
    ...{ history: ledger.history, authority: people.authority.unit },
    records: (type) => ledger.records(type),
  });

const playAlone = async (steps: readonly Step[]): Promise<MemoryLedger> => {
  const ledger = new MemoryLedger(start);
  const scene = sceneOf(ledger);
  for (const step of steps) {
    await take(scene, step, async (name, right, command) => {
      const who = people[senderOf(step, right)];
      const proposal = await proposed(ledger, name, who, command);
      if (proposal === undefined) return;
      ledger.commit(proposal, who);
      counted[name] = (counted[name] ?? 0) + 1;
    });
  }
  return ledger;
};

/** Each round's commands are decided on the same state and then committed one after the other, those that still may be. */
const playTogether = async (rounds: readonly (readonly Step[])[]): Promise<MemoryLedger> => {
  const ledger = new MemoryLedger(start);
  const scene = sceneOf(ledger);
  for (const round of rounds) {
    const proposals: { proposal: Proposal; who: Actor }[] = [];
    for (const step of round) {
      // The same few blocks, so that they meet.
      await take(scene, { ...step, pick: step.pick % 4 }, async (name, right, command) => {
        const who = people[senderOf(step, right)];
        const proposal = await proposed(ledger, name, who, command);
        if (proposal !== undefined) proposals.push({ proposal, who });
      });
    }
    for (const { proposal, who } of proposals) if (!ledger.commit(proposal, who)) conflicts += 1;
  }
  return ledger;
};

describe('whatever is asked in whatever order', () => {
  test(`${sequences} random sequences of commands break no invariant, and the audit finds nothing`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(stepOf, { minLength: 4, maxLength: 14 }), async (steps) => {
        expect(findings(await playAlone(steps))).toEqual([]);
      }),
      { numRuns: sequences, endOnFailure: true },
    );
    // An approved period of a registered project can always be issued: it is refused for who asks, and for where it stands.
    expect(['carbon/monitoring-stage', 'registry/role-not-allowed']).toEqual(
      expect.arrayContaining([...(refused.get('IssueUnits') ?? [])]),
    );
    // A property over refusals only would hold of anything: each of these was accepted, and most of them often.
    expect(Object.keys(counted).length).toBeGreaterThanOrEqual(18);
    expect(Object.values(counted).filter((times) => times > sequences / 100).length).toBeGreaterThanOrEqual(12);
  }, 240_000);

  test(`nor do ${sequences} whose commands are decided at the same time, of which one of two that touch the same wins`, async () => {
    const rounds = fc.array(fc.array(stepOf, { minLength: 2, maxLength: 6 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(rounds, async (steps) => {
        expect(findings(await playTogether(steps))).toEqual([]);
      }),
      { numRuns: sequences, endOnFailure: true },
    );
    expect(conflicts).toBeGreaterThan(sequences / 20);
  }, 240_000);
});
