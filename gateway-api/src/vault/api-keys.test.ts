import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { apiKeyDays, openApiKeys, type ApiKeys } from './api-keys.ts';
import { openSubjectKeys } from './subject-keys.ts';

const [unit, other, id] = ['UNIT', 'OTHER', 'KEY'];
const now = new Date('2026-11-24T03:00:00Z');
const school = { actor: '["issuer","school"]', standing: 'of the school' };
const another = { actor: '["issuer","another"]', standing: 'of another' };
const subjects = openSubjectKeys(':memory:', Buffer.alloc(32, 7));
let folder: string;
let keys: ApiKeys;
let secret: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'api-keys-'));
  keys = openApiKeys(join(folder, 'api-keys.db'), subjects);
  secret = keys.create({ id, unit, label: 'Moodle', ...school }, now);
});
afterEach(() => {
  keys.close();
  rmSync(folder, { recursive: true });
});

test('a secret opens its key, and is on disk in no form that could be used', () => {
  expect(keys.use(secret, now)).toMatchObject({ id, unit, actor: '["issuer","school"]' });
  expect(keys.use(`${secret}x`, now)).toBeUndefined();
  const bytes = readFileSync(join(folder, 'api-keys.db'));
  const found = [secret, 'Moodle', 'school'].map((text) => bytes.includes(text));
  expect(found).toEqual([false, true, false]);
  expect(keys.ofUnit(unit)).toMatchObject([{ label: 'Moodle', lastUsedOn: '2026-11-24' }]);
});

test('after a rotation the old secret opens nothing, the new one the same key in the new name', () => {
  const fresh = keys.rotate({ unit, id, ...another }, now)!;
  expect(keys.use(secret, now)).toBeUndefined();
  expect(keys.use(fresh, now)).toMatchObject({ id, ...another });
});

test('a revoked key stays listed and opens nothing, nor is it rotated or revoked again', () => {
  expect(keys.revoke(unit, id, now)).toBe(true);
  expect(keys.use(secret, now)).toBeUndefined();
  expect([keys.rotate({ unit, id, ...school }, now), keys.revoke(unit, id, now)]).toEqual([undefined, false]);
  expect(keys.ofUnit(unit)).toMatchObject([{ revokedAt: now.toISOString() }]);
});

test('another unit sees, rotates and revokes nothing of it', () => {
  expect([keys.ofUnit(other), keys.rotate({ unit: other, id, ...school }, now), keys.revoke(other, id, now)]).toEqual([
    [],
    undefined,
    false,
  ]);
  expect(keys.use(secret, now)).toBeDefined();
});

test('a key that nobody rotates ends after a year, and a rotation begins the year anew', () => {
  const after = (days: number): Date => new Date(now.getTime() + days * 86_400_000);
  expect(keys.ofUnit(unit)).toMatchObject([{ expiresAt: after(apiKeyDays).toISOString() }]);
  expect(keys.use(secret, after(apiKeyDays - 1))).toBeDefined();
  expect(keys.use(secret, after(apiKeyDays))).toBeUndefined();
  const fresh = keys.rotate({ unit, id, ...school }, after(300))!;
  expect(keys.use(fresh, after(apiKeyDays + 1))).toBeDefined();
  expect(keys.use(fresh, after(300 + apiKeyDays))).toBeUndefined();
});

test('keys from before keys ended end a year after they were made, and name nobody to ask after', () => {
  keys.close();
  const file = join(folder, 'api-keys.db');
  const db = new DatabaseSync(file);
  db.exec('ALTER TABLE api_keys DROP COLUMN expires');
  db.exec('ALTER TABLE api_keys DROP COLUMN standing');
  db.close();
  keys = openApiKeys(file, subjects);
  expect(keys.use(secret, now)).toMatchObject({ id, standing: '' });
  expect(keys.use(secret, new Date(now.getTime() + apiKeyDays * 86_400_000))).toBeUndefined();
});
