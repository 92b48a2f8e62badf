import type { BatchBody, RecordState } from '@daunguon/records';

export type BatchAction = 'receive' | 'ship' | 'split' | 'merge' | 'sell' | 'destroy' | 'label' | 'release' | 'recall';

/** Who looks at a batch. */
export interface Viewer {
  readonly role: string;
  /** Empty: staff of an organisation. */
  readonly unit: string;
}

/**
 * What somebody can sensibly be offered for a batch. A kindness only: the ledger decides who may do it, from certificate and accreditation.
 */
export function batchActions(
  { owner, status, body }: RecordState<BatchBody>,
  { role, unit }: Viewer,
): readonly BatchAction[] {
  const mine = unit !== '' && owner === unit;
  const left = Number(body.remainingKg) > 0;
  const travels = body.transit !== undefined;
  const free = status === 'active' && !travels && left;
  const actions: [BatchAction, boolean][] = [
    ['receive', travels && unit !== '' && body.transit?.to === unit],
    ['ship', mine && free && role !== 'inspector'],
    ['split', mine && free && role !== 'inspector'],
    ['merge', mine && free && role !== 'inspector'],
    ['sell', mine && free && role !== 'inspector'],
    // Above all what is held or recalled.
    ['destroy', mine && !travels && left && role !== 'inspector'],
    ['label', mine && status === 'active'],
    ['release', role === 'inspector' && status === 'held'],
    ['recall', role === 'inspector' && status !== 'recalled'],
  ];
  return actions.flatMap(([action, offered]) => (offered ? [action] : []));
}
