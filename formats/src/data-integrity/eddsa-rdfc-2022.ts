import * as vc from '@digitalbazaar/vc';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { FormatError } from '../format-error.ts';
import type { WebKey } from '../es256/es256.ts';
import { type PinnedContexts } from '../vc/contexts.ts';
import { isObject } from '../vc/shape.ts';
import { type ValidCredential, validateCredential } from '../vc/validate-credential.ts';
import type { JsonObject } from './ecdsa-jcs-2019.ts';

/** A signer with an Ed25519 key; `sign` answers the 64 bytes of RFC 8032. */
export interface EddsaKey {
  readonly kid: string;
  sign(bytes: Uint8Array): Promise<Uint8Array> | Uint8Array;
}

/** The signer of an Ed25519 key of WebCrypto, which need not be extractable. */
export const eddsaKeyFrom = (kid: string, privateKey: WebKey): EddsaKey => ({
  kid,
  sign: async (bytes) => new Uint8Array(await crypto.subtle.sign('Ed25519', privateKey, Uint8Array.from(bytes))),
});

/** An Ed25519 key of an issuer as a reader knows it: `publicKeyMultibase` is its Multikey, `z6Mk…`. */
export interface EddsaIssuerKey {
  readonly controller: string;
  readonly publicKeyMultibase: string;
}
export type EddsaDirectory = (kid: string) => EddsaIssuerKey | undefined | Promise<EddsaIssuerKey | undefined>;

/** `did:key` methods say their own key; others are not known. */
export const eddsaDidKeys: EddsaDirectory = (kid) => {
  const [, key, fragment] = /^did:key:(z6Mk\w+)#(z6Mk\w+)$/.exec(kid) ?? [];
  return key !== undefined && key === fragment ? { controller: `did:key:${key}`, publicKeyMultibase: key } : undefined;
};

/** Serves pinned contexts and the keys at hand, by their `kid`, and loads nothing. */
export const pinnedLoader = (
  pinned: PinnedContexts,
  keys: ReadonlyMap<string, EddsaIssuerKey> = new Map(),
): vc.DocumentLoader => {
  const documents = new Map(pinned);
  for (const [kid, key] of keys) {
    documents.set(kid, { '@context': 'https://w3id.org/security/multikey/v1', id: kid, type: 'Multikey', ...key });
    documents.set(key.controller, {
      '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
      id: key.controller,
      ...{ assertionMethod: [kid], authentication: [kid] },
    });
  }
  return (url) => {
    const document = documents.get(url);
    if (document === undefined)
      return Promise.reject(new FormatError('context-not-pinned', '/@context', `${url} is not built in`));
    return Promise.resolve({ contextUrl: null, documentUrl: url, document });
  };
};

/** The credential with a proof by `eddsa-rdfc-2022`, the one that Open Badges 3.0 asks of issuers. @throws FormatError */
export const addEddsaRdfcProof = async (
  document: JsonObject,
  key: EddsaKey,
  created: string,
  pinned: PinnedContexts,
): Promise<JsonObject> => {
  validateCredential(document, pinned);
  const signer = {
    id: key.kid,
    algorithm: 'Ed25519',
    sign: async ({ data }: { data: Uint8Array }) => key.sign(data),
  };
  const suite = new DataIntegrityProof({ signer, date: created, cryptosuite });
  // The library signs what it is given, so it is given a copy.
  const credential = structuredClone(document);
  return vc.issue({ credential, suite, documentLoader: pinnedLoader(pinned), now: timeWithin(document) });
};

/** The library also asks whether a credential holds now; here that is the caller's question, so it is asked of a time within. */
const timeWithin = (document: JsonObject): string =>
  String(document['validFrom'] ?? document['validUntil'] ?? '2026-01-01T00:00:00Z');

export const eddsaProofOf = (document: JsonObject): JsonObject => {
  const { proof } = document;
  if (!isObject(proof)) throw new FormatError('proof-missing', '/proof', 'exactly one proof object is expected');
  if (proof['type'] !== 'DataIntegrityProof' || proof['cryptosuite'] !== 'eddsa-rdfc-2022')
    throw new FormatError('cryptosuite-unsupported', '/proof/cryptosuite', 'not a proof by eddsa-rdfc-2022');
  return proof;
};

/** What the library found wrong, as text: its errors hold each other. */
const reasons = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const inner = 'errors' in error && Array.isArray(error.errors) ? (error.errors as unknown[]).map(reasons) : [];
  return [error.message, ...inner, ...('cause' in error && error.cause ? [reasons(error.cause)] : [])].join('; ');
};
export const eddsaRefusal = (error: unknown): FormatError => {
  const detail = reasons(error);
  return /invalid signature/i.test(detail)
    ? new FormatError('proof-invalid', '/proof', 'the signature is not over this document')
    : new FormatError('proof-unverifiable', '/proof', detail);
};

export const eddsaKeyOf = async (proof: JsonObject, directory: EddsaDirectory) => {
  const kid = String(proof['verificationMethod']);
  const key = await directory(kid);
  if (key === undefined) throw new FormatError('key-unknown', '/proof/verificationMethod', `${kid} is not known`);
  return { kid, key };
};

/** A credential that its issuer's key signed by `eddsa-rdfc-2022`. Its period and status are the caller's question. @throws FormatError */
export const verifyEddsaRdfcProof = async (
  input: unknown,
  directory: EddsaDirectory,
  pinned: PinnedContexts,
): Promise<ValidCredential> => {
  const credential = validateCredential(input, pinned);
  const { kid, key } = await eddsaKeyOf(eddsaProofOf(credential.document), directory);
  if (key.controller !== credential.issuer)
    throw new FormatError('issuer-mismatch', '/issuer', `the key is that of ${key.controller}`);
  const result = await vc.verifyCredential({
    credential: structuredClone(credential.document),
    suite: new DataIntegrityProof({ cryptosuite }),
    documentLoader: pinnedLoader(pinned, new Map([[kid, key]])),
    checkStatus: () => Promise.resolve({ verified: true }),
    now: timeWithin(credential.document),
  });
  if (!result.verified) throw eddsaRefusal(result.error);
  return credential;
};
