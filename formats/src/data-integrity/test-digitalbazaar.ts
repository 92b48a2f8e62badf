/** `eddsa-rdfc-2022` by @digitalbazaar's packages alone, for tests: what they sign, and what they say of what was signed here. */
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import type { JsonObject } from './ecdsa-jcs-2019.ts';
import type { EddsaKey } from './eddsa-rdfc-2022.ts';

export type DocumentLoader = (url: string) => Promise<{ contextUrl: null; documentUrl: string; document: JsonObject }>;

const suiteOf = ({ kid, sign }: EddsaKey, date?: string): DataIntegrityProof => {
  const signer = { id: kid, algorithm: 'Ed25519', sign: async ({ data }: { data: Uint8Array }) => sign(data) };
  return new DataIntegrityProof({ signer, cryptosuite, ...(date === undefined ? {} : { date }) });
};

/** Whether their library finds the credential signed and in force at `now`; its status is not asked. */
export const theyVerify = async (
  credential: JsonObject,
  documentLoader: DocumentLoader,
  now: string,
): Promise<boolean> => {
  const suite = new DataIntegrityProof({ cryptosuite });
  const checkStatus = () => Promise.resolve({ verified: true });
  const asked = { credential: structuredClone(credential), suite, documentLoader, checkStatus, now };
  return (await vc.verifyCredential(asked)).verified;
};

/** A credential that their library signed. */
export const theyIssue = (
  credential: JsonObject,
  key: EddsaKey,
  documentLoader: DocumentLoader,
  now: string,
): Promise<JsonObject> =>
  vc.issue({ credential: structuredClone(credential), suite: suiteOf(key, now), documentLoader, now });

/** A presentation that their library signed for a challenge. */
export const theyPresent = (
  presentation: JsonObject,
  key: EddsaKey,
  documentLoader: DocumentLoader,
  asked: { readonly challenge: string; readonly domain: string },
): Promise<JsonObject> =>
  vc.signPresentation({ presentation: structuredClone(presentation), suite: suiteOf(key), documentLoader, ...asked });
