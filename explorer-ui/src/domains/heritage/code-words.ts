import { rightsStatements, type RightsStatement } from '@daunguon/records/heritage-words';

/** The words of a list of codes as keys of the page's words: `heritage.kind.festival`. */
export const codeWords = <Family extends string, Code extends string>(
  family: Family,
  list: Readonly<Record<Code, readonly [vi: string, en: string]>>,
  language: 'vi' | 'en',
): Readonly<Record<`${Family}.${Code}`, string>> =>
  Object.fromEntries(
    Object.entries<readonly [string, string]>(list).map(([code, [vi, en]]) => [
      `${family}.${code}`,
      language === 'vi' ? vi : en,
    ]),
  ) as Record<`${Family}.${Code}`, string>;

/** The rights statements by their words alone. */
export const statementWords = Object.fromEntries(
  Object.entries(rightsStatements).map(([code, { words }]) => [code, words]),
) as unknown as Readonly<Record<RightsStatement, readonly [vi: string, en: string]>>;
