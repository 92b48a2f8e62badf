import { Gs1Error } from './gs1-error.ts';

/** Of the characters of a value, letters, digits, `-`, `.`, `_` and `~` stand for themselves (RFC 3986 §2.3), so that a value has one form. */
export const encodeValue = (value: string): string =>
  encodeURIComponent(value).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** A value of the path; `+` is a plus sign. @throws Gs1Error `encoding` */
export const decodeValue = (text: string, ai: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Gs1Error('encoding', ai, `wrong percent-encoding: ${text}`);
  }
};
