import { fromBase64 } from '../src/base64.ts';
import { verifyConsistency, verifyInclusion } from '../src/log/merkle-verify.ts';
import { type Outcome, required } from './outcome.ts';

interface Common {
  readonly name: string;
  readonly proof: readonly string[] | null;
  readonly wantErr: boolean;
}
type InclusionCase = Common & Readonly<Record<'leafIdx' | 'treeSize' | 'root' | 'leafHash', string>>;
type ConsistencyCase = Common & Readonly<Record<'size1' | 'size2' | 'root1' | 'root2', string>>;

/** Go writes an empty byte string as null. */
const bytes = (text: string | null): Uint8Array => required(fromBase64(text ?? ''));
const hashes = (proof: readonly string[] | null): Uint8Array[] => (proof ?? []).map(bytes);

export const runInclusion = (data: unknown): Outcome[] =>
  (data as InclusionCase[]).map((vector) => {
    const verified = verifyInclusion({
      leafHash: bytes(vector.leafHash),
      index: BigInt(vector.leafIdx),
      size: BigInt(vector.treeSize),
      proof: hashes(vector.proof),
      root: bytes(vector.root),
    });
    return { name: vector.name, ok: verified === !vector.wantErr };
  });

export const runConsistency = (data: unknown): Outcome[] =>
  (data as ConsistencyCase[]).map((vector) => {
    const verified = verifyConsistency({
      size1: BigInt(vector.size1),
      size2: BigInt(vector.size2),
      root1: bytes(vector.root1),
      root2: bytes(vector.root2),
      proof: hashes(vector.proof),
    });
    return { name: vector.name, ok: verified === !vector.wantErr };
  });
