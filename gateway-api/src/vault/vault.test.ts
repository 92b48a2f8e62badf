import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { vaultKey } from './vault-key.ts';
import { openVault } from './vault.ts';

const root = mkdtempSync(join(tmpdir(), 'daunguon-vault-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let count = 0;
let file: string;
beforeEach(() => {
  file = join(root, String((count += 1)), 'vault.db');
});

const key = randomBytes(32);
const keyPem = '-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49\n-----END PRIVATE KEY-----\n';
const identity = { mspId: 'AgriMSP', certificatePem: 'certificate', keyPem, unit: 'U', role: 'farmer' };

describe('the vault', () => {
  test('gives back what it took, after a restart too, and knows nobody else', () => {
    const vault = openVault(file, key);
    vault.put('issuer', 'an', identity);
    vault.close();
    const again = openVault(file, key);
    expect(again.get('issuer', 'an')).toEqual(identity);
    expect(again.get('issuer', 'binh')).toBeUndefined();
    again.close();
  });

  test('holds no private key in the clear, for its own user only', () => {
    const vault = openVault(file, key);
    vault.put('issuer', 'an', identity);
    vault.close();
    expect(readFileSync(file).includes('MIGHAgEAMBMGByqGSM49')).toBe(false);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('does not open with another key', () => {
    openVault(file, key).close();
    expect(() => openVault(file, randomBytes(32))).toThrow(/is not the key of/);
  });

  test('does not give a key to a person whose row it was copied to', () => {
    const vault = openVault(file, key);
    vault.put('issuer', 'an', identity);
    const db = new DatabaseSync(file);
    db.exec("INSERT INTO identities SELECT issuer, 'binh', identity FROM identities");
    db.close();
    expect(() => vault.get('issuer', 'binh')).toThrow();
    vault.close();
  });

  test('seals what an older version kept in the clear', () => {
    openVault(file, key).close();
    const db = new DatabaseSync(file);
    db.prepare('INSERT INTO identities VALUES (?, ?, ?)').run('issuer', 'an', JSON.stringify(identity));
    db.close();
    expect(readFileSync(file).includes('MIGHAgEAMBMGByqGSM49')).toBe(true);
    const vault = openVault(file, key);
    expect(vault.get('issuer', 'an')?.keyPem).toBe(keyPem);
    vault.close();
    expect(readFileSync(file).includes('MIGHAgEAMBMGByqGSM49')).toBe(false);
  });
});

describe('its key', () => {
  test('is made once beside the vault, for its own user only', () => {
    const keyFile = join(root, 'made', 'vault.key');
    const made = vaultKey(undefined, keyFile);
    expect([made.length, statSync(keyFile).mode & 0o777]).toEqual([32, 0o600]);
    expect(vaultKey(undefined, keyFile)).toEqual(made);
  });

  test('may be configured in hexadecimal or base64, and must have 32 bytes', () => {
    expect(vaultKey(key.toString('hex'), '')).toEqual(key);
    expect(vaultKey(key.toString('base64'), '')).toEqual(key);
    expect(() => vaultKey('secret', '')).toThrow(/DN_VAULT_KEY must be 32 bytes/);
  });
});
