import { afterAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSessions } from '../session/session-store.ts';
import { openAuditLog } from './audit-log.ts';
import { eraseSubjects, subjectsOf, type Whose } from './erase-subjects.ts';
import { nothingLearned, openLearnBook } from './learn-book.ts';
import { openSubjectKeys } from './subject-keys.ts';
import { openVault } from './vault.ts';

const folder = mkdtempSync(join(tmpdir(), 'erase-'));
const at = (name: string): string => join(folder, name);
const key = Buffer.alloc(32, 7);
const keys = openSubjectKeys(at('keys.db'), key);
const [vault, book] = [openVault(at('vault.db'), key, keys), openLearnBook(at('learned.db'), keys)];
const sessions = openSessions(at('sessions.db'), keys, () => 0);
const auditLog = openAuditLog(at('audit.db'));
afterAll(() => {
  for (const store of [vault, book, sessions, auditLog, keys]) store.close();
  rmSync(folder, { recursive: true });
});

test('whoever asks to be forgotten is, in every store, and nobody else; that it was done is on record without a name', () => {
  const identity = { mspId: 'AgriMSP', certificatePem: 'c', keyPem: 'k', unit: 'U', role: 'farmer' };
  const cookies = ['an', 'binh'].map((subject) => {
    vault.put('issuer', subject, identity);
    book.put(keys.tag({ issuer: 'issuer', subject }), 'gap', { lessons: ['1'], tries: [] });
    return sessions.create({ issuer: 'issuer', subject, name: subject, accessToken: 't', expiresAt: 10 });
  });
  const an: Whose = { kind: 'person', issuer: 'issuer', subject: 'an' };
  expect(subjectsOf(keys, an)).toHaveLength(3);
  eraseSubjects(keys, auditLog, an, new Date(0));
  const left = ['an', 'binh'].map((subject, n) => [
    vault.get('issuer', subject) === undefined,
    book.get(keys.tag({ issuer: 'issuer', subject }), 'gap') === nothingLearned,
    sessions.get(cookies[n]!) === undefined,
  ]);
  expect(left).toEqual([
    [true, true, true],
    [false, false, false],
  ]);
  expect(subjectsOf(keys, an)).toEqual([]);
  expect(auditLog.lines(5).map(({ phase, act }) => [phase, act])).toEqual([
    ['done', 'command erase person'],
    ['asked', 'command erase person'],
  ]);
  expect(JSON.stringify(auditLog.lines(5))).not.toContain('"an"');
});
