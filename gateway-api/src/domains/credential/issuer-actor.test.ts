import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Request } from 'express';
import { openApiKeys, type ApiKeys } from '../../vault/api-keys.ts';
import { openVault, type Vault } from '../../vault/vault.ts';
import { apiKeyActor } from './issuer-actor.ts';

const folder = mkdtempSync(join(tmpdir(), 'issuer-actor-'));
const [unit, other] = ['2D9P5HJKMN8QRSTVWXYZ012345', '5D9P5HJKMN8QRSTVWXYZ012345'];
const maker = { mspId: 'EduMSP', unit, role: 'issuer', certificatePem: 'c', keyPem: 'k' };
let apiKeys: ApiKeys;
let vault: Vault;
let secret = '';
beforeAll(() => {
  apiKeys = openApiKeys(join(folder, 'api-keys.db'));
  vault = openVault(join(folder, 'vault.db'), Buffer.alloc(32, 7));
  secret = apiKeys.create({ id: 'KEY', unit, label: 'Moodle', actor: '["issuer","registrar"]' }, new Date());
});
beforeEach(() => vault.put('issuer', 'registrar', maker));
afterAll(() => {
  apiKeys.close();
  vault.close();
  rmSync(folder, { recursive: true });
});
const actorOf = (authorization: string) =>
  apiKeyActor({ apiKeys, vault }, { get: () => authorization } as unknown as Request);

test('a key issues in the name of the registrar who made it', () => {
  expect(actorOf(`Bearer ${secret}`)).toMatchObject({ apiKey: { id: 'KEY', unit }, identity: maker });
  expect(actorOf('Bearer eyJhbGciOiJSUzI1NiJ9.e30.c2ln')).toBeUndefined();
  expect(() => actorOf('Bearer dnk_none')).toThrow(expect.objectContaining({ code: 'auth/token-refused' }));
});

test.each<[string, () => void]>([
  ['has another role', () => vault.put('issuer', 'registrar', { ...maker, role: 'teacher' })],
  ['works in another unit', () => vault.put('issuer', 'registrar', { ...maker, unit: other })],
  ['is no member any more', () => vault.drop('issuer', 'registrar')],
])('once its registrar %s, the key issues nothing until somebody else rotates it', (_what, leave) => {
  leave();
  expect(() => actorOf(`Bearer ${secret}`)).toThrow(expect.objectContaining({ code: 'auth/key-maker-left' }));
  vault.put('issuer', 'colleague', maker);
  secret = apiKeys.rotate(unit, 'KEY', '["issuer","colleague"]', new Date())!;
  expect(actorOf(`Bearer ${secret}`)).toMatchObject({ apiKey: { id: 'KEY' } });
  secret = apiKeys.rotate(unit, 'KEY', '["issuer","registrar"]', new Date())!;
});
