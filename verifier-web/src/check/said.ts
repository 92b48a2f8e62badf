/** One sentence in both languages; Vietnamese comes first everywhere. */
export interface Said {
  vi: string;
  en: string;
}

export type Language = keyof Said;

export function languageFrom(stored: string | null): Language {
  return stored === 'en' ? 'en' : 'vi';
}

/** Vietnam is seven hours ahead of UTC the year round: no need to have the browser load its time zones before a verdict. */
const ahead = 7 * 3_600_000;

/** A ledger time as people in the province write it: 09:41 24/11/2026. */
export function formatTime(iso: string): string {
  const there = new Date(new Date(iso).getTime() + ahead);
  if (Number.isNaN(there.getTime())) return iso;
  const text = there.toISOString();
  return `${text.slice(11, 16)} ${text.slice(8, 10)}/${text.slice(5, 7)}/${text.slice(0, 4)}`;
}

/** A calendar date 2026-11-24 as 24/11/2026. */
export function formatDate(iso: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  return match ? `${match[3]}/${match[2]}/${match[1]}` : formatTime(iso);
}
