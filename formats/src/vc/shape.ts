import type { JsonObject } from '../data-integrity/ecdsa-jcs-2019.ts';
import { FormatError } from '../format-error.ts';

/** What several members of a credential share: URLs, languages, types. Each throws a FormatError that names the member. */
export const refuse = (code: string, pointer: string, detail: string): never => {
  throw new FormatError(code, pointer, detail);
};

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An absolute URL: scheme, colon, and no character that RFC 3986 leaves out. */
export const isUrl = (value: unknown): value is string =>
  typeof value === 'string' && /^[a-z][a-z\d+.-]*:[^\s<>"{}|\\^`]+$/i.test(value);

export const needUrl = (value: unknown, pointer: string): string =>
  isUrl(value) ? value : refuse('not-a-url', pointer, 'an absolute URL is expected');

export const needObject = (value: unknown, pointer: string): JsonObject =>
  isObject(value) ? value : refuse('not-an-object', pointer, 'an object is expected');

/** One value or an array of values, each with its pointer. */
export const each = (value: unknown, pointer: string, check: (item: unknown, pointer: string) => void): void => {
  if (value === undefined) return;
  if (!Array.isArray(value)) return check(value, pointer);
  value.forEach((item, index) => check(item, `${pointer}/${index}`));
};

/** `name` and `description`: a string, or language value objects (VCDM 2.0 §11.1). */
export const checkWords = (holder: JsonObject, pointer: string): void => {
  for (const member of ['name', 'description'])
    each(holder[member], `${pointer}/${member}`, (item, at) => {
      if (typeof item === 'string') return;
      const { '@value': words, '@language': language, '@direction': direction, ...rest } = needObject(item, at);
      if (typeof words !== 'string') refuse('not-a-language-value', `${at}/@value`, 'a string is expected');
      if (language !== undefined && typeof language !== 'string')
        refuse('not-a-language-value', `${at}/@language`, 'a language tag is expected');
      if (direction !== undefined && direction !== 'ltr' && direction !== 'rtl')
        refuse('not-a-language-value', `${at}/@direction`, 'ltr or rtl is expected');
      const more = Object.keys(rest)[0];
      if (more !== undefined) refuse('not-a-language-value', `${at}/${more}`, 'a language value has no such member');
    });
};

const dateTime = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;

/** Milliseconds of an XML Schema dateTimeStamp, which always says its time zone. */
export const needTime = (value: unknown, pointer: string): number => {
  const parts = typeof value === 'string' ? dateTime.exec(value) : null;
  const time = parts === null ? NaN : Date.parse(value as string);
  // Date.parse rolls 31 February over into March.
  const days = parts === null ? 0 : new Date(Date.UTC(Number(parts[1]), Number(parts[2]), 0)).getUTCDate();
  if (Number.isNaN(time) || Number(parts![3]) > days)
    refuse('not-a-time', pointer, 'a date and time with a time zone is expected');
  return time;
};
