import { readFile } from 'node:fs/promises';
import {
  commitRecord,
  isId,
  leafHash,
  mapKey,
  parseLeaf,
  parseTlogProof,
  readDisclosure,
  verify,
  verifyTlogProof,
} from '@daunguon/proof';
import type { Presented, TrustPolicy } from '@daunguon/proof';
import { objectField } from '../check/body-fields.ts';
import { readLabelPath } from '../check/label.ts';
import type { Label } from '../check/label.ts';
import { identifiersOf, lookUp } from '../check/look-up.ts';
import type { Checked, Lookup, LookupInput } from '../check/look-up.ts';
import type { Outcome } from '../check/outcome.ts';
import type { TlogProofExtra } from '../check/tlog-proof-of.ts';

/** A file that holds nothing to verify. */
export class NoEvidence extends Error {
  constructor(path: string) {
    super(`${path} is neither saved evidence, nor a bundle, nor a .tlog-proof of ours`);
    this.name = 'NoEvidence';
  }
}

type Content =
  | { kind: 'bundle'; label: Label; bundle: unknown }
  | { kind: 'fields'; label: Label; presented: Presented }
  | { kind: 'tlog-proof'; label: Label; text: string; extra: TlogProofExtra };

/**
 * Verifies a file on its own, without the network. Only if that proves nothing (altered contents, or a .tlog-proof, which says what was
 * recorded and not whether it still holds) the register is asked, with the file's contents as what the holder presents.
 */
export async function verifyFile(path: string, input: LookupInput): Promise<Outcome> {
  const content = readContent(await readFile(path, 'utf8'));
  if (content === null) throw new NoEvidence(path);
  const { policy } = input;
  if (content.kind === 'fields') {
    const lookup = await lookUp(content.label, { ...input, presented: content.presented });
    return { kind: 'looked-up', policy, lookup };
  }
  if (content.kind === 'tlog-proof') {
    const included = isIncluded(content, policy);
    const asked = included ? await lookUp(content.label, { ...input, ...presentedOf(content.extra) }) : null;
    if (asked?.best) return { kind: 'looked-up', policy, lookup: asked };
    return { kind: 'tlog-proof', included: included && isOfLeaf(content) };
  }
  const alone = checkAlone(content, input);
  if (alone.best?.verification.authenticity !== 'cannot-confirm') return { kind: 'looked-up', policy, lookup: alone };
  const asked = await lookUp(content.label, { ...input, ...presentedOf(content.bundle) });
  const proven = asked.best !== null && asked.best.verification.authenticity !== 'cannot-confirm';
  return { kind: 'looked-up', policy, lookup: proven ? asked : { ...alone, failed: asked.failed } };
}

function readContent(text: string): Content | null {
  if (text.startsWith('c2sp.org/tlog-proof@v1\n')) return readTlogProof(text);
  const json = parsed(text);
  if (json === undefined) return null;
  const shown = readDisclosure(json);
  if (shown !== undefined)
    return {
      kind: 'fields',
      label: { kind: 'record', id: shown.id },
      presented: { kind: 'fields', fields: shown.fields },
    };
  const isEvidence = objectField({ json }, 'json')['evidence'] === 'daunguon-evidence/1';
  const bundle = isEvidence ? objectField({ json }, 'json')['bundle'] : json;
  const { id, bundle: format } = objectField({ bundle }, 'bundle');
  const asked = isEvidence ? objectField({ json }, 'json')['asked'] : id;
  const label = labelOfId(asked);
  return format === undefined || label === null ? null : { kind: 'bundle', label, bundle };
}

function readTlogProof(text: string): Content | null {
  try {
    const { extra: bytes } = parseTlogProof(text);
    const extra = parsed(new TextDecoder().decode(bytes)) as Partial<TlogProofExtra> | undefined;
    const label = labelOfId(extra?.id);
    if (label === null || typeof extra?.leaf !== 'string') return null;
    return { kind: 'tlog-proof', label, text, extra: { ...extra, id: label.id, leaf: extra.leaf } };
  } catch {
    return null;
  }
}

function isIncluded({ text, extra }: Content & { kind: 'tlog-proof' }, { tlog }: TrustPolicy): boolean {
  return verifyTlogProof(text, leafHash(new TextEncoder().encode(extra.leaf)), tlog) !== undefined;
}

/** Whether the leaf is the named record's and commits to the contents beside it, if there are any: the proof covers the leaf alone. */
function isOfLeaf({ label, extra: { leaf: text, body, salt } }: Content & { kind: 'tlog-proof' }): boolean {
  try {
    const leaf = parseLeaf(new TextEncoder().encode(text));
    if (leaf.leaf !== 'record/1' || leaf.key !== Buffer.from(mapKey(label.id)).toString('hex')) return false;
    return body === undefined || (typeof salt === 'string' && commitRecord(body, salt) === leaf.commitment);
  } catch {
    return false; // no leaf, or contents without a canonical form
  }
}

function checkAlone({ label, bundle }: Content & { kind: 'bundle' }, { policy, now, known }: LookupInput): Lookup {
  const lastHead = known === null ? {} : { lastHead: known };
  const held = { ...identifiersOf(label), ...presentedOf(bundle) };
  const verification = verify({ bundle, id: label.id, policy, now, ...lastHead, ...held });
  const best: Checked = { bundle, verification, source: { kind: 'file' } };
  return { label, best, failed: [], known, head: null, equivocation: null };
}

/** What the holder brought: if it is of no version of a proven record, it is not authentic. */
function presentedOf(source: unknown): { presented?: Presented } {
  const { body, salt } = objectField({ source }, 'source');
  return body === undefined || typeof salt !== 'string' ? {} : { presented: { kind: 'record', body, salt } };
}

function labelOfId(id: unknown): Label | null {
  if (isId(id)) return { kind: 'record', id };
  return typeof id === 'string' ? readLabelPath(`/${id}`) : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
