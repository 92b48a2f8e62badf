import { afterAll, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAppointee } from './appointee.ts';
import { eraseSubjects } from './erase-subjects.ts';
import { openSubjectKeys } from './subject-keys.ts';
import type { LedgerIdentity } from './vault.ts';

const folder = mkdtempSync(join(tmpdir(), 'appointee-'));
const keys = openSubjectKeys(':memory:', Buffer.alloc(32, 7));
afterAll(() => {
  keys.close();
  rmSync(folder, { recursive: true });
});
const issuer = 'https://sign-in';
const identity = { unit: 'UNIT' } as LedgerIdentity;
const vault = { get: (_: string, subject: string) => (subject === 'chi-hoa' ? identity : undefined) };
const file = join(folder, 'issuer.json');
const open = () => openAppointee(file, { vault, keys }, issuer);

test('who is appointed is known after a restart, and readable nowhere', () => {
  expect([open().current(), open().identity()]).toEqual([undefined, undefined]);
  open().appoint('chi-hoa', 'UNIT', '2026-11-30');
  expect([open().current(), open().identity()]).toEqual([
    { subject: 'chi-hoa', unit: 'UNIT', since: '2026-11-30' },
    identity,
  ]);
  expect(readFileSync(file, 'utf8')).not.toMatch(/chi-hoa|UNIT/);
});

test('what an earlier version left readable is sealed when it is opened', () => {
  writeFileSync(file, JSON.stringify({ subject: 'chi-hoa', unit: 'OTHER', since: '2026-11-29' }));
  expect([open().current()?.unit, open().identity()]).toEqual(['OTHER', undefined]);
  expect(readFileSync(file, 'utf8')).not.toContain('chi-hoa');
});

test('whoever is erased is appointed no more, and one purpose’s file is none for another', () => {
  open().appoint('chi-hoa', 'UNIT', '2026-11-30');
  const other = join(folder, 'exerciser.json');
  writeFileSync(other, readFileSync(file));
  expect(() => openAppointee(other, { vault, keys }, issuer).current()).toThrow();
  eraseSubjects(keys, { append: () => undefined }, { kind: 'person', issuer, subject: 'chi-hoa' }, new Date());
  expect([open().current(), open().identity()]).toEqual([undefined, undefined]);
});
