import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DomainError } from '../../domain-error.ts';
import type { Actor } from '../../record-state.ts';
import type { CarbonBlock } from './block-rules.ts';
import { auditCarbon } from './carbon-audit.ts';
import {
  approved,
  emptyLedger,
  idOf,
  issued,
  MemoryLedger,
  people,
  registered,
  txTime,
  type PersonName,
  type Proposal,
} from './carbon-fixtures.ts';
import { broken } from './carbon-invariants.ts';
import { senderOf, stepOf, take, type Scene, type Step } from './carbon-steps.ts';
import type { MonitoringState } from './monitoring-rules.ts';

const units = Object.fromEntries(Object.entries(people).map(([name, { unit }]) => [name, unit])) as Record<
  PersonName,
  string
>;

/** Two batches, a part of one with the buyer, and an approved period to issue. */
let start: MemoryLedger;
beforeAll(async () => {
  start = emptyLedger();
  await registered(start, 'P');
  await issued(start, '1', 'P', 2024, '30');
  await issued(start, '2', 'P', 2025, '20');
  await approved(start, 'M3', 'P', 2023, '9');
  await start.run('TransferBlock', 'owner', { id: idOf('B2'), to: people.buyer.unit });
  await start.run('AcceptTransfer', 'buyer', { id: idOf('B2') });
  await start.run('SplitBlock', 'owner', { id: idOf('B1'), first: '6', parts: [idOf('B1A'), idOf('B1B')] });
  await start.run('DeclareAdjustment', 'authority', { id: idOf('B1A'), declaration: 'committed' });
  await start.run('RequestExport', 'owner', { id: idOf('B1A'), country: 'SG', acquirer: 'Bên mua' });
});

/** How many sequences; every one begins with the same ledger. */
const sequences = 10_000;
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
    expect(Object.values(counted).filter((times) => times > 100).length).toBeGreaterThanOrEqual(12);
  }, 240_000);

  test(`nor do ${sequences} whose commands are decided at the same time, of which one of two that touch the same wins`, async () => {
    const rounds = fc.array(fc.array(stepOf, { minLength: 2, maxLength: 6 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(rounds, async (steps) => {
        expect(findings(await playTogether(steps))).toEqual([]);
      }),
      { numRuns: sequences, endOnFailure: true },
    );
    expect(conflicts).toBeGreaterThan(500);
  }, 240_000);
});

describe('the audit sees what the rules would have prevented', () => {
  const block = () => start.record<CarbonBlock>('B1B');
  const withBlock = (body: Partial<CarbonBlock['body']>) => [
    ...start.history,
    { ...block(), version: 2, body: { ...block().body, ...body } },
  ];
  /** The issuance of 20 units from 5 on, as if four serials had been skipped. */
  const gap = () =>
    start.history.map((state) =>
      state.id === idOf('S2') ? { ...state, body: { ...(state.body as object), start: '5', end: '24' } } : state,
    );
  test.each<[string, string, () => readonly unknown[]]>([
    ['nothing on the ledger itself', '', () => start.history],
    ['a unit more than was issued', 'conservation', () => withBlock({ end: '28', quantity: '22' })],
    ['a count that forgets the last serial', 'ranges', () => withBlock({ quantity: '20' })],
    [
      'units that came back from retirement',
      'states',
      () => [...withBlock({ state: 'retired' }), { ...block(), version: 3 }],
    ],
    ['a retired block without certificate', 'retirement', () => withBlock({ state: 'retired' })],
    ['an export without approval', 'adjustment', () => withBlock({ state: 'exported' })],
    ['serials that no issuance took from the counter', 'ranges', () => gap()],
    ['the same batch issued twice', 'periods', () => [...start.history, { ...start.record('S1'), id: idOf('SX') }]],
    [
      'a verifier of the owner’s legal entity',
      'parties',
      () =>
        start.history.map((state) => {
          const { verification, ...rest } = state.body as MonitoringState['body'];
          if (state.type !== 'carbon/monitoring' || verification === undefined) return state;
          return { ...state, body: { ...rest, verification: { ...verification, legalEntity: '3600000001-002' } } };
        }),
    ],
  ])('%s', (_name, rule, history) => {
    const rules = new Set(auditCarbon(history() as never).findings.map((finding) => String(finding.rule)));
    if (rule === '') expect([...rules]).toEqual([]);
    else expect([...rules]).toContain(rule);
  });
});
