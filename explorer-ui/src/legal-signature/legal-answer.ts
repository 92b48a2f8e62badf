/** A sentence in both languages, as the gateway says it. */
interface Words {
  readonly vi: string;
  readonly en: string;
}

/** One digital signature of a PDF, by what the gateway found. */
export interface LegalSignature {
  readonly signer: string;
  readonly issuer: string;
  readonly claimedTime?: string;
  readonly result: 'valid' | 'invalid' | 'unknown';
  readonly words: Words;
  readonly signerWords: Words;
}

/** Answer of `POST /api/legal-signatures/check`. */
export interface LegalAnswer {
  readonly digest: string;
  readonly signatures: readonly LegalSignature[];
  readonly ledger: readonly { readonly id: string; readonly unitName: string; readonly subject?: string }[];
  readonly ledgerWords: Words;
}
