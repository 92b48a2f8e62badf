import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Request } from 'express';
import type { Membership } from '../../enrolment/member-standing.ts';
import { openApiKeys, type ApiKeys } from '../../vault/api-keys.ts';
import { openVault, type Vault } from '../../vault/vault.ts';
import { apiKeyActor } from './issuer-actor.ts';
import { openSubjectKeys } from '../../vault/subject-keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'issuer-actor-'));
const [unit, other] = ['2D9P5HJKMN8QRSTVWXYZ012345', '5D9P5HJKMN8QRSTVWXYZ012345'];
const maker = { mspId: 'EduMSP', unit, role: 'issuer', certificatePem: 'c', keyPem: 'k' };
const keys = openSubjectKeys(':memory:', Buffer.alloc(32, 7));
let apiKeys: ApiKeys;
let vault: Vault;
let secret = '';
const registrar = { actor: '["issuer","registrar"]', standing: 'of the registrar' };
const colleague = { actor: '["issuer","colleague"]', standing: 'of the colleague' };
/** What the enrolment agent says of each. */
let agent: Readonly<Record<string, readonly Membership[] | undefined>>;
beforeAll(() => {
  apiKeys = openApiKeys(join(folder, 'api-keys.db'), keys);
  vault = openVault(join(folder, 'vault.db'), Buffer.alloc(32, 7), keys);
  secret = apiKeys.create({ id: 'KEY', unit, label: 'Moodle', ...registrar }, new Date());
});
beforeEach(() => {
  vault.put('issuer', 'registrar', maker);
  agent = { [registrar.standing]: [maker], [colleague.standing]: [maker] };
});
afterAll(() => {
  apiKeys.close();
  vault.close();
  rmSync(folder, { recursive: true });
});
const actorOf = (authorization: string) =>
  apiKeyActor({ apiKeys, vault, standing: { of: (token) => Promise.resolve(agent[token]) } }, {
    get: () => authorization,
  } as unknown as Request);

test('a key issues in the name of the registrar who made it', async () => {
  expect(await actorOf(`Bearer ${secret}`)).toMatchObject({ apiKey: { id: 'KEY', unit }, identity: maker });
  expect(await actorOf('Bearer eyJhbGciOiJSUzI1NiJ9.e30.c2ln')).toBeUndefined();
  await expect(actorOf('Bearer dnk_none')).rejects.toMatchObject({ code: 'auth/token-refused' });
});

test('while the agent does not answer the key goes on', async () => {
  agent = {};
  expect(await actorOf(`Bearer ${secret}`)).toMatchObject({ apiKey: { id: 'KEY' } });
});

test('once the agent knows the registrar no more, nothing is kept that could act in their name', async () => {
  agent = { [registrar.standing]: [] };
  await expect(actorOf(`Bearer ${secret}`)).rejects.toMatchObject({ code: 'auth/key-maker-left' });
  expect(vault.get('issuer', 'registrar')).toBeUndefined();
});

test.each<[string, () => void]>([
  ['has another role', () => vault.put('issuer', 'registrar', { ...maker, role: 'teacher' })],
  ['works in another unit', () => vault.put('issuer', 'registrar', { ...maker, unit: other })],
  ['is no member any more', () => vault.drop('issuer', 'registrar')],
  [
    'never signs in again and got another role',
    () => void (agent = { ...agent, [registrar.standing]: [{ ...maker, role: 'teacher' }] }),
  ],
  [
    'never signs in again and works elsewhere',
    () => void (agent = { ...agent, [registrar.standing]: [{ ...maker, unit: other }] }),
  ],
  ['never signs in again and left', () => void (agent = { ...agent, [registrar.standing]: [] })],
])('once its registrar %s, the key issues nothing until somebody else rotates it', async (_what, leave) => {
  leave();
  await expect(actorOf(`Bearer ${secret}`)).rejects.toMatchObject({ code: 'auth/key-maker-left' });
  vault.put('issuer', 'colleague', maker);
  secret = apiKeys.rotate({ unit, id: 'KEY', ...colleague }, new Date())!;
  expect(await actorOf(`Bearer ${secret}`)).toMatchObject({ apiKey: { id: 'KEY' } });
  secret = apiKeys.rotate({ unit, id: 'KEY', ...registrar }, new Date())!;
});
