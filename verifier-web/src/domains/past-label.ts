import type { VerdictCode } from '@daunguon/proof';
import type { ProvenRecord } from '../check/proven-record.ts';
import type { Said } from '../check/said.ts';
import { statusSaid } from '../check/standing-words.ts';

/** Names what a record granted, its stars or its term; where it no longer does, the label says why, so that nothing past reads as in force. */
export function grantedLabel(label: Said, { status }: Pick<ProvenRecord, 'status'>, code?: VerdictCode): Said {
  // What is read off paper has no status here.
  const standing = status === 'active' || status === '' ? undefined : statusSaid(status);
  const past = code === 'expired' ? { vi: 'đã hết hạn', en: 'expired' } : standing;
  return past === undefined ? label : { vi: `${label.vi} (${past.vi})`, en: `${label.en} (${past.en})` };
}

/** Why, as somebody wrote it. */
export const reasonLabel: Said = { vi: 'Lý do', en: 'Reason (as entered, in Vietnamese)' };
