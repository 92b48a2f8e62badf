import { checkCharacter, isId } from '@daunguon/proof';

/** Crockford base32: letters people confuse are read as the digit meant; spaces and hyphens are for the eye only. */
function plain(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[\s\-‐-―.]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
}

export type TypedCode = { ok: true; id: string } | { ok: false; reason: 'length' | 'character' | 'check' };

/** A code typed from the label: 26 characters and the check character, without which nothing is looked up (trust.md §1). */
export function readTypedCode(typed: string): TypedCode {
  const code = plain(typed);
  if (code.length !== 27) return { ok: false, reason: 'length' };
  const id = code.slice(0, 26);
  if (!isId(id)) return { ok: false, reason: 'character' };
  return checkCharacter(id) === code.slice(26) ? { ok: true, id } : { ok: false, reason: 'check' };
}

/** 26 characters of a label's address as an id, or null. */
export function readId(code: string): string | null {
  const id = plain(code);
  return isId(id) ? id : null;
}

/** Written as on the label: groups of four and, last, the check character. */
export function spacedCode(id: string): string {
  return `${id.replace(/(.{4})(?=.)/g, '$1 ')}-${checkCharacter(id)}`;
}
