import type { Verification } from '@daunguon/proof';

/** What a card may show: members of a leaf and a body that verify() proved to belong together. Never anything merely sent. */
export interface ProvenRecord {
  id: string;
  type: string;
  status: string;
  msp: string;
  body: Record<string, unknown>;
}

/** The proven record of a verification, or null: contents that nobody vouches for are not shown as facts. */
export function provenRecord(id: string, verification: Verification): ProvenRecord | null {
  const { authenticity, record, body } = verification;
  if (authenticity !== 'authentic' || record === undefined) return null;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null;
  const { type, status, msp } = record;
  return { id, type, status, msp, body: body as Record<string, unknown> };
}
