/**
 * `ecdsa-jcs-2019` against others' code. No package has the whole suite, so its parts are put together as the Recommendation says: proofs by
 * @digitalbazaar/data-integrity, RFC 8785 by `canonicalize`, keys and ECDSA by @digitalbazaar/ecdsa-multikey. None of ours is in it.
 */
import { describe, expect, test } from '@jest/globals';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import * as vc from '@digitalbazaar/vc';
import canonicalize from 'canonicalize';
import { newEs256Key } from '../es256/es256.ts';
import { didKeyOf, keyOfDidKey } from '../multikey/index.ts';
import { basePinned } from '../vc/contexts.ts';
import { issueCredential, verifyCredential } from '../vc/secure-credential.ts';
import type { JsonObject } from './ecdsa-jcs-2019.ts';
import { pinnedLoader } from './eddsa-rdfc-2022.ts';

const suite = {
  name: 'ecdsa-jcs-2019',
  requiredAlgorithm: 'P-256',
  canonize: (document: JsonObject) =>
    Promise.resolve((canonicalize as unknown as (value: unknown) => string)(document)),
  createVerifier: async ({ verificationMethod }: { verificationMethod: object }) =>
    (await EcdsaMultikey.from(verificationMethod)).verifier(),
};
const now = '2026-11-25T00:00:00Z';
/** Contexts at hand, and what a did:key says of itself. */
const loaderFor = (did: string): vc.DocumentLoader => {
  const publicKeyMultibase = did.slice('did:key:'.length);
  return pinnedLoader(basePinned, new Map([[`${did}#${publicKeyMultibase}`, { controller: did, publicKeyMultibase }]]));
};
const diploma = (issuer: string): JsonObject => ({
  '@context': [
    'https://www.w3.org/ns/credentials/v2',
    { '@protected': true, fullName: 'urn:daunguon:credential:fullName' },
  ],
  type: ['VerifiableCredential'],
  issuer,
  validFrom: '2026-06-30T00:00:00+07:00',
  name: { '@value': 'Bằng tốt nghiệp', '@language': 'vi' },
  // Characters that a canonical form may get wrong: diacritics, a quote, a control character, an astral plane's.
  credentialSubject: { fullName: 'Nguyễn Thị "Hồng" Hạnh \u0007 𠀀', id: 'urn:uuid:1' },
});
const byDidKey = (kid: string) => {
  const jwk = keyOfDidKey(kid);
  return jwk && { controller: kid.split('#')[0]!, jwk };
};

describe('ecdsa-jcs-2019 and others’ code', () => {
  test('what is signed here they verify, and not once a word of it changed', async () => {
    const key = await newEs256Key('');
    const did = didKeyOf(key.publicJwk);
    const signed = await issueCredential(diploma(did), { ...key, kid: `${did}#${did.slice(8)}` }, now);
    const check = async (credential: JsonObject): Promise<boolean> => {
      const asked = { suite: new DataIntegrityProof({ cryptosuite: suite }), documentLoader: loaderFor(did), now };
      return (await vc.verifyCredential({ ...asked, credential: structuredClone(credential) })).verified;
    };
    expect(await check(signed)).toBe(true);
    expect(await check({ ...signed, name: 'Bằng tiến sĩ' })).toBe(false);
    const proof = signed['proof'] as JsonObject;
    expect(await check({ ...signed, proof: { ...proof, created: '2026-11-24T00:00:00Z' } })).toBe(false);
  });

  test('what they sign is verified here, and not once a word of it changed', async () => {
    const made = await EcdsaMultikey.generate({ curve: 'P-256' });
    const did = `did:key:${made.publicKeyMultibase}`;
    const signer = { ...made.signer(), id: `${did}#${made.publicKeyMultibase}` };
    const theirs = await vc.issue({
      credential: structuredClone(diploma(did)),
      suite: new DataIntegrityProof({ signer, cryptosuite: suite, date: now }),
      documentLoader: loaderFor(did),
      now,
    });
    // Their framework hashes the document's contexts into the proof and leaves them out of what it writes; the suite's proof carries them (§3.3.1).
    const signed = { ...theirs, proof: { ...(theirs['proof'] as JsonObject), '@context': theirs['@context'] } };
    expect((await verifyCredential(signed, byDidKey)).issuer).toBe(did);
    const changed = { ...signed, name: 'Bằng tiến sĩ' };
    await expect(verifyCredential(changed, byDidKey)).rejects.toMatchObject({ code: 'proof-invalid' });
  });
});
