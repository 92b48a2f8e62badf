import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownerPolicy } from './owner-policy.ts';

const topology = JSON.parse(readFileSync(join(import.meta.dirname, '../../network/topology.json'), 'utf8')) as {
  organisations: { mspId: string; peerPort?: number }[];
};

test('is the policy that Fabric’s own notation gives', () => {
  // AND('EduMSP.peer', OutOf(2, 'AgriMSP.peer', 'HealthMSP.peer', 'TechMSP.peer'))
  expect(Buffer.from(ownerPolicy('EduMSP') ?? []).toString('hex')).toBe(
    '121a12180802120208001210120e08021202080112020802120208031a0c120a0a064564754d535010031a0d120b0a07416772694d535010031a0f120d0a094865616c74684d535010031a0d120b0a07546563684d53501003',
  );
});

test('every organisation with a peer has one, and no other', () => {
  for (const { mspId, peerPort } of topology.organisations) {
    expect([mspId, ownerPolicy(mspId) !== undefined]).toEqual([mspId, peerPort !== undefined]);
  }
});
