import { auditBlock, auditNational } from './audit-blocks.ts';
import { auditBatches, auditPeriods } from './audit-issuances.ts';
import {
  last,
  type AuditedVersion,
  type AuditFinding,
  type AuditReport,
  type AuditRule,
  type Found,
  type Latest,
  type Versions,
} from './audit-parts.ts';
import type { BlockBody, IssuanceBody, RetirementBody, ReversalBody } from './block.ts';
import type { MonitoringBody } from './monitoring.ts';
import type { ProjectBody } from './project.ts';
import { certificateNumber } from './retirement-rules.ts';
import { unitsIn } from './serial-range.ts';
import { totalsOf } from './totals.ts';

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
