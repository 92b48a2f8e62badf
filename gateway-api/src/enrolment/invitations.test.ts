import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { invitationHours, invitations } from './invitations.ts';

const into = { mspId: 'AgriMSP', role: 'farmer', unit: 'COOP' };
let folder: string;
let now = Date.parse('2026-11-30T00:00:00Z');
const open = () => invitations(folder, () => now);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'invitations-'));
  now = Date.parse('2026-11-30T00:00:00Z');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('an invitation makes one person a member, once; that person may ask again', () => {
  const { token } = open().make(into)!;
  expect(open().look(token)).toEqual({ ...into, expiresAt: '2026-12-03T00:00:00.000Z' });
  expect(open().join(token, 'https://issuer', 'anna')).toMatchObject(into);
  expect(open().members()).toEqual([{ ...into, issuer: 'https://issuer', sub: 'anna' }]);
  expect(open().join(token, 'https://issuer', 'anna')).toMatchObject(into);
  expect(open().join(token, 'https://issuer', 'binh')).toBeUndefined();
  expect(open().look(token)).toBeUndefined();
  expect(open().members()).toHaveLength(1);
});

test('it ends with its time, and a wrong token opens nothing', () => {
  const { token } = open().make(into)!;
  expect(open().join(`${token}x`, 'https://issuer', 'anna')).toBeUndefined();
  now += invitationHours * 3_600_000;
  expect([open().look(token), open().join(token, 'https://issuer', 'anna')]).toEqual([undefined, undefined]);
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
