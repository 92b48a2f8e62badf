/** The certificate authority's REST calls as such: what is answered, and what is refused. */
import 'reflect-metadata';
import { createPrivateKey, sign, webcrypto, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as x509 from '@peculiar/x509';
import { KEY_ALGORITHM } from '../crypto/certificates.ts';
import { loadOrCreateMaterial } from '../crypto/material.ts';
import type { NetworkMaterial } from '../crypto/material.ts';
import { highS } from '../msp/high-s-fixture.ts';
import { normaliseLowS } from '../msp/low-s.ts';
import { loadTopology } from '../topology/topology.ts';
import { startCa } from './ca.ts';

interface Answer {
  readonly status: number;
  readonly result: Record<string, string>;
  readonly errors: { code: number; message: string }[];
}
interface Registrar {
  readonly certificate: string;
  readonly key: string;
}

const dir = mkdtempSync(join(tmpdir(), 'daunguon-ca-requests-'));
let material: NetworkMaterial;
let server: Awaited<ReturnType<typeof startCa>>;

const send = (
  path: string,
  body: string | Buffer,
  headers: Record<string, string> = {},
  method = 'POST',
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const ca = material.organisations.get('AgriMSP')!.tlsCaCertPem;
    const call = request({ host: 'localhost', port: server.port, path, method, headers, ca }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, ...(JSON.parse(text) as Omit<Answer, 'status'>) }),
      );
    });
    call.on('error', reject);
    call.end(body);
  });

const basic = (id: string, secret: string): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
});

/** A certificate request for a new key. */
const newRequest = async (
  curve: 'P-256' | 'P-384' = 'P-256',
  name = 'registrar',
): Promise<{ csr: string; key: string }> => {
  const algorithm = { ...KEY_ALGORITHM, namedCurve: curve };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const csr = await x509.Pkcs10CertificateRequestGenerator.create({
    name: `CN=${name}, O=ignored`,
    keys,
    signingAlgorithm: algorithm,
  });
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).export({ format: 'pem', type: 'pkcs8' });
  return { csr: csr.toString('pem'), key: key.toString() };
};

/** Fabric CA's token: certificate and a signature over method, path, body and certificate. */
const token = (
  who: Registrar,
  path: string,
  body: string,
  form = (signature: Buffer) => signature,
): Record<string, string> => {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const certificate = base64(who.certificate);
  const signed = `POST.${base64(path)}.${base64(body)}.${certificate}`;
  return {
    authorization: `${certificate}.${form(normaliseLowS(sign('sha256', Buffer.from(signed), createPrivateKey(who.key)))).toString('base64')}`,
  };
};

const enrolRegistrar = async (mspId: string): Promise<Registrar> => {
  const { enrollId, secret } = material.organisations.get(mspId)!.registrar;
  const { csr, key } = await newRequest();
  const body = JSON.stringify({ certificate_request: csr, caname: `ca-${mspId}` });
  const { status, result } = await send('/api/v1/enroll', body, basic(enrollId, secret));
  expect(status).toBe(201);
  return { certificate: Buffer.from(result['Cert']!, 'base64').toString(), key };
};

beforeAll(async () => {
  const topology = loadTopology(join(import.meta.dirname, '../../../network/topology.json'));
  material = await loadOrCreateMaterial(dir, topology);
  server = await startCa(material, { port: 0, host: '127.0.0.1', dataFile: join(dir, 'ca.sqlite') });
});
afterAll(async () => {
  await server.close();
  rmSync(dir, { recursive: true });
});

describe('cainfo', () => {
  test('gives each organisation’s chain', async () => {
    for (const mspId of ['AgriMSP', 'TradeMSP']) {
      const { result } = await send(`/api/v1/cainfo?ca=ca-${mspId}`, '', {}, 'GET');
      expect(result).toMatchObject({ CAName: `ca-${mspId}` });
      expect(Buffer.from(result['CAChain']!, 'base64').toString()).toBe(material.organisations.get(mspId)!.caCertPem);
    }
  });
  test('of an unknown authority there is none', async () => {
    const { status, errors } = await send('/api/v1/cainfo?ca=ca-NobodyMSP', '', {}, 'GET');
    expect([status, errors]).toEqual([404, [{ code: 19, message: "CA 'ca-NobodyMSP' does not exist" }]]);
  });
});

describe('enroll', () => {
  test('signs the key, names the identity, not what the request calls itself', async () => {
    const { certificate } = await enrolRegistrar('TechMSP');
    expect(new X509Certificate(certificate).subject).toBe('OU=client\nCN=registrar');
  });

  test.each<[string, unknown]>([
    ['no request', undefined],
    ['rubbish', 'rubbish'],
    ['a number', 7],
  ])('%s instead of a certificate request', async (_name, csr) => {
    const { enrollId, secret } = material.organisations.get('AgriMSP')!.registrar;
    const { status, errors } = await send(
      '/api/v1/enroll',
      JSON.stringify({ certificate_request: csr }),
      basic(enrollId, secret),
    );
    expect([status, errors[0]?.message]).toEqual([400, 'certificate request is not PEM PKCS#10']);
  });

  test('another curve, and attribute requests of another form', async () => {
    const { enrollId, secret } = material.organisations.get('AgriMSP')!.registrar;
    const ask = async (body: object): Promise<unknown[]> => {
      const { status, errors } = await send('/api/v1/enroll', JSON.stringify(body), basic(enrollId, secret));
      return [status, errors[0]?.message];
    };
    expect(await ask({ certificate_request: (await newRequest('P-384')).csr })).toEqual([400, 'the key must be P-256']);
    expect(await ask({ certificate_request: (await newRequest('P-256', 'somebody else')).csr })).toEqual([
      ...[403, 'The CSR subject common name must equal the enrollment ID'],
    ]);
    const { csr } = await newRequest();
    expect(await ask({ certificate_request: csr, attr_reqs: 'all' })).toEqual([400, 'attr_reqs is not a list']);
    expect(await ask({ certificate_request: csr, attr_reqs: [{ name: 'rank' }] })).toEqual([
      400,
      'The following required attributes are missing: rank',
    ]);
  });

  test('without a login, or one of another organisation', async () => {
    const body = JSON.stringify({ certificate_request: (await newRequest()).csr, caname: 'ca-EduMSP' });
    const { enrollId, secret } = material.organisations.get('AgriMSP')!.registrar;
    for (const headers of [{}, { authorization: 'Basic ???' }, basic(enrollId, secret), basic('nobody', '')])
      expect(await send('/api/v1/enroll', body, headers)).toMatchObject({
        status: 401,
        errors: [{ code: 20, message: 'Authentication failure' }],
      });
  });
});

describe('token login', () => {
  const path = '/api/v1/register';
  const body = JSON.stringify({ id: 'p-1', caname: 'ca-AgriMSP' });

  test('covers method, path and body', async () => {
    const registrar = await enrolRegistrar('AgriMSP');
    const other = JSON.stringify({ id: 'p-2', caname: 'ca-AgriMSP' });
    expect((await send(path, other, token(registrar, path, body))).status).toBe(401);
    expect((await send(path, body, token(registrar, '/api/v1/revoke', body))).status).toBe(401);
    // half of all signatures have a high S, which Fabric’s library refuses
    expect((await send(path, body, token(registrar, path, body, highS))).status).toBe(401);
    expect((await send(path, body, token(registrar, path, body))).status).toBe(201);
  });

  test('of another organisation’s registrar', async () => {
    expect((await send(path, body, token(await enrolRegistrar('EduMSP'), path, body))).status).toBe(401);
  });
});

describe('bad input', () => {
  test('what cannot be registered', async () => {
    const registrar = await enrolRegistrar('AgriMSP');
    const register = async (more: object): Promise<unknown[]> => {
      const body = JSON.stringify({ caname: 'ca-AgriMSP', ...more });
      const { status, errors } = await send('/api/v1/register', body, token(registrar, '/api/v1/register', body));
      return [status, errors[0]?.message];
    };
    expect(await register({ id: '' })).toEqual([400, 'id']);
    expect(await register({ id: 'p 1' })).toEqual([400, 'id']);
    expect(await register({ id: 'p-9', type: 'king' })).toEqual([400, "type 'king'"]);
    // an affiliation becomes organisational units: one called like a role would make the certificate an administrator's
    expect(await register({ id: 'p-9', affiliation: 'fruit.admin' })).toEqual([400, 'affiliation']);
    expect(await register({ id: 'p-9', attrs: 'all' })).toEqual([400, 'attrs is not a list']);
    expect(await register({ id: 'p-9', attrs: [{ name: 'hf.Type', value: 'admin' }] })).toEqual([
      400,
      "attribute 'hf.Type'",
    ]);
  });

  test('no JSON, an unknown call, a GET, a body of two megabytes', async () => {
    expect(await send('/api/v1/enroll', '{')).toMatchObject({ status: 400, errors: [{ message: 'body is not JSON' }] });
    const registrar = await enrolRegistrar('AgriMSP');
    expect((await send('/api/v1/dance', '{}', token(registrar, '/api/v1/dance', '{}'))).status).toBe(404);
    expect((await send('/api/v1/enroll', '', {}, 'GET')).status).toBe(405);
    expect((await send('/api/v1/enroll', Buffer.alloc(2 * 1024 * 1024, 32))).status).toBe(413);
  });
});
