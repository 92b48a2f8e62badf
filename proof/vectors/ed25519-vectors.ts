import { hexToBytes } from '@noble/hashes/utils.js';
import { verifyEd25519 } from '../src/note/ed25519.ts';
import type { Outcome } from './outcome.ts';

interface Case extends Readonly<Record<'comment' | 'pk' | 'msg' | 'sig' | 'result', string>> {
  readonly tcId: number;
}

export const runWycheproof = (data: unknown): Outcome[] =>
  (data as Case[]).map(({ tcId, comment, pk, msg, sig, result }) => ({
    name: `${tcId} ${comment}`,
    ok: verifyEd25519(hexToBytes(sig), hexToBytes(msg), hexToBytes(pk)) === (result === 'valid'),
  }));
