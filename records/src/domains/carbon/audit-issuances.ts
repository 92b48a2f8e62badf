import { last, type AuditedVersion, type Found, type Latest, type Versions } from './audit-parts.ts';
import type { IssuanceBody } from './block.ts';
import type { MonitoringBody } from './monitoring.ts';
import type { ProjectBody } from './project.ts';
import { legalEntityOf } from './reads.ts';
import { rangesOverlap, unitsIn } from './serial-range.ts';
import { sumOf, totalsOf } from './totals.ts';

/** Each batch is the sum of its blocks, within its own range; those of one vintage follow each other. */
export const auditBatches = (issuances: Versions<IssuanceBody>, latest: Latest, found: Found): void => {
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

/** Sorted by their first serial, neighbours tell whether any two overlap. */
const auditDisjoint = (ranges: readonly AuditedVersion<{ start: string; end: string }>[], found: Found): void => {
  const sorted = ranges
    .map(({ id, body }) => ({ id, body, start: BigInt(body.start) }))
    .sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
  sorted.forEach(({ id, body }, index) => {
    const before = sorted[index - 1];
    if (before !== undefined && rangesOverlap(before.body, body)) found('ranges', id, `overlaps ${before.id}`);
  });
};

/** Monitoring periods are apart, issued once each, and of three legal entities. */
export const auditPeriods = (
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
