/** The invariants of carbon units, for tests: of the ledger in memory and of what a network's blocks say. */
import type { RecordState, RecordType } from '../../record-state.ts';
import type { CarbonBlock } from './block-rules.ts';
import { terminalStates, type RetirementBody } from './block.ts';
import { auditCarbon } from './carbon-audit.ts';
import type { IssuanceState } from './issuance-rules.ts';
import type { MonitoringState } from './monitoring-rules.ts';
import type { ProjectState } from './project-rules.ts';
import { legalEntityOf } from './reads.ts';
import { unitsIn } from './serial-range.ts';
import { sumOf, totalsOf } from './totals.ts';

/** All that was ever written, and the newest version of each record. */
export interface Ledger {
  readonly history: readonly RecordState[];
  /** Unit of the authority, whose pool the buffer is. */
  readonly authority: string;
  records<State extends RecordState>(type: RecordType): State[];
}

/** The bodies of a type by their records' ids. */
const bodiesOf = <State extends RecordState>(ledger: Ledger, type: RecordType): Map<string, State['body']> =>
  new Map(ledger.records<State>(type).map(({ id, body }) => [id, body]));
const live = (ledger: Ledger): CarbonBlock[] =>
  ledger.records<CarbonBlock>('carbon/block').filter(({ body }) => body.state !== 'superseded');

/** Batches or blocks by project and vintage, each in the order of its serials. */
const inSeries = <Body extends { project: string; vintage: number; start: string }>(
  bodies: readonly Body[],
): Body[][] =>
  [...Map.groupBy(bodies, ({ project, vintage }) => `${project} ${vintage}`).values()].map((series) =>
    series.sort((a, b) => Number(a.start) - Number(b.start)),
  );

/** The invariants that speak of a state, said again in other words than the rules and the audit say them. */
const invariants: Readonly<Record<string, (ledger: Ledger) => boolean>> = {
  '1 conservation: what a batch issued is what its blocks hold': (ledger) => {
    const blocks = Map.groupBy(live(ledger), ({ body }) => body.issuance);
    return ledger
      .records<IssuanceState>('carbon/issuance')
      .every(({ id, body }) => sumOf(totalsOf(blocks.get(id) ?? [])) === BigInt(body.quantity));
  },
  '2 serials of a project and vintage are disjoint, inclusive and counted': (ledger) =>
    inSeries(live(ledger).map(({ body }) => body)).every((series) =>
      series.every(
        (body, at) => unitsIn(body) === BigInt(body.quantity) && Number(body.start) > Number(series[at - 1]?.end ?? 0),
      ),
    ),
  '3 ranges come from the counter, without a gap': (ledger) =>
    inSeries(ledger.records<IssuanceState>('carbon/issuance').map(({ body }) => body)).every((series) =>
      series.every(({ start }, at) => Number(start) === Number(series[at - 1]?.end ?? 0) + 1),
    ),
  '4 one issuance a period, and periods do not overlap': (ledger) => {
    const periods = ledger
      .records<MonitoringState>('carbon/monitoring')
      .flatMap(({ body }) => (body.stage === 'rejected' ? [] : [body]))
      .sort((a, b) => a.from.localeCompare(b.from));
    const used = ledger.records<IssuanceState>('carbon/issuance').map(({ body }) => body.monitoring);
    return periods.every(({ from }, at) => from > (periods[at - 1]?.until ?? '')) && new Set(used).size === used.length;
  },
  '5 the parts of a split are all of it and inherit what it was': (ledger) => {
    const all = bodiesOf<CarbonBlock>(ledger, 'carbon/block');
    return [...all.values()]
      .filter(({ state }) => state === 'superseded')
      .every(({ parts = [], start, end, vintage, project }) => {
        const [one, two] = parts.map((part) => all.get(part));
        return (
          one?.start === start &&
          two?.end === end &&
          BigInt(one.end) + 1n === BigInt(two.start) &&
          [one, two].every((part) => part.vintage === vintage && part.project === project)
        );
      });
  },
  '6 nothing leaves a last state': (ledger) => {
    const before = new Map<string, string>();
    return (ledger.history as readonly CarbonBlock[])
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
        ({ body, ts }) =>
          `${body.vintage}-12-31` >= body.from && `${body.vintage}-01-01` <= body.until && `${body.vintage}` <= ts,
      ),
  '9 the pool has its rate, rounded up, and loses units to reversals and releases only': (ledger) =>
    ledger.records<IssuanceState>('carbon/issuance').every(({ body }) => {
      const pooled = BigInt(body.buffer?.quantity ?? 0);
      return pooled * 10n >= BigInt(body.quantity) && (pooled - 1n) * 10n < BigInt(body.quantity);
    }) &&
    ledger
      .records<CarbonBlock>('carbon/block')
      .every(({ body, owner }) => body.state !== 'buffer' || owner === ledger.authority),
  '10 exported: approved after issuance, committed, transferred first once, never counted at home': (ledger) => {
    const blocks = bodiesOf<CarbonBlock>(ledger, 'carbon/block');
    const exported = [...blocks.values()].every(({ state, adjustment, firstTransferAt, export: asked }) =>
      state === 'exported'
        ? asked?.approval !== undefined && adjustment?.declaration === 'committed' && firstTransferAt !== undefined
        : firstTransferAt === undefined && adjustment?.status !== 'completed',
    );
    const retired = ledger.records('carbon/retirement').every(({ body }) => {
      const { purpose, block } = body as RetirementBody;
      return purpose === 'voluntary' || blocks.get(block)?.adjustment?.declaration !== 'committed';
    });
    return exported && retired;
  },
  '11 a domestic code belongs to the block that first got it and to its parts': (ledger) => {
    const all = bodiesOf<CarbonBlock>(ledger, 'carbon/block');
    const root = (id: string): string => {
      const { parent = '', national } = all.get(id) ?? {};
      return all.get(parent)?.national?.domesticCode === national?.domesticCode ? root(parent) : id;
    };
    const coded = [...all].filter(([, { national }]) => national !== undefined);
    const holders = Map.groupBy(coded, ([, { national }]) => national?.domesticCode);
    return [...holders.values()].every((blocks) => new Set(blocks.map(([id]) => root(id))).size === 1);
  },
  '12 owner, verifier and authority are three legal entities': (ledger) => {
    const periods = bodiesOf<MonitoringState>(ledger, 'carbon/monitoring');
    const projects = bodiesOf<ProjectState>(ledger, 'carbon/project');
    return ledger.records<IssuanceState>('carbon/issuance').every(({ body }) => {
      const owner = projects.get(body.project)?.legalEntity ?? '';
      const { verification, approval } = periods.get(body.monitoring) ?? {};
      const codes = [owner, verification?.legalEntity ?? owner, approval?.legalEntity ?? owner];
      return new Set(codes.map(legalEntityOf)).size === 3;
    });
  },
};

/** What of the invariants does not hold, and what the audit finds; nothing of a ledger that is as it must be. */
export const broken = (ledger: Ledger): string[] => [
  ...Object.entries(invariants).flatMap(([name, holds]) => (holds(ledger) ? [] : [name])),
  ...auditCarbon(ledger.history).findings.map(({ rule, record, detail }) => `audit ${rule}: ${record} ${detail}`),
];
