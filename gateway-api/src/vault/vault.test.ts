import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { seal } from './seal.ts';
import { openSubjectKeys } from './subject-keys.ts';
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
const open = (with_ = key) => openVault(file, with_, openSubjectKeys(`${file}.keys`, with_));
const identity = { mspId: 'AgriMSP', certificatePem: 'certificate', keyPem, unit: 'U', role: 'farmer' };

describe('the vault', () => {
  test('gives back what it took, after a restart too, and knows nobody else', () => {
    const vault = open();
    vault.put('issuer', 'an', identity);
    vault.close();
    const again = open();
    expect(again.get('issuer', 'an')).toEqual(identity);
    expect(again.get('issuer', 'binh')).toBeUndefined();
    again.close();
  });

  test('holds no private key in the clear, for its own user only', () => {
    const vault = open();
    vault.put('issuer', 'an', identity);
    vault.close();
    expect(readFileSync(file).includes('MIGHAgEAMBMGByqGSM49')).toBe(false);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('does not open with another key', () => {
    open().close();
    expect(() => open(randomBytes(32))).toThrow(/is not the key of/);
  });

  test('does not give a key to a person whose row it was copied to', () => {
    const [vault, tags] = [open(), openSubjectKeys(`${file}.keys`, key)];
    vault.put('issuer', 'an', identity);
    vault.put('issuer', 'binh', identity);
    const db = new DatabaseSync(file);
    const [an, binh] = ['an', 'binh'].map((subject) => tags.tag({ issuer: 'issuer', subject })) as [string, string];
    db.prepare('UPDATE people SET sealed = (SELECT sealed FROM people WHERE tag = ?) WHERE tag = ?').run(an, binh);
    db.close();
    expect(() => vault.get('issuer', 'binh')).toThrow();
    vault.close();
  });

  test.each([
    ['in the clear', identity],
    ['under its own key', { ...identity, keyPem: undefined, sealedKey: seal(key, keyPem, '["issuer","an"]') }],
  ])('takes over what an older version kept %s', (_how, old) => {
    open().close();
    const db = new DatabaseSync(file);
    db.exec(
      'CREATE TABLE identities (issuer TEXT, subject TEXT, identity TEXT NOT NULL, PRIMARY KEY (issuer, subject))',
    );
    db.prepare('INSERT INTO identities VALUES (?, ?, ?)').run('issuer', 'an', JSON.stringify(old));
    db.close();
    expect(readFileSync(file).includes('AgriMSP')).toBe(true);
    const vault = open();
    expect(vault.get('issuer', 'an')).toEqual(identity);
    vault.close();
    expect(['MIGHAgEAMBMGByqGSM49', 'AgriMSP'].some((text) => readFileSync(file).includes(text))).toBe(false);
  });

  test('has nobody any more whom it dropped, in a copy from before either', () => {
    const vault = open();
    vault.put('issuer', 'an', identity);
    const before = readFileSync(file);
    vault.drop('issuer', 'an');
    vault.close();
    writeFileSync(file, before);
    const copy = open();
    expect(copy.get('issuer', 'an')).toBeUndefined();
    copy.put('issuer', 'an', identity);
    expect(copy.get('issuer', 'an')).toEqual(identity);
    copy.close();
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
