import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openApiKeys, type ApiKeys } from './api-keys.ts';

const [unit, other, id] = ['UNIT', 'OTHER', 'KEY'];
const now = new Date('2026-11-24T03:00:00Z');
let folder: string;
let keys: ApiKeys;
let secret: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'api-keys-'));
  keys = openApiKeys(join(folder, 'api-keys.db'));
  secret = keys.create({ id, unit, label: 'Moodle', actor: '["issuer","school"]' }, now);
});
afterEach(() => {
  keys.close();
  rmSync(folder, { recursive: true });
});

test('a secret opens its key, and is on disk in no form that could be used', () => {
  expect(keys.use(secret, now)).toMatchObject({ id, unit, actor: '["issuer","school"]' });
  expect(keys.use(`${secret}x`, now)).toBeUndefined();
  const bytes = readFileSync(join(folder, 'api-keys.db'));
  expect([bytes.includes(secret), bytes.includes('Moodle')]).toEqual([false, true]);
  expect(keys.ofUnit(unit)).toMatchObject([{ label: 'Moodle', lastUsedOn: '2026-11-24' }]);
});

test('after a rotation the old secret opens nothing, the new one the same key in the new name', () => {
  const fresh = keys.rotate(unit, id, '["issuer","another"]')!;
  expect(keys.use(secret, now)).toBeUndefined();
  expect(keys.use(fresh, now)).toMatchObject({ id, actor: '["issuer","another"]' });
});

test('a revoked key stays listed and opens nothing, nor is it rotated or revoked again', () => {
  expect(keys.revoke(unit, id, now)).toBe(true);
  expect(keys.use(secret, now)).toBeUndefined();
  expect([keys.rotate(unit, id, ''), keys.revoke(unit, id, now)]).toEqual([undefined, false]);
  expect(keys.ofUnit(unit)).toMatchObject([{ revokedAt: now.toISOString() }]);
});

test('another unit sees, rotates and revokes nothing of it', () => {
  expect([keys.ofUnit(other), keys.rotate(other, id, ''), keys.revoke(other, id, now)]).toEqual([[], undefined, false]);
  expect(keys.use(secret, now)).toBeDefined();
});
