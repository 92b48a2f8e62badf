/**
 * A weight as people type it, as the kilograms that the ledger takes: "120,5" and " 120.50 " are 120.5. Returns the text unchanged where it is no
 * weight: the ledger's own schema then names what is wrong. A point or comma before exactly three digits is refused as ambiguous: "1.500" is 1.5 to
 * some and 1500 to others.
 */
export const weightInput = (typed: string): string => {
  const text = typed.trim().replace(/\s*kg$/i, '');
  const found = /^0*(\d+)(?:[.,](\d{1,3}))?$/.exec(text);
  if (found === null) return text;
  const [, whole = '0', decimals = ''] = found;
  if (decimals.length === 3 && whole.length <= 3 && whole !== '0') return text === '' ? '' : `${text}?`;
  const trimmed = decimals.replace(/0+$/, '');
  return trimmed === '' ? whole : `${whole}.${trimmed}`;
};
