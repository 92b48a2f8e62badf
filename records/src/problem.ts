export type Language = 'vi' | 'en';

/** One row of a problem table: HTTP status and title (RFC 9457). */
export interface Problem {
  readonly status: number;
  readonly title: Readonly<Record<Language, string>>;
}

/**
 * The detail of one occurrence (RFC 9457 §3.1.4) in a language: the title and what it is about. The subject is an id, a code or an
 * amount, which reads the same in every language.
 */
export const detailOf = ({ title }: Problem, subject: string, language: Language): string =>
  subject === '' ? title[language] : `${title[language]}: ${subject}`;

export const problem = (status: number, vi: string, en: string): Problem => ({ status, title: { vi, en } });
