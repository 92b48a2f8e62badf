import { expect, test } from '@jest/globals';
import { signaturePolicy } from './dsl.ts';
import { implicitThreshold } from './implicit-meta.ts';
import { evaluateSignaturePolicy } from './signature-policy.ts';
import type { Signer } from './signature-policy.ts';

const signer = (mspId: string, role: Signer['role']): Signer => ({ mspId, role, serialized: Buffer.from(mspId) });

test("the envelope of OR('A.peer') has Fabric's bytes", () => {
  // rule {NOutOf {1, [signed_by 0]}}, identity {ROLE, MSPRole {A, PEER}}
  expect(signaturePolicy("OR('A.peer')").toString('hex')).toBe('120812060801120208001a0712050a01411003');
});

test('one signer counts once and roles are told apart', () => {
  const policy = signaturePolicy("AND('A.peer', 'A.member')");
  expect(evaluateSignaturePolicy(policy, [signer('A', 'peer')])).toBe(false);
  expect(evaluateSignaturePolicy(policy, [signer('A', 'peer'), signer('A', 'client')])).toBe(true);
  expect(evaluateSignaturePolicy(policy, [signer('A', 'client'), signer('A', 'client')])).toBe(false);
});

test('identities are consumed left to right without back-tracking', () => {
  const policy = signaturePolicy("AND('A.member', 'A.peer')");
  expect(evaluateSignaturePolicy(policy, [signer('A', 'peer'), signer('A', 'client')])).toBe(false);
  expect(evaluateSignaturePolicy(policy, [signer('A', 'client'), signer('A', 'peer')])).toBe(true);
});

test('a policy that is not understood is refused', () => {
  expect(() => signaturePolicy("OR('A.boss')")).toThrow('unrecognised');
  expect(() => signaturePolicy("OR('A.peer'")).toThrow('expected');
  expect(evaluateSignaturePolicy(Buffer.from('ffff', 'hex'), [signer('A', 'peer')])).toBe(false);
});

test('MAJORITY is more than half of all', () => {
  expect([1, 2, 3, 4, 6].map((count) => implicitThreshold('MAJORITY', count))).toEqual([1, 2, 2, 3, 4]);
});
