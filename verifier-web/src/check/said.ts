/** One sentence in both languages; Vietnamese comes first everywhere. */
export interface Said {
  vi: string;
  en: string;
}

export type Language = keyof Said;

export function languageFrom(stored: string | null): Language {
  return stored === 'en' ? 'en' : 'vi';
}

const zone = 'Asia/Ho_Chi_Minh';

/** A ledger time as people in the province write it: 09:41 24/11/2026. */
export function formatTime(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  }).formatToParts(date);
  const part = (type: string): string => parts.find((p) => p.type === type)?.value ?? '';
  return `${part('hour')}:${part('minute')} ${part('day')}/${part('month')}/${part('year')}`;
}

/** A calendar date 2026-11-24 as 24/11/2026. */
export function formatDate(iso: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  return match ? `${match[3]}/${match[2]}/${match[1]}` : formatTime(iso);
}
