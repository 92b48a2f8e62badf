/** fabric-ca-client enrols a person, who submits; the registrar revokes, the command line applies the list, and the network refuses. */
import { createRequire } from 'node:module';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type FabricCAServices from 'fabric-ca-client';
import type { User } from 'fabric-common';
import { GatewayError } from '@hyperledger/fabric-gateway';
import { startAnyNetwork } from '../fixtures/any-network.ts';
import type { AnyNetwork } from '../fixtures/any-network.ts';
import { runCli } from '../fixtures/network-process.ts';
import { connectByProfile, readProfile } from './profile-client.ts';
import type { Person } from './profile-client.ts';

// the client makes keys and signatures in plain JavaScript: seconds each
jest.setTimeout(90_000);

const load = createRequire(import.meta.url);
const Client = load('fabric-ca-client') as typeof FabricCAServices;
const Common = load('fabric-common') as { User: typeof User };

const MSP = 'HealthMSP';
const root = mkdtempSync(join(tmpdir(), 'daunguon-revoke-'));
const data = join(root, 'data');
const exported = join(root, 'exported');
let network: AnyNetwork;
let ca: FabricCAServices;
let registrar: User;
/** The registrar as a client of the ledger: somebody who is not revoked. */
let stayer: Person;

const userOf = async (name: string, { certificate, key }: FabricCAServices.IEnrollResponse): Promise<User> =>
  (await Common.User.createUser(name, '', MSP, certificate, key.toBytes())) as unknown as User;

/** Registers and enrols, as an organisation does for its member. */
const enrol = async (enrollmentID: string): Promise<Person> => {
  const enrollmentSecret = await ca.register({ enrollmentID, affiliation: '' }, registrar);
  const { certificate, key } = await ca.enroll({ enrollmentID, enrollmentSecret });
  return { certificate, key: key.toBytes() };
};

const put = async (person: Person, key: string): Promise<void> => {
  const { gateway, close } = connectByProfile(exported, MSP, { person });
  try {
    await gateway.getNetwork('province').getContract('records').submitTransaction('put', key, '1');
  } finally {
    close();
  }
};

beforeAll(async () => {
  network = await startAnyNetwork(data);
  await runCli('export-profile', exported, '--data', data);
  const profile = readProfile(exported);
  const { url, caName, tlsCACerts } =
    profile.certificateAuthorities[profile.organizations[MSP]!.certificateAuthorities[0]!]!;
  ca = new Client(url, { trustedRoots: tlsCACerts.pem as unknown as Buffer, verify: true }, caName);
  const { enrollId, secret } = JSON.parse(
    readFileSync(join(exported, 'organisations', MSP, 'registrar.json'), 'utf8'),
  ) as { enrollId: string; secret: string };
  const enrolment = await ca.enroll({ enrollmentID: enrollId, enrollmentSecret: secret });
  registrar = await userOf(enrollId, enrolment);
  stayer = { certificate: enrolment.certificate, key: enrolment.key.toBytes() };
});
afterAll(async () => {
  await network?.end();
  rmSync(root, { recursive: true, force: true });
});

test('a certificate works until its revocation is in the channel, and never again', async () => {
  const leaver = await enrol('p-leaver');
  await put(leaver, 'before');
  await ca.revoke({ enrollmentID: 'p-leaver', reason: 'cessationofoperation' }, registrar);
  // revoked at the authority; the channel does not know yet
  await put(leaver, 'between');

  const file = join(root, 'crl.pem');
  writeFileSync(file, String(await ca.generateCRL({}, registrar)));
  const revoke = (msp: string): Promise<string> => runCli('revoke', '--msp', msp, '--crl', file, '--data', data);
  await expect(revoke('AgriMSP')).rejects.toThrow('not issued by the certificate authority of AgriMSP');
  await expect(revoke('NobodyMSP')).rejects.toThrow('unknown organisation NobodyMSP');
  expect(await revoke(MSP)).toBe(`1 certificates of ${MSP} are revoked by configuration 1\n`);

  const refused = await put(leaver, 'after').catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(GatewayError);
  expect((refused as GatewayError).details[0]?.message).toBe(
    `error validating proposal: access denied: channel [province] creator org [${MSP}]`,
  );
  await put(stayer, 'after');
  // an empty or foreign file changes nothing
  writeFileSync(file, 'nothing');
  await expect(revoke(MSP)).rejects.toThrow('holds no X.509 revocation list');

  await network.stop();
  await network.start();
  await expect(put(leaver, 'later')).rejects.toThrow(GatewayError);
  await put(stayer, 'later');
  expect(await network.verify()).toMatch(/^\d+ blocks, 0 faults$/m);
});
