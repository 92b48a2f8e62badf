import { type JsonObject, verifyEcdsaJcsProof } from '@daunguon/formats/data-integrity';
import { FormatError } from '@daunguon/formats/format-error';
import type { P256Jwk } from '@daunguon/formats/es256';
import { type Ed25519Jwk, keyOfDidKey, toMultikey } from '@daunguon/formats/multikey';
import {
  addEddsaRdfcProof,
  type EddsaDirectory,
  eddsaDidKeys,
  verifyEddsaRdfcPresentation,
  verifyEddsaRdfcProof,
} from '@daunguon/formats/open-badges';
import {
  type Envelope,
  issueCredential,
  readEnvelope,
  type ValidCredential,
  validatePresentation,
  verifyCredential,
} from '@daunguon/formats/vc';
import { verifyVcJwt } from '@daunguon/formats/vc-jwt';
import type { TestIssuer } from './test-issuer.ts';
import type { TestStatus } from './test-status.ts';
import { vcApiPinned } from './vc-api-contexts.ts';

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A key that no `did:key` says: of a unit on the ledger. */
export type OtherKeys = (
  kid: string,
) => Promise<{ readonly controller: string; readonly jwk: P256Jwk | Ed25519Jwk } | undefined>;

/** Keys that say themselves, as the suites sign with `did:key`, and those of the ledger; by algorithm, so that none is taken for another. */
const p256Keys =
  (others: OtherKeys): Parameters<typeof verifyCredential>[1] =>
  async (kid) => {
    const own = keyOfDidKey(kid);
    if (own !== undefined) return { controller: kid.split('#')[0]!, jwk: own };
    const { controller, jwk } = (await others(kid)) ?? {};
    return controller !== undefined && jwk?.crv === 'P-256' ? { controller, jwk } : undefined;
  };
const ed25519Keys =
  (others: OtherKeys): EddsaDirectory =>
  async (kid) => {
    const own = await eddsaDidKeys(kid);
    if (own !== undefined) return own;
    const { controller, jwk } = (await others(kid)) ?? {};
    return controller !== undefined && jwk?.crv === 'Ed25519'
      ? { controller, publicKeyMultibase: toMultikey(jwk) }
      : undefined;
  };
const noOthers: OtherKeys = () => Promise.resolve(undefined);
const suiteOf = ({ proof }: JsonObject): unknown => (isObject(proof) ? proof['cryptosuite'] : undefined);

/**
 * The credential signed by the key that its issuer names. One that names no status gets places in this key's lists; without `status` it is
 * signed as it is. @throws FormatError
 */
export async function issueAny(
  credential: unknown,
  issuer: TestIssuer,
  now: Date,
  status?: Pick<TestStatus, 'entries'>,
): Promise<JsonObject> {
  if (!isObject(credential)) throw new FormatError('not-an-object', '/credential', 'a credential is expected');
  if (credential['proof'] !== undefined)
    throw new FormatError('proof-present', '/credential/proof', 'is signed already; sets of proofs are not made');
  const named = isObject(credential['issuer']) ? credential['issuer']['id'] : credential['issuer'];
  const created = now.toISOString().replace(/\.\d+Z$/, 'Z');
  const withStatus = (suite: 'ecdsa' | 'eddsa'): JsonObject =>
    status === undefined || Object.hasOwn(credential, 'credentialStatus')
      ? credential
      : { ...credential, credentialStatus: status.entries(suite) };
  if (named === issuer.ecdsa.did) return issueCredential(withStatus('ecdsa'), issuer.ecdsa, created, vcApiPinned);
  if (named === issuer.eddsa.did) return addEddsaRdfcProof(withStatus('eddsa'), issuer.eddsa, created, vcApiPinned);
  throw new FormatError('issuer-not-ours', '/credential/issuer', 'this test profile signs for its own did:keys only');
}

const verifyEnvelope = ({ mediaType, text }: Envelope, others: OtherKeys): Promise<ValidCredential> => {
  if (mediaType !== 'application/vc+jwt')
    throw new FormatError('envelope-unsupported', '/id', `${mediaType} is not read, application/vc+jwt is`);
  return verifyVcJwt(text, p256Keys(others), vcApiPinned);
};

/** A credential by `ecdsa-jcs-2019`, `eddsa-rdfc-2022`, or in a `vc+jwt` envelope. @throws FormatError */
export async function verifyAny(credential: unknown, others = noOthers): Promise<ValidCredential> {
  if (!isObject(credential))
    throw new FormatError('not-an-object', '/verifiableCredential', 'a credential is expected');
  if ([credential['type']].flat().includes('EnvelopedVerifiableCredential'))
    return verifyEnvelope(readEnvelope(credential, '', 'EnvelopedVerifiableCredential'), others);
  return suiteOf(credential) === 'ecdsa-jcs-2019'
    ? verifyCredential(credential, p256Keys(others), vcApiPinned)
    : verifyEddsaRdfcProof(credential, ed25519Keys(others), vcApiPinned);
}

/** A presentation for this challenge, by either suite; with `ecdsa-jcs-2019` its credentials may be of any kind. @throws FormatError */
export async function verifyAnyPresentation(
  presentation: unknown,
  asked: { readonly challenge: string; readonly domain?: string },
  now: Date,
  others = noOthers,
): Promise<void> {
  const { document, holder } = validatePresentation(presentation, vcApiPinned);
  if (suiteOf(document) !== 'ecdsa-jcs-2019') {
    await verifyEddsaRdfcPresentation(document, ed25519Keys(others), vcApiPinned, { ...asked, now: now.toISOString() });
    return;
  }
  const key = await verifyEcdsaJcsProof(document, p256Keys(others), { proofPurpose: 'authentication', ...asked });
  if (holder !== undefined && holder !== key.controller)
    throw new FormatError('holder-mismatch', '/holder', `the key is that of ${key.controller}`);
  for (const credential of [document['verifiableCredential'] ?? []].flat()) await verifyAny(credential, others);
}
