import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { HttpProblem, sendProblem } from '../http/http-problem.ts';
import { openDeviceBook, type DeviceBook } from './devices/device-book.ts';
import { invitations } from './invitations.ts';
import { memberNames, type MemberNames } from './member-names.ts';
import { membersFile, type Member } from './members-file.ts';
import { memberKey, openPeople, type People } from './people.ts';
import { unitMemberRoutes, type UnitMember } from './unit-members.ts';

const issuer = 'https://sign-in';
type Who = 'manager' | 'joined' | 'other' | 'registrar' | 'elsewhere';
const coop = { mspId: 'AgriMSP', role: 'farmer', unit: 'COOP' };

let folder: string;
let agent: People;
let names: MemberNames;
let book: DeviceBook;
let invited: ReturnType<typeof invitations>;
let server: Server;
let carried: number;
const tagOf = (who: Who): string => agent.tag({ issuer, subject: who });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'unit-members-'));
  carried = 0;
  mkdirSync(join(folder, 'enrolment'));
  const lines = [
    { issuer, sub: 'manager', ...coop },
    { issuer, sub: 'registrar', mspId: 'AgriMSP', role: 'registrar', unit: '' },
    { issuer, sub: 'elsewhere', mspId: 'EduMSP', role: 'farmer', unit: 'COOP' },
  ];
  writeFileSync(join(folder, 'enrolment/members.json'), JSON.stringify(lines));
  agent = openPeople(folder, undefined);
  names = memberNames(folder, agent);
  book = openDeviceBook(join(folder, 'enrolment/devices.db'), agent);
  invited = invitations(folder, agent);
  for (const who of ['joined', 'other'] as const) invited.join(invited.make(coop)!.token, tagOf(who));
  const listed = membersFile(folder, agent);
  const app = express();
  app.use(
    unitMemberRoutes({
      ...{ listed, invited, names, book, carrier: { start: () => (carried += 1) } },
      who: (request) => {
        const person = tagOf(request.get('x-who') as Who);
        const found = [...listed.all(), ...invited.members()].find((one) => one.person === person);
        if (found === undefined) throw new HttpProblem('auth/no-member');
        return Promise.resolve(found);
      },
      unitOf: ({ role, unit }: Member, asked) => (role === 'registrar' ? String(asked) : unit),
      isListed: ({ person, mspId, unit }) =>
        listed.all().some((one) => one.person === person && one.mspId === mspId && one.unit === unit),
      rolesOf: ({ role }) => (role === 'registrar' ? ['farmer', 'inspector'] : [role]),
      now: () => Date.parse('2026-11-30T00:00:00Z'),
    }),
  );
  app.use(sendProblem);
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  book.close();
  agent.close();
  rmSync(folder, { recursive: true });
});

const ask = async (who: Who, path: string, method = 'GET') => {
  const url = `http://localhost:${(server.address() as AddressInfo).port}${path}`;
  const answer = await fetch(url, { method, headers: { 'x-who': who } });
  return {
    status: answer.status,
    body: (await answer.json()) as { items: UnitMember[]; invites?: string[]; code?: string },
  };
};
const seen = async (who: Who, query = '') => {
  const { items } = (await ask(who, `/unit-members${query}`)).body;
  return items.map(({ name, isYou, mayEnd }) => [name, isYou, mayEnd]);
};
const idOf = (who: Who): string => invited.members().find(({ person }) => person === tagOf(who))!.id;

test('people of a unit hear who else works there, by name where somebody signed in, of their organisation alone', async () => {
  names.keep(tagOf('manager'), 'Nguyễn Thị Chủ Nhiệm');
  names.keep(tagOf('joined'), 'Trần Văn Mới');
  expect(await seen('manager')).toEqual([
    ['Nguyễn Thị Chủ Nhiệm', true, false],
    ['Trần Văn Mới', false, true],
    [null, false, true],
  ]);
  // Who came by an invitation sends nobody away but themselves.
  expect((await seen('joined')).map(([, isYou, mayEnd]) => [isYou, mayEnd])).toEqual([
    [false, false],
    [true, true],
    [false, false],
  ]);
  expect((await seen('registrar', '?unit=COOP')).map(([, , mayEnd]) => mayEnd)).toEqual([false, true, true]);
  expect(await seen('elsewhere')).toEqual([[null, true, false]]);
  expect((await ask('registrar', '/unit-members?unit=COOP')).body.invites).toEqual(['farmer', 'inspector']);
});

test('a name lies sealed under its person’s key, and is gone with it', async () => {
  names.keep(tagOf('joined'), 'Trần Văn Mới');
  names.keep(tagOf('joined'), '');
  expect(names.of(tagOf('joined'))).toBe('Trần Văn Mới');
  expect(readFileSync(join(folder, 'enrolment/names.json'), 'utf8')).not.toMatch(/Tr|joined/);
  const key = memberKey(folder, undefined, { issuer, subject: 'joined' })!;
  key.destroy();
  key.close();
  expect((await seen('manager'))[1]).toEqual([null, false, true]);
});

test('an ended membership is gone with its name, and the person’s own keys for the unit are revoked', async () => {
  names.keep(tagOf('joined'), 'Trần Văn Mới');
  const device = {
    issuer,
    sub: 'joined',
    label: 'Máy',
    serial: '01',
    enrolledAt: '2026-11-01',
    validUntil: '2027-11-01',
  };
  book.add({ id: 'here', ...device, ...coop });
  book.add({ id: 'elsewhere', ...device, ...coop, unit: 'SHOP' });
  const path = `/unit-members/${idOf('joined')}/end`;
  for (const who of ['other', 'elsewhere'] as const)
    expect([who, (await ask(who, path, 'POST')).body.code]).toEqual([who, 'auth/no-such-member']);
  expect((await ask('manager', path, 'POST')).status).toBe(200);
  expect(book.waiting().map(({ id }) => id)).toEqual(['here']);
  expect([carried, names.of(tagOf('joined')), (await seen('manager')).length]).toEqual([1, undefined, 2]);
  expect((await ask('manager', path, 'POST')).status).toBe(404);
  // Everybody may leave by themselves.
  expect((await ask('other', `/unit-members/${idOf('other')}/end`, 'POST')).status).toBe(200);
  expect(await seen('manager')).toHaveLength(1);
});
