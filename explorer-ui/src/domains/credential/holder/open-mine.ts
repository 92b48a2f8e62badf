import type { Field } from '@daunguon/proof';
import type { Api } from '../../../api/api.ts';
import { ApiError, errorOf } from '../../../api/api-error.ts';
import { trustPolicy } from '../../../proof/receipt.ts';

/** A credential opened on this device. */
export interface OpenedCredential {
  readonly id: string;
  readonly fields: readonly Field[];
  /** This device proved that the record stands in the log and that these are the contents it was committed to. */
  readonly proven: boolean;
  /** The proof bundle as it was answered. */
  readonly bundle: unknown;
}

const commitmentOf = (bundle: unknown): string | undefined => {
  const { record } = bundle as { record?: { leaf?: string } | null };
  return record?.leaf === undefined ? undefined : (JSON.parse(record.leaf) as { commitment?: string }).commitment;
};

/**
 * Opens a credential of the person who is signed in: the key comes from the gateway, the contents are opened and held against the proven
 * commitment here. `notYet` is said where the log does not have it yet. @throws ApiError
 */
export async function openMine(api: Api, id: string, notYet: string): Promise<OpenedCredential> {
  const { keys } = await api.post('/api/credential/mine/open', { body: { id } });
  const answer = await api.fetch(`/r/${id}`);
  const bundle: unknown = await answer.json().catch(() => null);
  if (answer.status === 404) throw new ApiError('refused', notYet);
  if (!answer.ok || bundle === null) throw errorOf(answer.status, bundle);
  const { fromBase64, openFields, readSealed, verify } = await import('@daunguon/proof');
  const { sealed } = bundle as { sealed?: unknown };
  const body = readSealed(sealed);
  const key = keys.find(({ commitment }) => commitment === commitmentOf(bundle));
  const bodyKey = fromBase64(key?.key ?? '');
  if (body === undefined || key === undefined || bodyKey === undefined) throw new ApiError('refused', notYet);
  const fields = await openFields(crypto.subtle, id, body, bodyKey);
  const policy = await trustPolicy();
  const proven =
    policy !== null && verify({ bundle, id, policy, now: Date.now(), opened: fields }).authenticity === 'authentic';
  return { id, fields, bundle, proven };
}

/** Fields that say something, as people read them; the first, which says the kind, is left out. */
export const shownFields = (fields: readonly Field[]): { index: number; name: string; value: string }[] =>
  fields.flatMap(({ pointer, value }, index) =>
    value === null || pointer === '/kind' ? [] : [{ index, name: pointer.slice(1), value: String(value) }],
  );
