import { isId } from '@daunguon/proof';
import type { ProvenRecord } from '../../check/proven-record.ts';

/** The recall notices that a proven body names as in force for it. */
export function recallNotices({ type, body }: ProvenRecord): string[] {
  const recalls: unknown = type === 'origin/batch' ? body['recalls'] : undefined;
  return Array.isArray(recalls) ? recalls.filter(isId) : [];
}
