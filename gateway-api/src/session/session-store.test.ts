import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { seal } from '../vault/seal.ts';
import { openSessions, type Session, type SessionStore } from './session-store.ts';
import { openSubjectKeys } from '../vault/subject-keys.ts';

const key = randomBytes(32);
const farmer: Session = {
  ...{ issuer: 'http://issuer.test', subject: 'demo-farmer', name: 'Nguyễn Thị Sầu Riêng' },
  ...{ accessToken: 'token-of-the-farmer', expiresAt: 10_000 },
};
let folder: string;
let file: string;
let clock: number;
let store: SessionStore;
const open = (with_ = key): SessionStore =>
  openSessions(file, openSubjectKeys(join(folder, 'keys.db'), with_), () => clock);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sessions-'));
  file = join(folder, 'sessions.db');
  clock = 0;
  store = open();
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

test('a session outlives a restart and ends with its token', () => {
  const secret = store.create(farmer);
  store.close();
  store = open();
  expect(store.get(secret)).toEqual(farmer);
  clock = 10_000;
  expect(store.get(secret)).toBeUndefined();
});

test('a session of an earlier version goes on, and who it is of can be tried no more', () => {
  store.close();
  const old = new DatabaseSync(file);
  const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
  const [id, person] = [digest('cookie'), digest(JSON.stringify([farmer.issuer, farmer.subject]))];
  old.exec(
    'CREATE TABLE sessions (id TEXT PRIMARY KEY, person TEXT NOT NULL, expires INTEGER NOT NULL, sealed TEXT NOT NULL)',
  );
  old
    .prepare('INSERT INTO sessions VALUES (?, ?, ?, ?)')
    .run(id, person, farmer.expiresAt, seal(key, JSON.stringify(farmer), id));
  old.close();
  store = open();
  expect(store.get('cookie')).toEqual(farmer);
  expect(readFileSync(file).includes(person)).toBe(false);
});

test('signing out ends one browser, signing out everywhere all of the person’s and nobody else’s', () => {
  const [phone, desk, third] = [store.create(farmer), store.create(farmer), store.create(farmer)];
  const packer = store.create({ ...farmer, subject: 'demo-packer' });
  store.end(phone);
  expect([store.get(phone), store.get(desk)?.subject]).toEqual([undefined, 'demo-farmer']);
  store.endAll(farmer);
  expect([store.get(desk), store.get(third), store.get(packer)?.subject]).toEqual([
    undefined,
    undefined,
    'demo-packer',
  ]);
});

test('the file holds neither cookie, token nor name, and another key opens nothing', () => {
  const secret = store.create(farmer);
  const bytes = readFileSync(file, 'latin1');
  for (const text of [secret, 'token-of-the-farmer', 'demo-farmer']) expect(bytes.includes(text)).toBe(false);
  store.close();
  expect(() => open(randomBytes(32))).toThrow('is not the key of');
  store = open();
  expect(store.get(secret)?.name).toBe(farmer.name);
});
