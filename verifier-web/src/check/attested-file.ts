import type { TrustPolicy } from '@daunguon/proof';
import { isId } from '@daunguon/proof';
import { objectField, textField } from './body-fields.ts';
import { lookUp } from './look-up.ts';
import type { KnownHead, Lookup } from './look-up.ts';
import type { Said } from './said.ts';
import { sourceTimeoutMs } from './source.ts';
import type { GetJson } from './source.ts';

/** One unit's standing for a file: what was proven of the attestation, and the unit's name from its own proven record. */
export interface AttestedFile {
  id: string;
  lookup: Lookup;
  unitName?: string;
  /** Record that the file belongs to; from the proven attestation. */
  subject?: string;
}

/**
 * `unreachable`: nobody could be asked, which says nothing about the file. `unproven`: how many attestations a gateway names whose proof
 * has not come: a new one has it with the next checkpoint, an invented one never.
 */
export type FileCheck =
  { kind: 'unreachable' } | { kind: 'asked'; attested: readonly AttestedFile[]; unproven: number };

export interface FileInput {
  policy: TrustPolicy;
  now: number;
  known: KnownHead | null;
  getJson: GetJson;
}

/** SHA-256 of a file, 64 hexadecimal digits. The file itself goes nowhere. */
export async function fileDigest(file: Blob): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Who stands for a file: the gateways are asked by its digest which records there are, and each record must prove that it is of this very
 * digest. A gateway can keep one back, and invent none.
 */
export async function checkFile(digest: string, input: FileInput): Promise<FileCheck> {
  const ids = new Set<string>();
  let reached = false;
  for (const url of input.policy.gateways) {
    const answer = await input.getJson(
      `${url.replace(/\/+$/, '')}/api/attestations/by-digest/${digest}`,
      sourceTimeoutMs,
    );
    if (answer?.status !== 200) continue;
    reached = true;
    const { items } = objectField({ json: answer.json }, 'json');
    for (const item of Array.isArray(items) ? (items as unknown[]) : []) {
      const { id } = objectField({ item }, 'item');
      if (isId(id)) ids.add(id);
    }
  }
  if (!reached) return { kind: 'unreachable' };
  const found = await Promise.all([...ids].slice(0, 20).map((id) => attestedBy(id, digest, input)));
  const attested = found.filter((one) => typeof one === 'object');
  return { kind: 'asked', attested, unproven: found.filter((one) => one === 'unproven').length };
}

/** `another`: a proven record that is no attestation of this file; that a gateway names it says nothing about the file. */
async function attestedBy(
  id: string,
  digest: string,
  input: FileInput,
): Promise<AttestedFile | 'unproven' | 'another'> {
  const presented = { kind: 'file', digest, pointer: '/digest' } as const;
  const lookup = await lookUp({ kind: 'record', id }, { ...input, saved: null, presented });
  const { record, body, steps } = lookup.best?.verification ?? {};
  if (record === undefined) return 'unproven';
  const isOfFile = !steps?.some(({ name, result }) => name === 'presented' && result === 'fail');
  if (record.type !== 'credential/attestation' || !isOfFile) return 'another';
  const fields = objectField({ body }, 'body');
  const [unit, subject] = [textField(fields, 'unit'), textField(fields, 'subject')];
  const unitName = unit === undefined ? undefined : await nameOf(unit, input);
  return {
    ...{ id, lookup },
    ...(unitName === undefined ? {} : { unitName }),
    ...(subject === undefined ? {} : { subject }),
  };
}

async function nameOf(id: string, input: FileInput): Promise<string | undefined> {
  const { best } = await lookUp({ kind: 'record', id }, { ...input, saved: null });
  const { authenticity, body } = best?.verification ?? {};
  return authenticity === 'authentic' ? textField(objectField({ body }, 'body'), 'name') : undefined;
}

/** What the gateway says of digital signatures in a PDF: its word, of which nothing is proven here. */
export interface ToldSignature {
  result: 'valid' | 'invalid' | 'unknown';
  words: Said;
  signer: string;
  signerWords: Said;
}

/** Reads `POST /api/legal-signatures/check` without believing its shape; null where it is none. */
export function readSignatures(json: unknown): readonly ToldSignature[] | null {
  const { signatures } = objectField({ json }, 'json');
  if (!Array.isArray(signatures)) return null;
  return signatures.flatMap((one: unknown): ToldSignature[] => {
    const fields = objectField({ one }, 'one');
    const [result, signer] = [fields['result'], textField(fields, 'signer')];
    const [words, signerWords] = [saidIn(fields, 'words'), saidIn(fields, 'signerWords')];
    if (result !== 'valid' && result !== 'invalid' && result !== 'unknown') return [];
    return words && signerWords ? [{ result, words, signer: signer ?? '', signerWords }] : [];
  });
}

function saidIn(fields: Record<string, unknown>, name: string): Said | undefined {
  const [vi, en] = [textField(objectField(fields, name), 'vi'), textField(objectField(fields, name), 'en')];
  return vi === undefined || en === undefined ? undefined : { vi, en };
}
