/**
 * People and certificates, against a running certificate authority, sign-in and enrolment agent.
 *
 * @embedded the certificate authority is the same program on both
 */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startNetwork } from '../../src/node/network.ts';
import { startIssuer } from '../../src/oidc/issuer.ts';
import { accessToken } from '../../src/oidc/sign-in.ts';
import { loadTopology } from '../../src/topology/topology.ts';
import { readConfig } from '../../../gateway-api/src/config.ts';
import { openSubjectKeys } from '../../../gateway-api/src/vault/subject-keys.ts';
import { openVault, type LedgerIdentity, type Vault } from '../../../gateway-api/src/vault/vault.ts';
import { agentApp } from '../../../gateway-api/src/enrolment/agent-app.ts';
import { ask, personEnrolment } from '../../../gateway-api/src/enrolment/enrol-person.ts';
import { memberStanding } from '../../../gateway-api/src/enrolment/member-standing.ts';

jest.setTimeout(60_000);
const dataDir = mkdtempSync(join(tmpdir(), 'daunguon-enrol-'));
const networkDir = join(dataDir, 'network');
const closing: (() => unknown)[] = [];
let now = Date.now();
let token: string;
let vault: Vault;
let identityOf: () => Promise<LedgerIdentity>;
let agent: Server;
const member = { sub: 'demo-farmer', mspId: 'AgriMSP', role: 'farmer', unit: 'FARM' };
let issuer: string;
let agentUrl: string;
const writeMembers = (...members: object[]): void =>
  writeFileSync(join(dataDir, 'enrolment/members.json'), JSON.stringify(members.map((one) => ({ issuer, ...one }))));

beforeAll(async () => {
  const topology = loadTopology(join(import.meta.dirname, '../../../network/topology.json'));
  const network = await startNetwork({ dataDir: networkDir, topology, ports: 'random' });
  closing.push(() => network.close());
  const signIn = await startIssuer({ port: 0, dataDir: join(dataDir, 'oidc') });
  closing.push(() => signIn.close());
  issuer = signIn.url;
  mkdirSync(join(dataDir, 'enrolment'));
  const config = readConfig({ DN_DATA: dataDir, DN_NETWORK: networkDir, DN_OIDC_ISSUER: issuer });
  agent = agentApp(config).listen(0, '127.0.0.1');
  await new Promise((resolve) => agent.once('listening', resolve));
  closing.push(() => agent.close());
  const key = Buffer.alloc(32, 7);
  vault = openVault(join(dataDir, 'vault/vault.db'), key, openSubjectKeys(':memory:', key));
  closing.push(() => vault.close());
  token = await accessToken(issuer, 'farmer');
  agentUrl = `http://127.0.0.1:${(agent.address() as AddressInfo).port}`;
  const enrolment = personEnrolment(vault, issuer, agentUrl, () => now);
  identityOf = () => enrolment('demo-farmer', token);
  writeMembers(member);
});
afterAll(async () => {
  for (const close of closing.reverse()) await close();
  rmSync(dataDir, { recursive: true, force: true });
});

const later = (milliseconds: number): void => void (now += milliseconds);
/** Attributes that Fabric CA wrote into the certificate (extension 1.2.3.4.5.6.7.8.1). */
const attributesOf = ({ certificatePem }: LedgerIdentity): unknown => {
  const text = new X509Certificate(certificatePem).raw.toString('latin1');
  return (JSON.parse(/\{"attrs":\{.*?\}\}/.exec(text)?.[0] ?? '{}') as { attrs?: object }).attrs;
};

test('is enrolled once, by simultaneous first requests too, with role and unit in the certificate and no name', async () => {
  const [first, second] = await Promise.all([identityOf(), identityOf()]);
  expect(second).toEqual(first);
  later(60_000);
  expect(await identityOf()).toEqual(first);
  expect(attributesOf(first)).toMatchObject({ 'dn.role': 'farmer', 'dn.unit': 'FARM', 'dn.signing': 'custodial' });
  expect(first.certificatePem).not.toContain('demo-farmer');
});

test('is enrolled again when the unit or the role changes, with a new key', async () => {
  const before = await identityOf();
  writeMembers({ ...member, role: 'packer', unit: 'PACK' });
  expect(await identityOf()).toEqual(before);
  later(10_001);
  const after = await identityOf();
  expect(attributesOf(after)).toMatchObject({ 'dn.role': 'packer', 'dn.unit': 'PACK' });
  expect([after.role, after.unit, after.keyPem === before.keyPem]).toEqual(['packer', 'PACK', false]);
  expect(vault.get(issuer, 'demo-farmer')?.certificatePem).toBe(after.certificatePem);
});

test('is enrolled again in the last week of the certificate', async () => {
  const before = await identityOf();
  const end = Date.parse(new X509Certificate(before.certificatePem).validTo);
  now = end - 7 * 86_400_000 - 1000;
  expect(await identityOf()).toEqual(before);
  now = end - 7 * 86_400_000 + 1000;
  expect((await identityOf()).certificatePem).not.toBe(before.certificatePem);
  now = Date.now();
});

test('who is no member any more is refused, and nothing goes on in their name', async () => {
  await identityOf();
  writeMembers();
  later(3_600_000);
  await expect(identityOf()).rejects.toMatchObject({ status: 403, code: 'auth/no-member' });
  expect(vault.get(issuer, 'demo-farmer')).toBeUndefined();
  writeMembers({ ...member, role: 'packer', unit: 'PACK' });
  expect((await identityOf()).unit).toBe('PACK');
});

test('what goes on in a person’s name while they are away asks where they work, and hears at once that they left', async () => {
  const standing = memberStanding(agentUrl, () => now);
  const remembered = await standing.remember(token);
  expect(await standing.of(remembered)).toEqual([{ mspId: 'AgriMSP', role: 'packer', unit: 'PACK' }]);
  writeMembers({ ...member, role: 'packer', unit: 'OTHER' });
  later(10_001);
  expect(await standing.of(remembered)).toMatchObject([{ unit: 'OTHER' }]);
  writeMembers();
  later(10_001);
  expect(await standing.of(remembered)).toEqual([]);
  writeMembers({ ...member, role: 'packer', unit: 'PACK' });
  expect(await standing.of(remembered)).toMatchObject([{ unit: 'PACK' }]);
  // It says that and opens nothing else; nobody makes one for somebody else.
  const headers = { authorization: `Bearer ${remembered}` };
  for (const asked of [['/member'], ['/members', { method: 'POST' }], ['/unit-members']] as const)
    expect((await fetch(`${agentUrl}${asked[0]}`, { ...asked[1], headers })).status).toBe(401);
  const [body = '', mac = ''] = remembered.split('.');
  const another = Buffer.from(JSON.stringify([issuer, 'demo-school'])).toString('base64url');
  for (const forged of [`${another}.${mac}`, `${body}.${mac.slice(2)}`, `${body}.`, 'x'])
    expect([forged, await standing.of(forged)]).toEqual([forged, []]);
});

test('of several roles in one unit all are told, and the one that was chosen or joined last is worked in', async () => {
  writeMembers(member, member, { ...member, role: 'packer' }, { ...member, sub: 'demo-retailer', role: 'retailer' });
  const works = async (): Promise<unknown> => (await ask<{ role: string }>(agentUrl, token, '/member')).role;
  const choose = (role: string): Promise<unknown> => ask(agentUrl, token, '/member/unit', { unit: 'FARM', role });
  expect(await works()).toBe('farmer');
  await choose('packer');
  expect(await works()).toBe('packer');
  const invitation = await ask<object>(agentUrl, await accessToken(issuer, 'retailer'), '/invitations', {});
  await ask(agentUrl, token, '/invitations/join', { token: (invitation as { token: string }).token });
  expect(await works()).toBe('retailer');
  const { items } = await ask<{ items: { role: string }[] }>(agentUrl, token, '/members', {});
  expect(items.map(({ role }) => role)).toEqual(['farmer', 'packer', 'retailer']);
  await expect(choose('inspector')).rejects.toMatchObject({ code: 'auth/not-your-unit' });
  await ask(agentUrl, token, '/member/unit', { unit: 'FARM' });
  expect(await works()).toBe('farmer');
});

test('an enrolled person goes on while the agent does not answer', async () => {
  const before = await identityOf();
  later(3_600_000);
  agent.closeAllConnections();
  await new Promise((resolve) => agent.close(resolve));
  expect(await identityOf()).toEqual(before);
});
