import { beforeAll, describe, expect, test } from '@jest/globals';
import { generateKeyPairSync, sign } from 'node:crypto';
import { toBase58 } from '../multikey/base58.ts';
import { basePinned } from '../vc/contexts.ts';
import type { JsonObject } from './ecdsa-jcs-2019.ts';
import { addEddsaRdfcProof, eddsaDidKeys, pinnedLoader } from './eddsa-rdfc-2022.ts';
import { verifyEddsaRdfcPresentation } from './eddsa-rdfc-presentation.ts';
import { theyPresent } from './test-digitalbazaar.ts';

const newKey = () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url');
  const did = `did:key:z${toBase58(Uint8Array.of(0xed, 1, ...raw))}`;
  const kid = `${did}#${did.slice(8)}`;
  return { did, kid, sign: (bytes: Uint8Array) => new Uint8Array(sign(null, bytes, privateKey)) };
};
const [issuer, holder] = [newKey(), newKey()];
const context = ['https://www.w3.org/ns/credentials/v2'];
const asked = { challenge: 'n-1', domain: 'tuyendung.example', now: '2026-11-25T00:00:00Z' };

describe("a presentation that others' library signed", () => {
  let credential: JsonObject;
  beforeAll(async () => {
    const document = {
      '@context': context,
      type: ['VerifiableCredential'],
      issuer: issuer.did,
      credentialSubject: { id: holder.did },
    };
    credential = await addEddsaRdfcProof(document, issuer, '2026-11-24T00:00:00Z', basePinned);
  });
  const present = (presentation: JsonObject, key = holder): Promise<JsonObject> =>
    theyPresent(presentation, key, pinnedLoader(basePinned), { challenge: 'n-1', domain: 'tuyendung.example' });
  const of = (...credentials: unknown[]): JsonObject => ({
    '@context': context,
    type: ['VerifiablePresentation'],
    holder: holder.did,
    verifiableCredential: credentials,
  });
  const verify = (document: unknown, more: object = {}) =>
    verifyEddsaRdfcPresentation(document, eddsaDidKeys, basePinned, { ...asked, ...more });

  test('is verified, and not for another challenge or reader', async () => {
    const signed = await present(of(credential));
    expect((await verify(signed)).holder).toBe(holder.did);
    await expect(verify(signed, { challenge: 'n-2' })).rejects.toMatchObject({ pointer: '/proof/challenge' });
    await expect(verify(signed, { domain: 'khac.example' })).rejects.toMatchObject({ pointer: '/proof/domain' });
  });

  test('by another than its holder, or with a changed credential, or with one that nobody signed, is refused', async () => {
    await expect(verify(await present(of(credential), issuer))).rejects.toMatchObject({ code: 'holder-mismatch' });
    const changed = { ...credential, credentialSubject: { id: issuer.did } };
    await expect(verify(await present(of(changed)))).rejects.toMatchObject({ name: 'FormatError' });
    const { proof: _, ...unsigned } = credential;
    await expect(verify(await present(of(unsigned)))).rejects.toMatchObject({ code: 'proof-missing' });
    const another = await present(of(credential));
    await expect(verify({ ...another, verifiableCredential: [] })).rejects.toMatchObject({ code: 'proof-invalid' });
  });
});
