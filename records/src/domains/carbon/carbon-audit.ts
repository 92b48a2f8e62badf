import type { RecordState } from '../../record-state.ts';
import {
  terminalStates,
  type BlockBody,
  type BlockState,
  type IssuanceBody,
  type RetirementBody,
  type ReversalBody,
} from './block.ts';
import type { MonitoringBody } from './monitoring.ts';
import type { ProjectBody } from './project.ts';
import { legalEntityOf } from './reads.ts';
import { certificateNumber } from './retirement-rules.ts';
import { rangesOverlap, unitsIn } from './serial-range.ts';
import { sumOf, totalsOf, type UnitTotals } from './totals.ts';

/** One thing that is not as it must be: which invariant, of which record, in words. */
export interface AuditFinding {
  readonly rule: AuditRule;
  readonly record: string;
  readonly detail: string;
}
export const auditRules = {
  conservation: 'Bảo toàn / Conservation: the units of a batch are its blocks’ units',
  ranges: 'Dải sê-ri rời nhau / Serial ranges are disjoint and count both ends',
  split: 'Chia lô / Parts of a split partition it and inherit what it was',
  states: 'Trạng thái cuối / Only allowed steps; nothing leaves a last state',
  periods: 'Kỳ giám sát / Monitoring periods of a project do not overlap; one issuance each',
  vintage: 'Năm phát sinh / The vintage lies in the monitored period',
  parties: 'Ba pháp nhân / Owner, verifier and authority are three legal entities',
  retirement: 'Chứng nhận loại bỏ / One certificate a retired block, never changed, with a beneficiary',
  buffer: 'Lô dự phòng / What the pool lost, reversals say',
  adjustment: 'Điều chỉnh tương ứng / Exported after approval, first transferred once, never counted at home',
  national: 'Mã trong nước / A domestic code is given once, a national serial too',
} as const;
export type AuditRule = keyof typeof auditRules;

/** A version of a record as an auditor has it: a leaf of the log says nothing of who owns the record. */
export type AuditedVersion<Body = unknown> = Pick<RecordState<Body>, 'id' | 'type' | 'version' | 'body'> & {
  readonly owner?: string;
};

export interface AuditReport {
  /** What the issuances say, each of the next serials of its series: no sum of blocks, which these are held against. */
  readonly issued: bigint;
  readonly totals: UnitTotals;
  readonly batches: number;
  readonly blocks: number;
  readonly certificates: number;
  readonly findings: readonly AuditFinding[];
}

type Versions<Body> = ReadonlyMap<string, readonly AuditedVersion<Body>[]>;

/** Steps a block may take from one version to the next. */
const steps: Readonly<Record<BlockState, readonly BlockState[]>> = {
  active: ['active', 'pending-transfer', 'blocked', 'pending-export', 'retired', 'cancelled', 'superseded'],
  'pending-transfer': ['active', 'pending-transfer', 'blocked', 'cancelled'],
  blocked: ['active', 'blocked', 'cancelled'],
  buffer: ['buffer', 'active', 'cancelled', 'superseded'],
  'pending-export': ['active', 'pending-export', 'exported'],
  retired: ['retired'],
  cancelled: ['cancelled'],
  exported: ['exported'],
  superseded: ['superseded'],
};
/** What no version of a block changes. */
const fixed = ['project', 'projectCode', 'vintage', 'start', 'end', 'quantity', 'issuance', 'issuanceTime'] as const;

const last = <Body>(versions: readonly AuditedVersion<Body>[]): AuditedVersion<Body> =>
  versions.at(-1) as AuditedVersion<Body>;

/**
 * Recomputes everything from every version of every carbon record, in the log's order. It trusts no total and no rule: what the ledger's code
 * should have prevented is looked for again. Where owners are not given, as in the public log, nothing is said of who holds what.
 */
export const auditCarbon = (history: Iterable<AuditedVersion>): AuditReport => {
  const byType = new Map<string, Map<string, AuditedVersion[]>>();
  for (const state of history) {
    if (!state.type.startsWith('carbon/')) continue;
    const records = byType.get(state.type) ?? new Map<string, AuditedVersion[]>();
    byType.set(state.type, records);
    const versions = records.get(state.id);
    if (versions === undefined) records.set(state.id, [state]);
    else versions.push(state);
  }
  const of = <Body>(type: string) => (byType.get(type) ?? new Map()) as Versions<Body>;
  const findings: AuditFinding[] = [];
  const found = (rule: AuditRule, record: string, detail: string): void => void findings.push({ rule, record, detail });

  const blocks = of<BlockBody>('carbon/block');
  const issuances = of<IssuanceBody>('carbon/issuance');
  const retirements = of<RetirementBody>('carbon/retirement');
  const reversals = of<ReversalBody>('carbon/reversal');
  const latest = new Map([...blocks].map(([id, versions]) => [id, last(versions)]));

  for (const [id, versions] of blocks) auditBlock(id, versions, latest, retirements, reversals, found);
  auditBatches(issuances, latest, found);
  auditPeriods(of<MonitoringBody>('carbon/monitoring'), issuances, of<ProjectBody>('carbon/project'), found);
  auditCertificates(retirements, latest, found);
  auditReversals(reversals, latest, found);
  auditNational(latest, found);
  const batches = [...issuances.values()].map(last);
  return {
    issued: batches.reduce((sum, { body }) => sum + unitsIn(body), 0n),
    totals: totalsOf(latest.values()),
    ...{ batches: issuances.size, blocks: blocks.size, certificates: retirements.size, findings },
  };
};

type Found = (rule: AuditRule, record: string, detail: string) => void;
type Latest = ReadonlyMap<string, AuditedVersion<BlockBody>>;

const auditBlock = (
  id: string,
  versions: readonly AuditedVersion<BlockBody>[],
  latest: Latest,
  retirements: Versions<RetirementBody>,
  reversals: Versions<ReversalBody>,
  found: Found,
): void => {
  const { body } = last(versions);
  const units = unitsIn(body);
  if (units < 1n || String(units) !== body.quantity)
    found('ranges', id, `${body.start}–${body.end} ≠ ${body.quantity}`);
  versions.forEach((state, index) => {
    const before = versions[index - 1]?.body;
    if (before === undefined) return;
    if (state.version !== index + 1) found('states', id, `version ${state.version} after ${index}`);
    if (!steps[before.state].includes(state.body.state)) found('states', id, `${before.state} → ${state.body.state}`);
    const changed = fixed.find((field) => before[field] !== state.body[field]);
    if (changed !== undefined) found('states', id, `${changed} changed`);
    if (terminalStates.includes(before.state) && state.owner !== versions[index - 1]?.owner)
      found('states', id, 'owner changed');
    if (before.firstTransferAt !== undefined && before.firstTransferAt !== state.body.firstTransferAt) {
      found('adjustment', id, 'first transfer changed');
    }
  });
  if (body.state === 'superseded') auditSplit(id, body, latest, found);
  if (body.state === 'retired') {
    const certificate = retirements.get(body.retirement ?? '');
    if (certificate?.[0]?.body.block !== id) found('retirement', id, 'retired without its certificate');
    else if (certificate[0].body.purpose !== 'voluntary' && body.adjustment?.declaration === 'committed') {
      found('adjustment', id, 'counted at home and committed to another country');
    }
  }
  const fromPool = versions.at(-2)?.body.state === 'buffer' && body.state === 'cancelled';
  if (fromPool && !reversals.has(body.cancellation?.reversal ?? ''))
    found('buffer', id, 'left the pool without a reversal');
  if (body.state === 'exported') {
    const { approval } = body.export ?? {};
    if (approval === undefined || approval.date < body.issuanceTime.slice(0, 10))
      found('adjustment', id, 'no approval after issuance');
    if (body.firstTransferAt === undefined || body.adjustment?.declaration !== 'committed') {
      found('adjustment', id, 'exported without commitment or first transfer');
    }
  }
};

const inherited = ['project', 'vintage', 'issuance', 'issuanceTime'] as const;

const auditSplit = (
  id: string,
  { parts = ['', ''], ...parent }: Partial<BlockBody>,
  latest: Latest,
  found: Found,
): void => {
  const [one, two] = [latest.get(parts[0])?.body, latest.get(parts[1])?.body];
  if (one === undefined || two === undefined) return found('split', id, 'a part is missing');
  const exact = one.start === parent.start && two.end === parent.end && BigInt(one.end) + 1n === BigInt(two.start);
  if (!exact) found('split', id, `${one.start}–${one.end}, ${two.start}–${two.end}`);
  for (const part of [one, two]) {
    if (part.parent !== id || inherited.some((field) => part[field] !== parent[field]))
      found('split', id, 'a part is not of it');
  }
};

/** Sorted by their first serial, neighbours tell whether any two overlap. */
const auditBatches = (issuances: Versions<IssuanceBody>, latest: Latest, found: Found): void => {
  const live = Map.groupBy(
    [...latest.values()].filter(({ body }) => body.state !== 'superseded'),
    ({ body }) => body.issuance,
  );
  const batches = [...issuances.values()].map(last);
  for (const { id, body } of batches) {
    const blocks = live.get(id) ?? [];
    const sum = sumOf(totalsOf(blocks));
    if (sum !== unitsIn(body) || String(sum) !== body.quantity) found('conservation', id, `${body.quantity} ≠ ${sum}`);
    auditDisjoint(blocks, found);
    for (const block of blocks) {
      const outside = BigInt(block.body.start) < BigInt(body.start) || BigInt(block.body.end) > BigInt(body.end);
      if (outside || block.body.vintage !== body.vintage) found('ranges', block.id, 'outside its batch');
    }
  }
  for (const [id, blocks] of live)
    if (!issuances.has(id)) found('conservation', blocks[0]?.id ?? id, `no issuance ${id}`);
  const sameSeries = Map.groupBy(batches, ({ body }) => `${body.project}/${body.vintage}`);
  for (const series of sameSeries.values()) {
    auditDisjoint(series, found);
    auditCounter(series, found);
  }
};

/** The ledger's counter gives the next serial: batches of a series begin at 1 and leave no gap, so its last serial is what was issued. */
const auditCounter = (series: readonly AuditedVersion<IssuanceBody>[], found: Found): void => {
  const issued = series.reduce((sum, { body }) => sum + unitsIn(body), 0n);
  const highest = series.reduce((most, one) => (BigInt(one.body.end) > BigInt(most.body.end) ? one : most));
  if (BigInt(highest.body.end) !== issued)
    found('ranges', highest.id, `serial ${highest.body.end} of ${issued} issued`);
};

const auditDisjoint = (ranges: readonly AuditedVersion<{ start: string; end: string }>[], found: Found): void => {
  const sorted = ranges
    .map(({ id, body }) => ({ id, body, start: BigInt(body.start) }))
    .sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
  sorted.forEach(({ id, body }, index) => {
    const before = sorted[index - 1];
    if (before !== undefined && rangesOverlap(before.body, body)) found('ranges', id, `overlaps ${before.id}`);
  });
};

const auditPeriods = (
  monitorings: Versions<MonitoringBody>,
  issuances: Versions<IssuanceBody>,
  projects: Versions<ProjectBody>,
  found: Found,
): void => {
  const counted = [...monitorings.values()].map(last).filter(({ body }) => body.stage !== 'rejected');
  for (const periods of Map.groupBy(counted, ({ body }) => body.project).values()) {
    const sorted = [...periods].sort((a, b) => (a.body.from < b.body.from ? -1 : 1));
    sorted.forEach(({ id, body }, index) => {
      const before = sorted[index - 1];
      if (before !== undefined && body.from <= before.body.until) found('periods', id, `overlaps ${before.id}`);
    });
  }
  for (const { id, body } of counted) {
    if (body.vintage < Number(body.from.slice(0, 4)) || body.vintage > Number(body.until.slice(0, 4))) {
      found('vintage', id, String(body.vintage));
    }
  }
  const used = new Set<string>();
  for (const [id, versions] of issuances) {
    const { body } = last(versions);
    const period = monitorings.get(body.monitoring)?.at(-1)?.body;
    if (versions.length > 1) found('periods', id, 'an issuance has one version');
    if (used.has(body.monitoring) || period?.issuance !== id)
      found('periods', id, `issued twice for ${body.monitoring}`);
    used.add(body.monitoring);
    const project = projects.get(body.project)?.at(-1)?.body;
    const parties = [project, period?.verification, period?.approval].map((party) => party?.legalEntity);
    const entities = new Set(parties.map((code) => legalEntityOf(code ?? '')));
    if (parties.includes(undefined) || entities.size < 3) found('parties', id, [...entities].join(', '));
    if (period?.verification?.unit !== period?.verifier) found('parties', id, 'not the appointed verifier');
    if (period?.verification?.tonnes !== body.quantity) found('conservation', id, 'not what was verified');
  }
};

const auditCertificates = (retirements: Versions<RetirementBody>, latest: Latest, found: Found): void => {
  const numbers = new Set<string>();
  for (const [id, versions] of retirements) {
    const { body } = last(versions);
    const block = latest.get(body.block)?.body;
    if (versions.length > 1) found('retirement', id, 'changed after it was given');
    if (body.number !== certificateNumber(body) || numbers.has(body.number))
      found('retirement', id, `number ${body.number}`);
    numbers.add(body.number);
    if (block?.retirement !== id || block.start !== body.start || block.end !== body.end)
      found('retirement', id, 'of no retired block');
    if (body.beneficiary.name === '') found('retirement', id, 'no beneficiary');
  }
};

const auditReversals = (reversals: Versions<ReversalBody>, latest: Latest, found: Found): void => {
  for (const [id, versions] of reversals) {
    const { body } = last(versions);
    const cancelled = body.blocks.map((block) => latest.get(block)?.body);
    const sum = cancelled.reduce((units, block) => units + (block === undefined ? 0n : unitsIn(block)), 0n);
    if (sum !== BigInt(body.quantity) || cancelled.some((block) => block?.cancellation?.reversal !== id)) {
      found('buffer', id, `${body.quantity} ≠ ${sum}`);
    }
  }
};

/** A split block's parts share its domestic code, whoever first had it is who it was given to; a national serial no two blocks share. */
const auditNational = (latest: Latest, found: Found): void => {
  const given = new Map<string, string>();
  const once = (said: string, holder: string, id: string): void => {
    const other = given.get(said) ?? holder;
    if (other !== holder) found('national', id, `${said} is ${other}’s`);
    given.set(said, other);
  };
  for (const { id, body } of latest.values()) {
    if (body.national === undefined || body.state === 'superseded') continue;
    const { domesticCode, nationalSerial } = body.national;
    once(`code ${domesticCode}`, firstWithCode(id, domesticCode, latest), id);
    if (nationalSerial !== undefined) once(`serial ${nationalSerial}`, id, id);
  }
};

const firstWithCode = (id: string, code: string, latest: Latest): string => {
  const parent = latest.get(id)?.body.parent;
  const inherited = parent !== undefined && latest.get(parent)?.body.national?.domesticCode === code;
  return inherited ? firstWithCode(parent, code, latest) : id;
};
