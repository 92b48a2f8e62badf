import { afterAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from './config.ts';

const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a secret stands in its variable or in a file, not in both, and a file that is not there is named', () => {
  const file = join(folder, 'vault-key');
  writeFileSync(file, `${'ab'.repeat(32)}\n`);
  expect(readConfig({ DN_VAULT_KEY_FILE: file }).vaultKey).toBe('ab'.repeat(32));
  expect(readConfig({}).vaultKey).toBeUndefined();
  expect(() => readConfig({ DN_VAULT_KEY_FILE: file, DN_VAULT_KEY: 'x' })).toThrow(/both set/);
  expect(() => readConfig({ DN_MONGODB_URI_FILE: join(folder, 'none') })).toThrow(/DN_MONGODB_URI_FILE cannot be read/);
});
