import type { IndexStore } from './index-store.ts';

/** Since when the channel takes nothing more from a certificate. */
export interface SignerRevocation {
  /** Of the configuration that carries the list, and its time, ISO 8601. */
  readonly block: number;
  readonly time: string;
  /** When the authority revoked it, ISO 8601. */
  readonly at: string;
  /** Whether the key may be in other hands. */
  readonly isCompromised: boolean;
}

/** undefined while the channel takes what the certificate signs. */
export async function revocationOf(
  store: Pick<IndexStore, 'get'>,
  signer: string,
): Promise<SignerRevocation | undefined> {
  const doc = await store.get('revokedSigners', signer);
  if (doc === undefined) return undefined;
  const { block, time, at, isCompromised } = doc;
  return { block: Number(block), time: String(time), at: String(at), isCompromised: isCompromised === true };
}

/** The same of the certificate that signed a valid transaction. */
export async function revocationOfSigner(
  store: Pick<IndexStore, 'get' | 'find'>,
  txId: string,
): Promise<SignerRevocation | undefined> {
  // Most ledgers have revoked nobody yet: then nothing more is read.
  if ((await store.find('revokedSigners', { limit: 1 })).docs.length === 0) return undefined;
  const { docs } = await store.find('transactions', { equals: { txId }, limit: 10 });
  const transaction = docs.find(({ code }) => code === 0);
  const signer = transaction && (await store.get('readWriteSets', transaction._id))?.['signer'];
  return typeof signer === 'string' ? revocationOf(store, signer) : undefined;
}
