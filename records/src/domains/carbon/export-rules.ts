import { DomainError } from '../../domain-error.ts';
import type { Outcome } from '../../outcome.ts';
import { vietnamDate } from '../../vietnam-date.ts';
import { requireOwnKey } from '../registry/unit-standing.ts';
import type { CompleteAdjustment, DecideExport, DeclareAdjustment, RequestExport } from './block.ts';
import { blockVersion, findBlock, requireOwnActive, requireState, type CarbonBlock } from './block-rules.ts';
import { requireCarbonRole, type Reads } from './reads.ts';

const authority = async (ledger: Reads, id: string): Promise<CarbonBlock> => {
  await requireCarbonRole(ledger, 'authority');
  requireOwnKey(ledger.actor);
  return findBlock(ledger, id);
};
const one = (next: Outcome['next'][number], event: string): Outcome => ({ next: [next], entries: [], event });

/** Said once: a declaration is never taken back, since others rely on it. */
export const declareAdjustment = async ({ id, declaration }: DeclareAdjustment, ledger: Reads): Promise<Outcome> => {
  const block = await authority(ledger, id);
  requireState(block, 'active');
  if (block.body.adjustment !== undefined)
    throw new DomainError('carbon/adjustment-step', block.body.adjustment.status);
  return one(blockVersion(block, 'active', { adjustment: { declaration, status: 'declared' } }), 'AdjustmentDeclared');
};

export const requestExport = async ({ id, country, acquirer }: RequestExport, ledger: Reads): Promise<Outcome> => {
  const block = await requireOwnActive(ledger, id);
  if (country === 'VN') throw new DomainError('carbon/export-country', country);
  return one(
    blockVersion(block, 'pending-export', { export: { country, acquirer, requestedAt: ledger.txTime } }),
    'ExportRequested',
  );
};

/**
 * Decree 112/2026, Article 5: approval is given after issuance, and the adjustment must be committed to. Whatever is absent is a failed
 * check, never a passed one.
 */
export const decideExport = async ({ id, approval, refusal }: DecideExport, ledger: Reads): Promise<Outcome> => {
  const block = await authority(ledger, id);
  requireState(block, 'pending-export');
  const asked = block.body.export;
  if (asked === undefined || (approval === undefined) === (refusal === undefined)) {
    throw new DomainError('carbon/approval-missing', id, [{ pointer: '/approval', detail: 'missing' }]);
  }
  if (approval === undefined) {
    const refused = { ...asked, ...(refusal === undefined ? {} : { refusal }) };
    return one(blockVersion(block, 'active', { export: refused }), 'ExportRefused');
  }
  const { adjustment, issuanceTime, firstTransferAt } = block.body;
  if (approval.date < vietnamDate(issuanceTime) || approval.date > vietnamDate(ledger.txTime)) {
    throw new DomainError('carbon/approval-date', approval.date, [{ pointer: '/approval/date', detail: 'date' }]);
  }
  if (adjustment?.declaration !== 'committed') throw new DomainError('carbon/adjustment-not-committed', id);
  if (adjustment.status !== 'declared' || firstTransferAt !== undefined) {
    throw new DomainError('carbon/adjustment-step', adjustment.status);
  }
  return one(
    blockVersion(block, 'exported', {
      ...{ export: { ...asked, approval }, firstTransferAt: ledger.txTime },
      adjustment: { ...adjustment, status: 'pending' },
    }),
    'BlockExported',
  );
};

export const completeAdjustment = async (
  { id, evidenceDigest }: CompleteAdjustment,
  ledger: Reads,
): Promise<Outcome> => {
  const block = await authority(ledger, id);
  requireState(block, 'exported');
  const { adjustment } = block.body;
  if (adjustment?.status !== 'pending') throw new DomainError('carbon/adjustment-step', adjustment?.status ?? 'none');
  return one(
    blockVersion(block, 'exported', { adjustment: { ...adjustment, status: 'completed', evidenceDigest } }),
    'AdjustmentCompleted',
  );
};
