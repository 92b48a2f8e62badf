import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Person } from '../vault/vault.ts';
import { invitationHours, invitations } from './invitations.ts';

const into = { mspId: 'AgriMSP', role: 'farmer', unit: 'COOP' };
let folder: string;
let now = Date.parse('2026-11-30T00:00:00Z');
/** Blinded accounts stand in the place of people. */
const people = { tag: ({ subject }: Person) => `tag of ${subject}` };
const open = () => invitations(folder, people, () => now);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'invitations-'));
  now = Date.parse('2026-11-30T00:00:00Z');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('an invitation makes one person a member, once; that person may ask again', () => {
  const { token } = open().make(into)!;
  expect(open().look(token)).toEqual({ ...into, expiresAt: '2026-12-03T00:00:00.000Z' });
  expect(open().join(token, 'anna')).toMatchObject(into);
  expect(open().members()).toEqual([
    { ...into, person: 'anna', id: expect.stringMatching(/^[0-9a-f]{32}$/), at: '2026-11-30T00:00:00.000Z' },
  ]);
  expect(open().join(token, 'anna')).toMatchObject(into);
  expect(open().join(token, 'binh')).toBeUndefined();
  expect(open().look(token)).toBeUndefined();
  expect(open().members()).toHaveLength(1);
});

test('accounts that an earlier version named are blinded when the file is opened', () => {
  const { token } = open().make(into)!;
  const file = join(folder, 'enrolment/invitations.json');
  const [made] = JSON.parse(readFileSync(file, 'utf8')) as object[];
  const joined = { issuer: 'https://issuer', sub: 'anna', at: '2026-11-30T00:00:00.000Z' };
  writeFileSync(file, JSON.stringify([{ ...made, joined }]));
  expect(open().members()).toMatchObject([{ ...into, person: 'tag of anna' }]);
  expect(open().join(token, 'tag of anna')).toMatchObject(into);
  expect(readFileSync(file, 'utf8')).not.toContain('https://issuer');
});

test('it ends with its time, and a wrong token opens nothing', () => {
  const { token } = open().make(into)!;
  expect(open().join(`${token}x`, 'anna')).toBeUndefined();
  now += invitationHours * 3_600_000;
  expect([open().look(token), open().join(token, 'anna')]).toEqual([undefined, undefined]);
});

test('the file on the disk lets nobody in', () => {
  const { token } = open().make(into)!;
  expect(readFileSync(join(folder, 'enrolment/invitations.json'), 'utf8')).not.toContain(token);
});

test('a unit has so many open ones at a time, and those that ended make room', () => {
  for (let count = 0; count < 200; count += 1) expect(open().make(into)).toBeDefined();
  expect(open().make(into)).toBeUndefined();
  expect(open().make({ ...into, unit: 'OTHER' })).toBeDefined();
  now += invitationHours * 3_600_000 + 1;
  expect(open().make(into)).toBeDefined();
});

test('a membership that is ended leaves nothing, and its token opens nothing again', () => {
  const [{ token }, other] = [open().make(into)!, open().make(into)!];
  open().join(token, 'anna');
  open().join(other.token, 'binh');
  const [anna] = open().members();
  open().end(anna!.id);
  open().end('of nobody');
  expect(open().members()).toMatchObject([{ person: 'binh' }]);
  expect([open().look(token), open().join(token, 'anna')]).toEqual([undefined, undefined]);
});
