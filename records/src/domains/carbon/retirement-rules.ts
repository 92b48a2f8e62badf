import { DomainError } from '../../domain-error.ts';
import { firstVersion, type Outcome } from '../../outcome.ts';
import type { RecordState } from '../../record-state.ts';
import type { AnnotateRetirement, BlockBody, RetireBlock, RetirementBody } from './block.ts';
import { blockVersion, requireOwnActive } from './block-rules.ts';
import { find, requireCarbonRole, requireFree, type Reads } from './reads.ts';

export type RetirementState = RecordState<RetirementBody>;

/** How serials of this registry are written: registry, project, vintage, first and last serial. */
export const serialText = ({
  projectCode,
  vintage,
  start,
  end,
}: Pick<BlockBody, 'projectCode' | 'vintage' | 'start' | 'end'>): string =>
  `DNPR-${projectCode}-${vintage}-${start}-${end}`;

/**
 * Number of a certificate. A serial is retired once, and its range came from the ledger's counter: the number that follows from both is unique
 * without a counter, for which everybody who retires at the same time would wait.
 */
export const certificateNumber = (batch: Parameters<typeof serialText>[0]): string =>
  `CN-${serialText(batch).slice(5)}`;

/** A domestic offset and an export exclude each other: both are last states. */
export const retireBlock = async (
  { requestId: _, id, block: of, ...said }: RetireBlock,
  ledger: Reads,
): Promise<Outcome> => {
  const block = await requireOwnActive(ledger, of);
  await requireFree(ledger, id);
  if (said.periodUntil < said.periodFrom) throw new DomainError('registry/period-invalid');
  if (said.purpose !== 'voluntary' && block.body.adjustment?.declaration === 'committed') {
    // What another country will count cannot count here too.
    throw new DomainError('carbon/adjustment-committed', of);
  }
  const { project, projectCode, vintage, start, end, quantity, issuance } = block.body;
  const body: RetirementBody = {
    ...{ project, projectCode, vintage, start, end, quantity, issuance, block: of },
    ...{ number: certificateNumber(block.body), retiredAt: ledger.txTime, holder: block.owner },
    ...said,
  };
  return {
    next: [
      firstVersion({ id, type: 'carbon/retirement', owner: block.owner, body }),
      blockVersion(block, 'retired', { retirement: id }),
    ],
    entries: [],
    event: 'BlockRetired',
  };
};

/** Says something beside a certificate, by its holder or the authority; the certificate stays as it is. */
export const annotateRetirement = async (
  { requestId: _, id, ...body }: AnnotateRetirement,
  ledger: Reads,
): Promise<Outcome> => {
  await requireCarbonRole(ledger, 'project-owner', 'authority');
  await requireFree(ledger, id);
  const certificate = await find<RetirementState>(ledger, 'carbon/retirement', body.certificate);
  const { role, unit } = ledger.actor;
  if (role !== 'authority' && certificate.owner !== unit) throw new DomainError('carbon/other-owner', body.certificate);
  return {
    next: [firstVersion({ id, type: 'carbon/annotation', owner: unit, body })],
    entries: [],
    event: 'RetirementAnnotated',
  };
};
