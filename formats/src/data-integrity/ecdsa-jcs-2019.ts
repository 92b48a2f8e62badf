import { fromBase58, toBase58 } from '../multikey/base58.ts';
import { type Es256Key, signEs256, verifyEs256 } from '../es256/es256.ts';
import { FormatError } from '../format-error.ts';
import type { IssuerKey, KeyDirectory } from '../issuer-key.ts';
import { jcs } from './jcs.ts';

/** A JSON object, as it came. */
export type JsonObject = Readonly<Record<string, unknown>>;
export type ProofPurpose = 'assertionMethod' | 'authentication';

export interface ProofOptions {
  /** xsd:dateTimeStamp. */
  readonly created: string;
  readonly proofPurpose: ProofPurpose;
  /** Of a presentation: what the verifier asked with. */
  readonly challenge?: string;
  readonly domain?: string;
}

const sha256 = async (text: string): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));

/** What is signed (Data Integrity ECDSA Cryptosuites 1.0 §3.3.4): hash of the proof's options, then hash of the document without proof. */
const hashData = async (document: JsonObject, options: JsonObject): Promise<Uint8Array> =>
  Uint8Array.of(...(await sha256(jcs(options))), ...(await sha256(jcs(document))));

/** The document with a Data Integrity proof by `ecdsa-jcs-2019`. */
export const addEcdsaJcsProof = async (
  document: JsonObject,
  key: Es256Key,
  options: ProofOptions,
): Promise<JsonObject> => {
  const context = document['@context'];
  const proof = {
    type: 'DataIntegrityProof',
    cryptosuite: 'ecdsa-jcs-2019',
    verificationMethod: key.kid,
    ...options,
    ...(context === undefined ? {} : { '@context': context }),
  };
  const signature = await signEs256(key, await hashData(document, proof));
  return { ...document, proof: { ...proof, proofValue: `z${toBase58(signature)}` } };
};

/** Proof contexts must begin the document's (§3.3.2 step 4): else terms could mean something else to the signer. */
const startsWith = (context: unknown, proofContext: unknown): boolean => {
  const [all, first] = [context, proofContext].map((value) => (Array.isArray(value) ? value : [value]) as unknown[]);
  return first!.every((value, index) => jcs(value) === jcs(all![index] ?? null));
};

/**
 * The key whose `ecdsa-jcs-2019` proof a document carries. Who may sign for the document's issuer is the caller's question.
 * @throws FormatError `proof-invalid` (these bytes contradict the signature), `key-unknown` (cannot be told), or what is malformed.
 */
export const verifyEcdsaJcsProof = async (
  { proof, ...unsecured }: JsonObject,
  directory: KeyDirectory,
  expected: { readonly proofPurpose: ProofPurpose; readonly challenge?: string; readonly domain?: string },
): Promise<IssuerKey> => {
  if (typeof proof !== 'object' || proof === null || Array.isArray(proof))
    throw new FormatError('proof-missing', '/proof', 'exactly one proof object is expected');
  const { proofValue, ...options } = proof as JsonObject;
  if (options['type'] !== 'DataIntegrityProof' || options['cryptosuite'] !== 'ecdsa-jcs-2019')
    throw new FormatError('cryptosuite-unsupported', '/proof/cryptosuite', 'not a proof by ecdsa-jcs-2019');
  if (options['previousProof'] !== undefined)
    throw new FormatError('proof-chain-unsupported', '/proof/previousProof', 'chains of proofs are not checked');
  for (const [name, value] of Object.entries(expected))
    if (options[name] !== value) throw new FormatError('proof-mismatch', `/proof/${name}`, `is not ${String(value)}`);
  const method = options['verificationMethod'];
  if (typeof method !== 'string')
    throw new FormatError('malformed', '/proof/verificationMethod', 'a verification method is missing');
  const context = options['@context'];
  if (context !== undefined && !startsWith(unsecured['@context'], context))
    throw new FormatError('proof-mismatch', '/proof/@context', "does not begin the document's contexts");
  const document = context === undefined ? unsecured : { ...unsecured, '@context': context };
  const signature =
    typeof proofValue === 'string' && proofValue.startsWith('z') ? fromBase58(proofValue.slice(1)) : undefined;
  if (signature === undefined) throw new FormatError('malformed', '/proof/proofValue', 'not base58btc multibase');
  const key = await directory(method);
  if (key === undefined) throw new FormatError('key-unknown', '/proof/verificationMethod', `${method} is not known`);
  if (!(await verifyEs256(key.jwk, signature, await hashData(document, options))))
    throw new FormatError('proof-invalid', '/proof', 'the signature is not over this document');
  return key;
};
