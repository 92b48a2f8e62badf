import type { ProductBody, RecordState } from '@daunguon/records';

export type ProductAction = 'update' | 'receive' | 'return' | 'council' | 'national' | 'revoke';

/** Who looks at a product; `unit` is empty for staff of an organisation. */
export interface Viewer {
  readonly role: string;
  readonly unit: string;
  readonly mspId: string;
}

/** What somebody can sensibly be offered for a product. A kindness only: the ledger decides who may do it. */
export function productActions(
  { owner, status, body }: Pick<RecordState<ProductBody>, 'owner' | 'status' | 'body'>,
  { role, unit, mspId }: Viewer,
): readonly ProductAction[] {
  const office = role === 'registrar' && mspId === 'AgriMSP';
  const actions: [ProductAction, boolean][] = [
    ['update', unit !== '' && owner === unit && !['in-council', 'proposed5'].includes(body.stage)],
    ['receive', role === 'commune' && body.stage === 'submitted'],
    ['return', role === 'commune' && body.stage === 'submitted'],
    ['council', office && body.stage === 'received'],
    ['national', office && body.stage === 'proposed5'],
    ['revoke', office && status === 'active' && body.rating !== undefined],
  ];
  return actions.flatMap(([action, offered]) => (offered ? [action] : []));
}
