import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalize } from '../src/canonical-json.ts';
import { judged, type Outcome } from './outcome.ts';

/** docs/proof-format.md section 1: canonical values here are NFC text and whole numbers. */
const refused = {
  unicode: 'the text is not in NFC',
  values: 'the numbers are fractions',
  weird: 'U+FB33 is not in NFC',
};

export const runJcs = (data: unknown): Outcome[] =>
  (data as Readonly<Record<'name' | 'input' | 'output' | 'outhex', string>>[]).map(
    ({ name, input, output, outhex }) => {
      const stated = outhex.replaceAll(/\s/g, '') === bytesToHex(utf8ToBytes(output.trimEnd()));
      const outcome = judged(
        name,
        true,
        () => {
          if (canonicalize(JSON.parse(input)) !== output.trimEnd()) throw new Error('another text');
        },
        'CanonicalError',
        refused,
      );
      return { ...outcome, ok: outcome.ok && stated };
    },
  );
