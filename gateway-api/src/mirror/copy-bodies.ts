import { CanonicalError, commitRecord, type BundleBody, type Json } from '@daunguon/proof';
import { Difference } from './difference.ts';
import { inOrder } from '../in-order.ts';
import type { LogSource } from './log-source.ts';
import type { MirrorDb } from './mirror-db.ts';

const atOnce = 8;
const page = 256;
const shownBytes = 16_384;

interface Copied {
  /** Bodies that do not give their commitment. */
  readonly differences: readonly Difference[];
  /** Commitments for which the source has no body. */
  readonly withheld: readonly string[];
}

/** Fetches the bodies that are wanted, except those that `skip` names, and keeps what gives its commitment. @throws SourceError */
export async function copyBodies(
  db: MirrorDb,
  source: LogSource,
  skip: (commitment: string) => boolean,
  signal: AbortSignal,
): Promise<Copied> {
  const differences: Difference[] = [];
  const withheld: string[] = [];
  for (let wanted = db.wanted('', page); wanted.length > 0; wanted = db.wanted(wanted.at(-1) ?? '', page)) {
    const found: [string, Required<BundleBody>][] = [];
    const asked = wanted.filter((commitment) => !skip(commitment));
    const fetched = inOrder(asked, atOnce, async (commitment) => ({
      commitment,
      text: await source.body(commitment, signal),
    }));
    try {
      for await (const { commitment, text } of fetched) {
        const body = text === undefined ? undefined : opening(text, commitment);
        if (body !== undefined) found.push([commitment, body]);
        else withheld.push(commitment);
        if (text !== undefined && body === undefined) differences.push(differs(commitment, text));
      }
    } finally {
      db.keep(found);
    }
  }
  return { differences, withheld };
}

/** Body and salt, if they give the commitment. */
function opening(text: string, commitment: string): Required<BundleBody> | undefined {
  try {
    const { body, salt } = JSON.parse(text) as { body?: Json; salt?: unknown };
    if (body === undefined || typeof salt !== 'string' || !/^[0-9a-f]{32}$/.test(salt)) return undefined;
    return commitRecord(body, salt) === commitment ? { body, salt } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof CanonicalError || error instanceof TypeError) return undefined;
    throw error;
  }
}

/** Its beginning is enough to show the lie, which nobody signed anyway; thousands of whole ones would fill memory and disk. */
const differs = (commitment: string, text: string): Difference => {
  const served = Buffer.from(text).toString('utf8', 0, shownBytes);
  return new Difference('body', 0, `the body served for ${commitment} has another commitment`, { commitment, served });
};
