import { addEcdsaJcsProof, type JsonObject, verifyEcdsaJcsProof } from '../data-integrity/ecdsa-jcs-2019.ts';
import type { Es256Key } from '../es256/es256.ts';
import { FormatError } from '../format-error.ts';
import type { KeyDirectory } from '../issuer-key.ts';
import { basePinned, type PinnedContexts } from './contexts.ts';
import { type ValidCredential, validateCredential } from './validate-credential.ts';

/** The credential with an `ecdsa-jcs-2019` proof. `created` is a date and time with a zone. @throws FormatError */
export const issueCredential = async (
  document: JsonObject,
  key: Es256Key,
  created: string,
  pinned: PinnedContexts = basePinned,
): Promise<JsonObject> => {
  validateCredential(document, pinned);
  return addEcdsaJcsProof(document, key, { created, proofPurpose: 'assertionMethod' });
};

/** A credential that its issuer's key signed by `ecdsa-jcs-2019`. Its period and status are the caller's question. @throws FormatError */
export const verifyCredential = async (
  input: unknown,
  directory: KeyDirectory,
  pinned: PinnedContexts = basePinned,
): Promise<ValidCredential> => {
  const credential = validateCredential(input, pinned);
  const key = await verifyEcdsaJcsProof(credential.document, directory, { proofPurpose: 'assertionMethod' });
  if (key.controller !== credential.issuer)
    throw new FormatError('issuer-mismatch', '/issuer', `the key is that of ${key.controller}`);
  return credential;
};
