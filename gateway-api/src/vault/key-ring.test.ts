import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openAuditLog } from './audit-log.ts';
import { holderTag } from './holder-tag.ts';
import { changeVaultKey, openKeyRing } from './key-ring.ts';
import { openSubjectKeys } from './subject-keys.ts';
import { openVault } from './vault.ts';

const root = mkdtempSync(join(tmpdir(), 'key-ring-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const person = { issuer: 'issuer', subject: 'an' };
const identity = { mspId: 'AgriMSP', certificatePem: 'certificate', keyPem: 'key', unit: 'U', role: 'farmer' };
const hex = (key: Buffer): string => key.toString('hex');
let dir: string;
let round = 0;
beforeEach(() => {
  dir = join(root, String((round += 1)), 'vault');
  mkdirSync(dir, { recursive: true });
});

/** What a vault holds of one person, and whether its blinded account is the same. */
const held = (key?: string): { text: string | undefined; known: unknown; tag: string } => {
  const keys = openKeyRing(dir, key);
  const vault = openVault(join(dir, 'vault.db'), keys.root, keys);
  try {
    const text = keys.open('patient:P', readFileSync(join(dir, 'sealed'), 'utf8'), 'there');
    return { text, known: vault.get(person.issuer, person.subject), tag: keys.tag(person) };
  } finally {
    vault.close();
    keys.close();
  }
};
const fill = (key?: string, subjects = 3): string => {
  const keys = openKeyRing(dir, key);
  const vault = openVault(join(dir, 'vault.db'), keys.root, keys);
  vault.put(person.issuer, person.subject, identity);
  writeFileSync(join(dir, 'sealed'), keys.seal('patient:P', 'Nguyễn Thị Hoa', 'there'));
  keys.together(() => {
    for (let n = 0; n < subjects; n += 1) keys.seal(`unit:${n}`, '', '');
  });
  const tag = keys.tag(person);
  vault.close();
  keys.close();
  return tag;
};

test('a configured key is changed: the new one opens all that was sealed, people are found as before, the old one opens nothing', () => {
  const [old, next] = [hex(randomBytes(32)), hex(randomBytes(32))];
  const tag = fill(old);
  expect(changeVaultKey(dir, old, next)).toBe(5);
  expect(held(next)).toEqual({ text: 'Nguyễn Thị Hoa', known: identity, tag });
  expect(() => held(old)).toThrow(/is not the key of/);
  // Given again, whichever of the two is configured by now.
  expect([changeVaultKey(dir, old, next), changeVaultKey(dir, next, next)]).toEqual([undefined, undefined]);
  expect(() => changeVaultKey(dir, hex(randomBytes(32)), hex(randomBytes(32)))).toThrow(/is not the key of/);
  expect(() => changeVaultKey(dir, next, 'short')).toThrow(/must be 32 bytes/);
  expect(() => changeVaultKey(dir, next, undefined)).toThrow(/name the file/);
  expect(held(next).text).toBe('Nguyễn Thị Hoa');
});

test('a vault whose key lies in its folder makes a new one there', () => {
  const tag = fill();
  const before = readFileSync(join(dir, 'vault.key'), 'utf8');
  expect(changeVaultKey(dir, undefined, undefined)).toBe(5);
  expect(readFileSync(join(dir, 'vault.key'), 'utf8')).not.toBe(before);
  expect(existsSync(join(dir, 'vault.key.next'))).toBe(false);
  expect(held()).toEqual({ text: 'Nguyễn Thị Hoa', known: identity, tag });
});

test('accounts of an earlier version stay the same; in a new vault the key that operators handle blinds nothing', () => {
  const old = randomBytes(32);
  const before = openSubjectKeys(join(dir, 'subject-keys.db'), old);
  openVault(join(dir, 'vault.db'), old, before).close();
  before.close();
  expect(fill(hex(old))).toBe(holderTag(old, person));
  dir = join(root, 'new', 'vault');
  mkdirSync(dir, { recursive: true });
  expect(fill(hex(old))).not.toBe(holderTag(old, person));
});

test('a key that was put there and never used is thrown away', () => {
  fill();
  writeFileSync(join(dir, 'vault.key.next'), hex(randomBytes(32)));
  expect(held().text).toBe('Nguyễn Thị Hoa');
  expect(existsSync(join(dir, 'vault.key.next'))).toBe(false);
});

test('a gateway that runs on makes no key that the new one could not open', () => {
  const [old, next] = [hex(randomBytes(32)), hex(randomBytes(32))];
  fill(old);
  const running = openKeyRing(dir, old);
  changeVaultKey(dir, old, next);
  expect(() => running.seal('unit:new', 'text', 'a')).toThrow(/was changed meanwhile/);
  running.close();
  const keys = openKeyRing(dir, next);
  expect(keys.subjects('unit')).toEqual(['unit:0', 'unit:1', 'unit:2']);
  keys.close();
});

const program = join(import.meta.dirname, '..', 'change-vault-key.ts');
const flags = ['--disable-warning=ExperimentalWarning', program];

test('killed at any instant, the vault opens with the key in its folder, and nothing is lost', async () => {
  const tag = fill(undefined, 4000);
  const env = { ...process.env, DN_DATA: join(dir, '..'), DN_GATEWAY_PORT: '1', DN_VAULT_KEY: '' };
  const whole = performance.now();
  expect(spawnSync(process.execPath, flags, { env }).status).toBe(0);
  const took = performance.now() - whole;
  for (let n = 0; n < 6; n += 1) {
    const child = spawn(process.execPath, flags, { env, stdio: 'ignore' });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await sleep((took * (n + 3)) / 9);
    child.kill('SIGKILL');
    await ended;
    expect(held()).toEqual({ text: 'Nguyễn Thị Hoa', known: identity, tag });
  }
  const auditLog = openAuditLog(join(dir, 'audit.db'));
  expect(auditLog.lines(1)).toMatchObject([{ act: 'command change vault key', target: '4002', phase: 'done' }]);
  auditLog.close();
});

test('while a gateway answers, nothing is changed', async () => {
  fill();
  const before = readFileSync(join(dir, 'vault.key'), 'utf8');
  const server = createServer().listen(0, 'localhost');
  await new Promise((resolve) => server.once('listening', resolve));
  const port = String((server.address() as AddressInfo).port);
  const env = { ...process.env, DN_DATA: join(dir, '..'), DN_GATEWAY_PORT: port, DN_VAULT_KEY: '' };
  const child = spawn(process.execPath, flags, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(1);
  server.close();
  expect(said).toMatch(/stop it first/);
  expect(readFileSync(join(dir, 'vault.key'), 'utf8')).toBe(before);
});
