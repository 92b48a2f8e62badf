/** The unmodified fabric-ca-client against the certificate authority. */
import 'reflect-metadata';
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type FabricCAServices from 'fabric-ca-client';
import type { User } from 'fabric-common';
import * as x509 from '@peculiar/x509';
import { channelConfigFromBlock } from '../config/channel-config.ts';
import { createGenesisBlock } from '../config/genesis.ts';
import { serializeIdentity } from '../crypto/signing-identity.ts';
import { loadOrCreateMaterial } from '../crypto/material.ts';
import type { NetworkMaterial } from '../crypto/material.ts';
import { loadTopology } from '../topology/topology.ts';
import { startCa } from './ca.ts';

// the client makes keys and signatures in plain JavaScript: seconds each
jest.setTimeout(60_000);

const load = createRequire(import.meta.url);
const Client = load('fabric-ca-client') as typeof FabricCAServices;
const Common = load('fabric-common') as { User: typeof User };
const dir = mkdtempSync(join(tmpdir(), 'daunguon-ca-'));
const topology = loadTopology(join(import.meta.dirname, '../../../network/topology.json'));
let material: NetworkMaterial;
let server: Awaited<ReturnType<typeof startCa>>;
let client: FabricCAServices;
let registrar: User;

const userOf = (name: string, enrolment: FabricCAServices.IEnrollResponse): Promise<User> =>
  Promise.resolve(
    Common.User.createUser(name, '', 'AgriMSP', enrolment.certificate, enrolment.key.toBytes()) as unknown as User,
  );

beforeAll(async () => {
  material = await loadOrCreateMaterial(dir, topology);
  server = await startCa(material, { port: 0, host: '127.0.0.1', dataFile: join(dir, 'ca.sqlite') });
  const agri = material.organisations.get('AgriMSP')!;
  const tls = { trustedRoots: [agri.tlsCaCertPem] as unknown as Buffer, verify: true };
  client = new Client(`https://localhost:${server.port}`, tls, 'ca-AgriMSP');
  const { enrollId, secret } = agri.registrar;
  registrar = await userOf(enrollId, await client.enroll({ enrollmentID: enrollId, enrollmentSecret: secret }));
});
afterAll(async () => {
  await server.close();
  rmSync(dir, { recursive: true });
});

test('register, enroll, reenroll, revoke and gencrl; the certificate carries role and attributes', async () => {
  const attrs = [
    { name: 'dn.role', value: 'farmer', ecert: true },
    { name: 'note', value: 'stays here', ecert: false },
  ];
  const registration = { enrollmentID: 'p-1', affiliation: '', attrs };
  const secret = await client.register(registration, registrar);
  const enrolment = await client.enroll({ enrollmentID: 'p-1', enrollmentSecret: secret });
  const config = channelConfigFromBlock(createGenesisBlock(topology, material));
  expect(config.identity(serializeIdentity('AgriMSP', enrolment.certificate)).role).toBe('client');
  expect(() => config.identity(serializeIdentity('EduMSP', enrolment.certificate))).toThrow('not issued');
  const extension = new x509.X509Certificate(enrolment.certificate).getExtension('1.2.3.4.5.6.7.8.1')!;
  expect(JSON.parse(Buffer.from(extension.value).toString())).toEqual({
    attrs: { 'dn.role': 'farmer', 'hf.EnrollmentID': 'p-1', 'hf.Type': 'client', 'hf.Affiliation': '' },
  });

  const person = await userOf('p-1', enrolment);
  const again = await client.reenroll(person, []);
  expect(new X509Certificate(again.certificate).serialNumber).not.toBe(
    new X509Certificate(enrolment.certificate).serialNumber,
  );
  await client.revoke({ enrollmentID: 'p-1', reason: 'keycompromise' }, registrar);
  const answer = (await client.generateCRL({}, registrar)) as unknown;
  const crl = new x509.X509Crl(Buffer.from(String(answer), 'base64').toString());
  expect(crl.entries.length).toBe(2);
  await expect(client.reenroll(person, [])).rejects.toThrow('Authentication failure');
  await expect(client.register(registration, registrar)).rejects.toThrow('already registered');
});

test('a wrong secret fails with code 20, and a person cannot register others', async () => {
  const wrong = client.enroll({ enrollmentID: 'registrar', enrollmentSecret: 'wrong' });
  await expect(wrong).rejects.toThrow('20');
  const secret = await client.register({ enrollmentID: 'p-2', affiliation: '' }, registrar);
  const person = await userOf('p-2', await client.enroll({ enrollmentID: 'p-2', enrollmentSecret: secret }));
  await expect(client.register({ enrollmentID: 'p-3', affiliation: '' }, person)).rejects.toThrow('Authorization');
});
