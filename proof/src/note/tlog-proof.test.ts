import { expect, test } from '@jest/globals';
import { inclusionProof } from '../log/merkle-prove.ts';
import { leafHash } from '../log/merkle.ts';
import { naiveRoot, readNaive, testLeaf } from '../log/test-tree.ts';
import { signCheckpoint } from './checkpoint.ts';
import { cosign } from './cosignature.ts';
import { ed25519Signer } from './ed25519-signer.ts';
import { parseNote } from './note.ts';
import { formatTlogProof, parseTlogProof, verifyTlogProof } from './tlog-proof.ts';
import { parseTlogPolicy } from './tlog-policy.ts';

const log = ed25519Signer('example.com/log', new Uint8Array(32).fill(1), 1);
const witness = ed25519Signer('witness.example', new Uint8Array(32).fill(2), 4);
const policy = parseTlogPolicy(`log ${log.vkey}\nwitness w ${witness.vkey}\nquorum w\n`);
const signed = signCheckpoint({ origin: log.name, size: 11n, root: naiveRoot(0, 11) }, log);
const checkpoint = signed + cosign(parseNote(signed).text, witness, 1000);
const proof = { index: 6n, proof: inclusionProof(6n, 11n, readNaive), checkpoint };
const leaf = leafHash(testLeaf(6));

test('a proof comes back as it was, with and without extra data', () => {
  const text = formatTlogProof(proof);
  expect(text.split('\n').slice(0, 2)).toEqual(['c2sp.org/tlog-proof@v1', 'index 6']);
  expect(parseTlogProof(text)).toEqual(proof);
  const extra = { ...proof, extra: new TextEncoder().encode('age') };
  expect(formatTlogProof(extra).split('\n')[1]).toBe('extra YWdl');
  expect(parseTlogProof(formatTlogProof(extra))).toEqual(extra);
});

test('it shows that the leaf is in the log', () => {
  const shown = verifyTlogProof(formatTlogProof(proof), leaf, policy);
  expect(shown).toMatchObject({ index: 6n, checkpoint: { size: 11n } });
  expect([...(shown?.cosigned ?? [])]).toEqual([['w', 1000]]);
});

test.each([
  ['another leaf', formatTlogProof(proof), leafHash(testLeaf(7))],
  ['another index', formatTlogProof({ ...proof, index: 7n }), leaf],
  ['no cosignature', formatTlogProof({ ...proof, checkpoint: signed }), leaf],
  ['only a cosignature', formatTlogProof({ ...proof, checkpoint: checkpoint.replace(/— example.*\n/, '') }), leaf],
  ['a hash fewer', formatTlogProof({ ...proof, proof: proof.proof.slice(1) }), leaf],
  ['garbage', 'garbage', leaf],
])('%s shows nothing', (_what, text, hash) => {
  expect(verifyTlogProof(text, hash, policy)).toBeUndefined();
});

const text = formatTlogProof(proof);
test.each([
  ['another version', text.replace('@v1', '@v2'), 'header'],
  ['no index', text.replace('index 6\n', ''), 'index'],
  ['a leading zero', text.replace('index 6', 'index 06'), 'index'],
  ['extra data after the index', text.replace('index 6\n', 'index 6\nextra YWdl\n'), 'proof'],
  ['extra data twice', text.replace('index 6\n', 'extra YWdl\nextra YWdl\nindex 6\n'), 'index'],
  ['extra data without padding', text.replace('index 6\n', 'extra YWd\nindex 6\n'), 'base64'],
  ['carriage returns', text.replaceAll('\n', '\r\n'), 'separator'],
])('a proof with %s is refused', (_what, bad, code) => {
  expect(() => parseTlogProof(bad)).toThrow(expect.objectContaining({ name: 'NoteError', code }));
});
