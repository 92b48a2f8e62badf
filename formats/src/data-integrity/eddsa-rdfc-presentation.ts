import * as vc from '@digitalbazaar/vc';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { FormatError } from '../format-error.ts';
import type { PinnedContexts } from '../vc/contexts.ts';
import { isObject } from '../vc/shape.ts';
import { type ValidPresentation, validatePresentation } from '../vc/validate-presentation.ts';
import type { JsonObject } from './ecdsa-jcs-2019.ts';
import {
  type EddsaDirectory,
  type EddsaIssuerKey,
  eddsaKeyOf,
  eddsaProofOf,
  eddsaRefusal,
  pinnedLoader,
} from './eddsa-rdfc-2022.ts';

/**
 * A presentation that its holder's key signed for this challenge, and in it credentials each signed by its issuer's key, all by
 * `eddsa-rdfc-2022`. `now` decides whether the credentials hold. @throws FormatError
 */
export const verifyEddsaRdfcPresentation = async (
  input: unknown,
  directory: EddsaDirectory,
  pinned: PinnedContexts,
  asked: { readonly challenge: string; readonly domain?: string; readonly now: string },
): Promise<ValidPresentation> => {
  const presentation = validatePresentation(input, pinned);
  const { document, holder } = presentation;
  const keys = new Map<string, EddsaIssuerKey>();
  const learn = async (signed: JsonObject): Promise<EddsaIssuerKey> => {
    const { kid, key } = await eddsaKeyOf(eddsaProofOf(signed), directory);
    keys.set(kid, key);
    return key;
  };
  const proof = eddsaProofOf(document);
  for (const member of ['challenge', 'domain'] as const)
    if (asked[member] !== undefined && proof[member] !== asked[member])
      throw new FormatError('proof-mismatch', `/proof/${member}`, 'not what was asked for');
  const { controller } = await learn(document);
  // Whoever holds a copy of a credential could else present it in the holder's name.
  if (holder !== undefined && holder !== controller)
    throw new FormatError('holder-mismatch', '/holder', `the key is that of ${controller}`);
  for (const credential of [document['verifiableCredential'] ?? []].flat() as unknown[])
    if (isObject(credential)) await learn(credential);
  const result = await vc.verify({
    presentation: structuredClone(document),
    suite: new DataIntegrityProof({ cryptosuite }),
    documentLoader: pinnedLoader(pinned, keys),
    checkStatus: () => Promise.resolve({ verified: true }),
    ...asked,
  });
  if (!result.verified) throw eddsaRefusal(result.error ?? JSON.stringify(result));
  return presentation;
};
