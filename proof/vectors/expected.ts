import type { Summary } from './run-vectors.ts';

const all = (ran: number, stricter: Readonly<Record<string, string>> = {}): Summary => ({ ran, failed: [], stricter });
const shortRoot = 'the root of an RFC 6962 tree over SHA-256 has 32 bytes';
const moreLines = 'a checkpoint has three lines (docs/proof-format.md section 4)';

/** What Node and browsers must both say. */
export const expected: Readonly<Record<string, Summary>> = {
  'c2sp/data/examples.json': all(7),
  'daunguon/data/bundles.json': all(50),
  'daunguon/data/fields.json': all(7),
  'daunguon/data/leaves.json': all(12),
  'daunguon/data/maps.json': all(25),
  'golang-note/data/open.json': all(14),
  'golang-note/data/sign.json': all(1),
  'golang-note/data/vkeys.json': all(3),
  'jcs/data/jcs.json': all(6, {
    unicode: 'the text is not in NFC',
    values: 'the numbers are fractions',
    weird: 'U+FB33 is not in NFC',
  }),
  'tessera/data/log.json': all(16),
  'tessera/data/paths.json': all(35),
  'transparency-dev-formats/data/checkpoints.json': all(12, {
    'valid one': shortRoot,
    'valid with different origin': shortRoot,
    'valid with trailing data': moreLines,
    'valid with multiple trailing data lines': moreLines,
    'valid with trailing newlines': moreLines,
  }),
  'transparency-dev-formats/data/vkeys.json': all(8, {
    'works: native algMLDSA44 verifier': 'no ML-DSA-44: its signatures do not fit a scan',
  }),
  'transparency-dev-merkle/data/consistency.json': all(98),
  'transparency-dev-merkle/data/inclusion.json': all(98),
  'wycheproof/data/ed25519.json': all(151),
};
