import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { newEs256Key } from '../es256/es256.ts';
import { didKeyOf, fromBase58, keyOfDidKey } from '../multikey/index.ts';
import { addEcdsaJcsProof, type JsonObject, verifyEcdsaJcsProof } from './ecdsa-jcs-2019.ts';
import { jcs } from './jcs.ts';

const folder = new URL('../../vectors/w3c-ecdsa-jcs-2019/data/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8').trim();
const signed = JSON.parse(read('signed.json')) as JsonObject & { proof: Record<string, unknown> };
const byDidKey = (kid: string) => {
  const jwk = keyOfDidKey(kid);
  return jwk && { controller: kid.split('#')[0]!, jwk };
};
const expected = { proofPurpose: 'assertionMethod' } as const;
const code = (value: string) => expect.objectContaining({ code: value });

describe('ecdsa-jcs-2019: the vector of the W3C Recommendation', () => {
  test('verifies, by the key that its did:key says', async () => {
    const key = await verifyEcdsaJcsProof(signed, byDidKey, expected);
    expect(key.controller).toBe('did:key:zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP');
    expect(Buffer.from(fromBase58((signed.proof['proofValue'] as string).slice(1))!).toString('hex')).toBe(
      read('signature.hex'),
    );
  });

  test.each<[string, string, (document: { proof: Record<string, unknown> } & Record<string, unknown>) => void]>([
    ['another name', 'proof-invalid', (vc) => void (vc['name'] = 'Alumni credential')],
    ['another time of signing', 'proof-invalid', (vc) => void (vc.proof['created'] = '2023-02-24T23:36:39Z')],
    ['a member more', 'proof-invalid', (vc) => void (vc['evidence'] = [])],
    ['another context', 'proof-mismatch', (vc) => void (vc['@context'] = ['https://www.w3.org/ns/credentials/v2'])],
    ['another purpose', 'proof-mismatch', (vc) => void (vc.proof['proofPurpose'] = 'authentication')],
    ['another suite', 'cryptosuite-unsupported', (vc) => void (vc.proof['cryptosuite'] = 'ecdsa-rdfc-2019')],
    ['a chain', 'proof-chain-unsupported', (vc) => void (vc.proof['previousProof'] = 'urn:uuid:1')],
    ['a key nobody knows', 'key-unknown', (vc) => void (vc.proof['verificationMethod'] = 'did:web:a.example#1')],
    ['no method', 'malformed', (vc) => void delete vc.proof['verificationMethod']],
    ['hexadecimal', 'malformed', (vc) => void (vc.proof['proofValue'] = `f${read('signature.hex')}`)],
    ['two proofs', 'proof-missing', (vc) => void Object.assign(vc, { proof: [vc.proof, vc.proof] })],
    ['nesting without end', 'too-deep', (vc) => void (vc['x'] = JSON.parse('['.repeat(9e3) + ']'.repeat(9e3)))],
  ])('with %s is refused: %s', async (_, refusal, change) => {
    const document = structuredClone(signed);
    change(document);
    await expect(verifyEcdsaJcsProof(document, byDidKey, expected)).rejects.toEqual(code(refusal));
  });
});

test('what is signed here verifies, and not for another challenge', async () => {
  const key = await newEs256Key('');
  const did = didKeyOf(key.publicJwk);
  const options = { proofPurpose: 'authentication', challenge: '1', domain: 'a.example' } as const;
  const document = { '@context': ['https://www.w3.org/ns/credentials/v2'], name: 'Nguyễn Thị Hồng', weight: 4.5 };
  const kid = `${did}#${did.slice(8)}`;
  const proven = await addEcdsaJcsProof(document, { ...key, kid }, { ...options, created: '2026-11-25T00:00:00Z' });
  expect(await verifyEcdsaJcsProof(proven, byDidKey, options)).toEqual({ controller: did, jwk: key.publicJwk });
  await expect(verifyEcdsaJcsProof(proven, byDidKey, { ...options, challenge: '2' })).rejects.toEqual(
    code('proof-mismatch'),
  );
});

// Numbers of RFC 8785, appendix B.
test.each([
  [4.5, '4.5'],
  [2e-3, '0.002'],
  [1e30, '1e+30'],
  [-0, '0'],
  [{ b: undefined, a: 'NFD a\u0323' }, '{"a":"NFD a\u0323"}'],
])('the canonical form of %j is %s', (value, text) => expect(jcs(value)).toBe(text));

test.each([NaN, '\ud800', { '\udc00': 1 }, undefined, 1n])('%p has no canonical form', (value) =>
  expect(() => jcs(value)).toThrow(code('not-json')),
);
