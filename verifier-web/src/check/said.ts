import { vietnamTime } from '@daunguon/records';

/** One sentence in both languages; Vietnamese comes first everywhere. */
export interface Said {
  vi: string;
  en: string;
}

export type Language = keyof Said;

export function languageFrom(stored: string | null): Language {
  return stored === 'en' ? 'en' : 'vi';
}

/** A ledger time as people in the province write it: 09:41 24/11/2026; what is no time stays as it is. */
export function formatTime(iso: string): string {
  try {
    return vietnamTime(iso);
  } catch {
    return iso;
  }
}

/** A calendar date 2026-11-24 as 24/11/2026. */
export function formatDate(iso: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  return match ? `${match[3]}/${match[2]}/${match[1]}` : formatTime(iso);
}
