import type { Field, Verification } from '@daunguon/proof';

/** What a card may show: members of a leaf and a body that verify() proved to belong together. Never anything merely sent. */
export interface ProvenRecord {
  id: string;
  type: string;
  status: string;
  msp: string;
  body: Record<string, unknown>;
}

/**
 * The proven record of a verification, or null: contents that nobody vouches for are not shown as facts. `fields` are those that the
 * verification was given: authentic means that they give the commitment.
 */
export function provenRecord(
  id: string,
  verification: Verification,
  fields?: readonly Pick<Field, 'pointer' | 'value'>[],
): ProvenRecord | null {
  const { authenticity, record } = verification;
  const body = record?.kind === 'fields/1' ? bodyOf(fields) : verification.body;
  if (authenticity !== 'authentic' || record === undefined) return null;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null;
  const { type, status, msp } = record;
  return { id, type, status, msp, body: body as Record<string, unknown> };
}

/** Fields by their names; null where nothing was opened. */
function bodyOf(fields: readonly Pick<Field, 'pointer' | 'value'>[] | undefined): object | null {
  if (fields === undefined) return null;
  return Object.fromEntries(fields.map(({ pointer, value }) => [pointer.slice(1), value]));
}
