import { describe, expect, test, beforeAll, afterAll } from '@jest/globals';
import FabricCAServices from 'fabric-ca-client';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { channelConfigFromBlock } from '../config/channel-config.ts';
import { createGenesisBlock } from '../config/genesis.ts';
import { type NetworkMaterial, loadOrCreateMaterial } from '../crypto/material.ts';
import { field } from '../node/wire.ts';
import { loadTopology } from '../topology/topology.ts';
import type { ChannelConfig } from '../types.ts';
import { startCa } from './ca.ts';

const folder = mkdtempSync(join(tmpdir(), 'daunguon-ca-'));
const serialized = (mspId: string, pem: string): Buffer =>
  Buffer.concat([field(1, Buffer.from(mspId)), field(2, Buffer.from(pem))]);
/** Raw value of the attribute extension, found by its OID's DER bytes (1.2.3.4.5.6.7.8.1). */
const attributeJson = (pem: string): string => {
  const raw = new X509Certificate(pem).raw;
  const at = raw.indexOf(Buffer.from('06082a03040506070801', 'hex'));
  return raw.subarray(raw.indexOf('{', at), raw.indexOf('}}', at) + 2).toString();
};

describe('the unmodified fabric-ca-client against the certificate authority', () => {
  let ca: Awaited<ReturnType<typeof startCa>>;
  let material: NetworkMaterial;
  let config: ChannelConfig;
  let client: FabricCAServices;
  let registrar: Awaited<ReturnType<typeof registrarUser>>;

  const registrarUser = async (secret: string) => {
    const enrolment = await client.enroll({ enrollmentID: 'registrar', enrollmentSecret: secret });
    const { User } = (await import('fabric-common')).default as unknown as {
      User: typeof import('fabric-common').User;
    };
    const user = User.createUser('registrar', '', 'AgriMSP', enrolment.certificate, enrolment.key.toBytes());
    return user;
  };

  beforeAll(async () => {
    const topology = loadTopology(join(import.meta.dirname, '../../../network/topology.json'));
    material = await loadOrCreateMaterial(join(folder, 'crypto'), topology);
    config = channelConfigFromBlock(createGenesisBlock(topology, material));
    ca = await startCa(material, { port: 0, dataFile: join(folder, 'ca.sqlite'), host: '127.0.0.1' });
    const pem = material.organisations.get('AgriMSP')!.tlsCaCertPem;
    client = new FabricCAServices(
      `https://localhost:${ca.port}`,
      { trustedRoots: [Buffer.from(pem)], verify: true },
      'ca-AgriMSP',
    );
    registrar = await registrarUser(material.organisations.get('AgriMSP')!.registrar.secret);
  });
  afterAll(async () => {
    await ca.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const register = (enrollmentID: string) =>
    client.register(
      {
        enrollmentID,
        affiliation: '',
        attrs: [{ name: 'dn.role', value: 'farmer', ecert: true }],
        maxEnrollments: -1,
        role: 'client',
      },
      registrar,
    );

  test('register and enrol: the certificate is a client of its MSP and carries the attribute', async () => {
    const secret = await register('person-1');
    const { certificate } = await client.enroll({ enrollmentID: 'person-1', enrollmentSecret: secret });
    expect(config.identity(serialized('AgriMSP', certificate)).role).toBe('client');
    expect(JSON.parse(attributeJson(certificate))).toEqual({
      attrs: { 'hf.Affiliation': '', 'hf.EnrollmentID': 'person-1', 'hf.Type': 'client', 'dn.role': 'farmer' },
    });
  });

  test('a wrong secret is 401 with code 20, an id can be registered once, another CA does not know it', async () => {
    await register('person-2');
    await expect(client.enroll({ enrollmentID: 'person-2', enrollmentSecret: 'wrong' })).rejects.toThrow(/code: 20/);
    await expect(register('person-2')).rejects.toThrow(/already registered/);
    expect(() => config.identity(serialized('EduMSP', registrar.getIdentity().certificate))).toThrow(/./);
  });

  test('reenrol gives a new certificate; after revocation it is on the list and cannot be used', async () => {
    const secret = await register('person-3');
    const first = await client.enroll({ enrollmentID: 'person-3', enrollmentSecret: secret });
    const { User } = (await import('fabric-common')).default as unknown as {
      User: typeof import('fabric-common').User;
    };
    const person = User.createUser('person-3', '', 'AgriMSP', first.certificate, first.key.toBytes());
    const second = await client.reenroll(person, []);
    expect(new X509Certificate(second.certificate).serialNumber).not.toBe(
      new X509Certificate(first.certificate).serialNumber,
    );
    await client.revoke({ enrollmentID: 'person-3', reason: 'keyCompromise' }, registrar);
    await expect(client.reenroll(person, [])).rejects.toThrow(/code: 20/);
    const list = (await client.generateCRL({}, registrar)) as unknown as string;
    expect(Buffer.from(list, 'base64').toString()).toMatch(/BEGIN X509 CRL/);
    await expect(client.register({ enrollmentID: 'x', affiliation: '' }, person)).rejects.toThrow(/code: 20/);
  });
});
