import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { auditCarbon } from './carbon-audit.ts';
import {
  approved,
  emptyLedger,
  idOf,
  issued,
  MemoryLedger,
  people,
  registered,
  retirement,
} from './carbon-fixtures.ts';
import { decision, digest, monitoring, type PersonName, type Proposal } from './carbon-fixtures.ts';
import { DomainError } from '../../domain-error.ts';
import type { CarbonBlock } from './block-rules.ts';
import type { CarbonCommand, CarbonCommandName } from './carbon-rules.ts';
import { terminalStates, type BlockState, type RetirementBody } from './block.ts';
import { legalEntityOf } from './reads.ts';
import { sumOf, totalsOf } from './totals.ts';
import { rangesOverlap, unitsIn } from './serial-range.ts';
import type { IssuanceState } from './issuance-rules.ts';
import type { MonitoringState } from './monitoring-rules.ts';
import type { ProjectState } from './project-rules.ts';

/** A random step: what, by whom, on which of the blocks or periods that there are, how much. */
interface Step {
  readonly what: number;
  readonly who: PersonName;
  readonly pick: number;
  readonly amount: number;
}
const names = Object.keys(people) as PersonName[];
const stepOf = fc.record({
  what: fc.nat(26),
  who: fc.constantFrom(...names),
  pick: fc.nat(1_000),
  amount: fc.integer({ min: 0, max: 12 }),
});
/** Mostly the right person, so that many steps are accepted; in a third of them anybody. */
type Send = <Name extends CarbonCommandName>(
  name: Name,
  right: PersonName,
  command: Omit<CarbonCommand<Name>, 'requestId'>,
) => Promise<unknown>;

let ids = 0;
const fresh = (): string => idOf(`Z${(ids += 1)}`);

const beginsWith: Readonly<Record<number, BlockState>> = {
  ...{ 3: 'active', 5: 'pending-transfer', 6: 'pending-transfer', 7: 'pending-transfer', 8: 'active', 9: 'blocked' },
  ...{ 14: 'active', 15: 'active', 16: 'active', 17: 'pending-export', 18: 'pending-export', 19: 'exported' },
  ...{ 20: 'buffer', 21: 'buffer' },
};

/** The step as a command on what the ledger has. */
const take = (ledger: MemoryLedger, { what, pick, amount }: Step, send: Send): Promise<unknown> => {
  const all = ledger.records<CarbonBlock>('carbon/block');
  // Mostly a block that is where the step begins; else any, also one that is retired.
  const begins = all.filter(({ body }) => body.state === beginsWith[what]);
  const blocks = pick % 4 === 0 || begins.length === 0 ? all : begins;
  const block = blocks[pick % blocks.length] as CarbonBlock;
  const id = block.id;
  const holder: PersonName = block.owner === people.buyer.unit ? 'buyer' : 'owner';
  const recipient: PersonName = block.body.transfer?.to === people.buyer.unit ? 'buyer' : 'owner';
  const stage = ['submitted', 'verified', 'approved'][what - 23];
  const periods = ledger.records<MonitoringState>('carbon/monitoring');
  const there = periods.filter(({ body }) => body.stage === stage);
  const choice = there.length === 0 ? periods : there;
  const { id: period = '', body } = choice[pick % choice.length] ?? {};
  const year = 2020 + (pick % 6);
  switch (what) {
    case 0:
    case 1:
    case 2:
      return send('SplitBlock', block.body.state === 'buffer' ? 'authority' : holder, {
        ...{ id, first: String(amount), parts: [fresh(), fresh()] },
      });
    case 3:
    case 4:
      return send('TransferBlock', holder, { id, to: people[names[amount % names.length] ?? 'buyer'].unit });
    case 5:
    case 6:
      return send('AcceptTransfer', recipient, { id });
    case 7:
      return send('ReturnTransfer', amount > 6 ? recipient : holder, { id });
    case 8:
      return send('BlockUnits', 'authority', { id, reason: 'Tranh chấp' });
    case 9:
      return send('UnblockUnits', 'authority', { id, reason: 'Đã xử lý' });
    case 10:
    case 11:
      return send('RetireBlock', holder, {
        ...retirement('X', id),
        ...{ id: fresh(), purpose: amount > 6 ? 'voluntary' : 'domestic-offset' },
      });
    case 12:
      return send('CancelBlock', holder, { id, kind: 'voluntary', reason: 'Tự nguyện' });
    case 13:
      return send('CancelBlock', 'authority', { id, kind: 'issued-in-error', reason: 'Cấp sai' });
    case 14:
    case 15:
      return send('DeclareAdjustment', 'authority', { id, declaration: amount > 2 ? 'committed' : 'not-required' });
    case 16:
      return send('RequestExport', holder, { id, country: 'SG', acquirer: 'Bên mua' });
    case 17:
    case 18:
      return send('DecideExport', 'authority', {
        ...{ id, ...(amount > 3 ? { approval: { ...decision, date: '2026-11-25', digest } } : { refusal: 'Thiếu' }) },
      });
    case 19:
      return send('CompleteAdjustment', 'authority', { id, evidenceDigest: digest });
    case 20:
      return send('ReverseUnits', 'authority', {
        ...{ id: fresh(), project: block.body.project, quantity: block.body.quantity, blocks: [id] },
        ...{ reason: 'Cháy rừng', occurredOn: '2026-11-01', evidenceDigest: digest },
      });
    case 21:
      return send('ReleaseBuffer', 'authority', { id, reason: 'Hết thời gian' });
    case 22: {
      const asked = monitoring('', 'P', year, String(amount + 1));
      return send('SubmitMonitoring', 'owner', { ...asked, id: fresh() });
    }
    case 23:
      return amount > 2
        ? send('VerifyMonitoring', 'verifier', { id: period, tonnes: body?.tonnes ?? '7', reportDigest: digest })
        : send('RejectMonitoring', amount === 0 ? 'authority' : 'verifier', { id: period, reason: 'Sai số liệu' });
    case 24:
      return send('ApproveMonitoring', 'authority', { id: period, decision });
    case 25: {
      const nationalSerial = amount % 2 === 0 ? {} : { nationalSerial: `S-${pick % 9}` };
      const code = { block: id, domesticCode: block.body.national?.domesticCode ?? `VN-${amount}`, ...nationalSerial };
      return send('ImportNationalCodes', 'authority', { codes: [code] });
    }
    default:
      return send('IssueUnits', 'authority', { id: fresh(), monitoring: period, block: fresh(), buffer: fresh() });
  }
};

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

const playAlone = async (steps: readonly Step[]): Promise<MemoryLedger> => {
  const ledger = new MemoryLedger(start);
  for (const step of steps) {
    const send: Send = async (name, right, command) => {
      const who = step.pick % 3 === 0 ? step.who : right;
      const proposal = await proposed(ledger, name, people[who], command);
      if (proposal === undefined) return;
      ledger.commit(proposal, people[who]);
      counted[name] = (counted[name] ?? 0) + 1;
    };
    await take(ledger, step, send);
  }
  return ledger;
};

const live = (ledger: MemoryLedger): CarbonBlock[] =>
  ledger.records<CarbonBlock>('carbon/block').filter(({ body }) => body.state !== 'superseded');

/** The invariants that speak of a state, said again in other words than the rules and the audit say them. */
const invariants: Readonly<Record<string, (ledger: MemoryLedger) => boolean>> = {
  '1 conservation: what a batch issued is what its blocks hold': (ledger) =>
    ledger.records<IssuanceState>('carbon/issuance').every(({ id, body }) => {
      const blocks = live(ledger).filter((block) => block.body.issuance === id);
      return sumOf(totalsOf(blocks)) === BigInt(body.quantity);
    }),
  '2 serials of a project and vintage are disjoint, inclusive and counted': (ledger) => {
    const blocks = live(ledger);
    return blocks.every(
      ({ id, body }) =>
        unitsIn(body) === BigInt(body.quantity) &&
        blocks.every(
          (other) =>
            other.id === id ||
            other.body.vintage !== body.vintage ||
            other.body.project !== body.project ||
            !rangesOverlap(body, other.body),
        ),
    );
  },
  '3 ranges come from the counter, without a gap': (ledger) => {
    const series = Map.groupBy(ledger.records<IssuanceState>('carbon/issuance'), ({ body }) => body.vintage);
    return [...series.values()].every((batches) => {
      const sorted = batches.map(({ body }) => body).sort((a, b) => Number(a.start) - Number(b.start));
      return sorted.every(({ start: first }, at) => Number(first) === Number(sorted[at - 1]?.end ?? 0) + 1);
    });
  },
  '4 one issuance a period, and periods do not overlap': (ledger) => {
    const periods = ledger
      .records<MonitoringState>('carbon/monitoring')
      .filter(({ body }) => body.stage !== 'rejected');
    const years = periods.map(({ body }) => body.vintage);
    const used = ledger.records<IssuanceState>('carbon/issuance').map(({ body }) => body.monitoring);
    return new Set(years).size === years.length && new Set(used).size === used.length;
  },
  '5 the parts of a split are all of it and inherit what it was': (ledger) => {
    const all = new Map(ledger.records<CarbonBlock>('carbon/block').map((block) => [block.id, block]));
    return [...all.values()]
      .filter(({ body }) => body.state === 'superseded')
      .every(({ body }) => {
        const [one, two] = (body.parts ?? []).map((part) => all.get(part)?.body);
        return (
          one?.start === body.start &&
          two?.end === body.end &&
          BigInt(one.end) + 1n === BigInt(two.start) &&
          [one, two].every((part) => part.vintage === body.vintage && part.project === body.project)
        );
      });
  },
  '6 nothing leaves a last state': (ledger) => {
    const before = new Map<string, string>();
    return (ledger.history as CarbonBlock[])
      .filter(({ type }) => type === 'carbon/block')
      .every(({ id, body }) => {
        const earlier = before.get(id);
        before.set(id, body.state);
        return earlier === undefined || earlier === body.state || !terminalStates.some((state) => state === earlier);
      });
  },
  '7 every retired block has one certificate of its own, with a beneficiary, in one version': (ledger) => {
    const given = ledger.history.filter(({ type }) => type === 'carbon/retirement');
    const bodies = given.map(({ body }) => body as RetirementBody);
    const retired = live(ledger).filter(({ body }) => body.state === 'retired');
    return (
      new Set(bodies.map(({ number }) => number)).size === given.length &&
      new Set(given.map(({ id }) => id)).size === given.length &&
      retired.length === given.length &&
      bodies.every(({ beneficiary }) => beneficiary.name !== '' && beneficiary.idHash.length === 64)
    );
  },
  '8 the vintage is a year of the period, in the crediting period, not in the future': (ledger) =>
    ledger
      .records<MonitoringState>('carbon/monitoring')
      .every(
        ({ body }) =>
          `${body.vintage}-12-31` >= body.from && `${body.vintage}-01-01` <= body.until && body.vintage <= 2026,
      ),
  '9 the pool has its rate, rounded up, and loses units to reversals and releases only': (ledger) =>
    ledger.records<IssuanceState>('carbon/issuance').every(({ body }) => {
      const pooled = BigInt(body.buffer?.quantity ?? 0);
      return pooled * 10n >= BigInt(body.quantity) && (pooled - 1n) * 10n < BigInt(body.quantity);
    }) &&
    ledger
      .records<CarbonBlock>('carbon/block')
      .every(({ body, owner }) => body.state !== 'buffer' || owner === people.authority.unit),
  '10 exported: approved after issuance, committed, transferred first once, never counted at home': (ledger) =>
    ledger.records<CarbonBlock>('carbon/block').every(({ body }) => {
      if (body.state !== 'exported')
        return body.firstTransferAt === undefined && body.adjustment?.status !== 'completed';
      return (
        body.export?.approval !== undefined &&
        body.adjustment?.declaration === 'committed' &&
        body.firstTransferAt !== undefined
      );
    }) &&
    ledger.records('carbon/retirement').every(({ body }) => {
      const { purpose, block } = body as RetirementBody;
      const { adjustment } = ledger.records<CarbonBlock>('carbon/block').find(({ id }) => id === block)?.body ?? {};
      return purpose === 'voluntary' || adjustment?.declaration !== 'committed';
    }),
  '11 a domestic code belongs to the block that first got it and to its parts': (ledger) => {
    const all = new Map(ledger.records<CarbonBlock>('carbon/block').map((block) => [block.id, block.body]));
    const root = (id: string): string => {
      const { parent = '', national } = all.get(id) ?? {};
      return all.get(parent)?.national?.domesticCode === national?.domesticCode ? root(parent) : id;
    };
    const coded = [...all].filter(([, { national }]) => national !== undefined);
    const holders = Map.groupBy(coded, ([, { national }]) => national?.domesticCode);
    return [...holders.values()].every((blocks) => new Set(blocks.map(([id]) => root(id))).size === 1);
  },
  '12 owner, verifier and authority are three legal entities': (ledger) =>
    ledger.records<IssuanceState>('carbon/issuance').every(({ body }) => {
      const find = <State>(id: string) => ledger.record(id.replace(/^0+/, '')) as unknown as State;
      const period = find<MonitoringState>(body.monitoring).body;
      const owner = find<ProjectState>(body.project).body.legalEntity;
      const codes = [owner, period.verification?.legalEntity ?? owner, period.approval?.legalEntity ?? owner];
      return new Set(codes.map(legalEntityOf)).size === 3;
    }),
};

const broken = (ledger: MemoryLedger): string[] => [
  ...Object.entries(invariants).flatMap(([name, holds]) => (holds(ledger) ? [] : [name])),
  ...auditCarbon(ledger.history).findings.map(({ rule, record, detail }) => `audit ${rule}: ${record} ${detail}`),
];

describe('whatever is asked in whatever order', () => {
  test(`${sequences} random sequences of commands break no invariant, and the audit finds nothing`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(stepOf, { minLength: 4, maxLength: 14 }), async (steps) => {
        expect(broken(await playAlone(steps))).toEqual([]);
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

  test('nor do sequences whose commands are decided at the same time, of which one of two that touch the same wins', async () => {
    let conflicts = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(stepOf, { minLength: 2, maxLength: 6 }), { minLength: 1, maxLength: 4 }),
        async (rounds) => {
          const ledger = new MemoryLedger(start);
          for (const round of rounds) {
            const proposals: { proposal: Proposal; who: PersonName }[] = [];
            for (const step of round) {
              const send: Send = async (name, right, command) => {
                const who = step.pick % 3 === 0 ? step.who : right;
                const proposal = await proposed(ledger, name, people[who], command);
                if (proposal !== undefined) proposals.push({ proposal, who });
              };
              // The same few blocks, so that they meet.
              await take(ledger, { ...step, pick: step.pick % 4 }, send);
            }
            for (const { proposal, who } of proposals) if (!ledger.commit(proposal, people[who])) conflicts += 1;
          }
          expect(broken(ledger)).toEqual([]);
        },
      ),
      { numRuns: 2_000, endOnFailure: true },
    );
    expect(conflicts).toBeGreaterThan(100);
  }, 120_000);
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
