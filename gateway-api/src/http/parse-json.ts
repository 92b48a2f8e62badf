import { isNfc } from '@daunguon/proof';
import { HttpProblem } from './http-problem.ts';

const refuse = (detail: string): HttpProblem => new HttpProblem('http/invalid-json', detail);

/** Deeper than any command; recursion over what is nested without a bound would overflow the stack. */
const maxDepth = 100;

/** A duplicate object key (RFC 8259 §4 leaves its meaning open, so it is refused), or undefined. Expects valid JSON. */
export function duplicateKey(text: string): string | undefined {
  const open: (Set<string> | undefined)[] = [];
  const token = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/g;
  for (const [found, colon] of text.matchAll(token)) {
    if (found === '{') open.push(new Set());
    else if (found === '[') open.push(undefined);
    else if (found === '}' || found === ']') open.pop();
    if (open.length > maxDepth) throw refuse(`nested more than ${maxDepth} deep`);
    if (colon !== undefined) {
      const key = JSON.parse(found.slice(0, -colon.length)) as string;
      const keys = open.at(-1);
      if (keys?.has(key)) return key;
      keys?.add(key);
    }
  }
  return undefined;
}

/** Strict JSON: UTF-8, no duplicate keys, every string in NFC. */
export function parseJson(bytes: Uint8Array): unknown {
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    value = JSON.parse(text);
  } catch (error) {
    throw refuse((error as Error).message);
  }
  const twice = duplicateKey(text);
  if (twice !== undefined) throw refuse(`duplicate key ${JSON.stringify(twice)}`);
  JSON.stringify(value, (key, item: unknown) => {
    if (!isNfc(key) || (typeof item === 'string' && !isNfc(item))) {
      throw new HttpProblem('http/not-nfc', JSON.stringify(key));
    }
    return item;
  });
  return value;
}
