import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addEcdsaJcsProof } from '@daunguon/formats/data-integrity';
import { issueVcJwt } from '@daunguon/formats/vc-jwt';
import { statusEntriesOf, statusIn } from '@daunguon/formats/status-list';
import type { ValidCredential } from '@daunguon/formats/vc';
import express, { type ErrorRequestHandler } from 'express';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pinnedLoader } from '../../../formats/src/data-integrity/eddsa-rdfc-2022.ts';
import { theyIssue, theyPresent } from '../../../formats/src/data-integrity/test-digitalbazaar.ts';
import { sendProblem } from '../http/http-problem.ts';
import { verifyAny } from './secure-any.ts';
import { openTestIssuer, type TestIssuer } from './test-issuer.ts';
import { openTestStatus } from './test-status.ts';
import { vcApiPinned } from './vc-api-contexts.ts';
import { vcApiRoutes } from './vc-api-routes.ts';

type Document = Readonly<Record<string, unknown>>;
const file = new URL('../../../formats/vectors/w3c-vc-data-model/data/input.json', import.meta.url);
/** The suite's harness puts dates for these words. */
const text = readFileSync(file, 'utf8')
  .replaceAll('PAST DATE', '2020-01-01T00:00:00Z')
  .replaceAll('FUTURE DATE', '2099-01-01T00:00:00Z');
const inputs = JSON.parse(text) as Readonly<Record<string, Document>>;
/** What their library needs to sign: contexts at hand, and the key that a did:key itself says. */
const theirLoader = (did: string) => {
  const publicKeyMultibase = did.slice('did:key:'.length);
  return pinnedLoader(
    vcApiPinned,
    new Map([[`${did}#${publicKeyMultibase}`, { controller: did, publicKeyMultibase }]]),
  );
};
const isObject = (value: unknown): value is Document => typeof value === 'object' && value !== null;

describe('the endpoints that the W3C suites call', () => {
  let server: Server;
  let issuer: TestIssuer;
  let base = '';
  beforeAll(async () => {
    issuer = await openTestIssuer();
    const app = express().use(
      vcApiRoutes({
        issuer: () => Promise.resolve(issuer),
        apiKey: 'k-1',
        now: () => new Date('2026-11-25T00:00:00Z'),
        status: openTestStatus('https://gateway.example'),
      }),
    );
    app.use(sendProblem as ErrorRequestHandler);
    server = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());
  const post = async (path: string, body: unknown, key = 'k-1') => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
    const answer = await fetch(`${base}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: answer.status, body: (await answer.json()) as Document };
  };
  /** As the harness does: a credential without an issuer gets the implementation's. */
  const named = (input: Document, did: string): Document => {
    const { issuer: given } = input;
    if (isObject(given)) return { ...input, issuer: { ...given, id: Object.hasOwn(given, 'id') ? given['id'] : did } };
    return { ...input, issuer: given === null ? null : (given ?? did) };
  };
  const issue = (credential: unknown) => post('/credentials/issue', { credential, options: {} });
  const verify = (verifiableCredential: unknown) =>
    post('/credentials/verify', { verifiableCredential, options: { checks: ['proof'] } });

  const sent = Object.keys(inputs).filter(
    (name) => /-(ok|fail)(-or-inject)?$/.test(name) && !name.startsWith('presentation-'),
  );
  // The harness itself makes this one right.
  const credentials = sent.filter((name) => name !== 'credential-no-issuer-fail');
  // Signed already by a suite that is not read here: no proof is put beside another's.
  const refusedHere = new Set(['credential-proof-ok']);

  test.each(credentials)('%s: issue, and what was issued verifies', async (name) => {
    for (const did of [issuer.eddsa.did, issuer.ecdsa.did]) {
      const issued = await issue(named(inputs[name]!, did));
      if (!name.endsWith('-ok') || refusedHere.has(name)) {
        expect([issued.status, issued.body['verified']]).toEqual([400, false]);
        continue;
      }
      expect([issued.status, issued.body]).toEqual([201, expect.objectContaining({ proof: expect.anything() })]);
      expect(await verify(issued.body)).toEqual({
        status: 200,
        body: expect.objectContaining({ verified: true, errors: [] }),
      });
    }
  });

  test('documents that do not conform are refused with a problem type of the Recommendation', async () => {
    const { status, body } = await verify({ type: ['NonconformingDocument'] });
    expect([status, (body['errors'] as string[]).length]).toEqual([400, 1]);
    expect(body['problemDetails']).toMatchObject([
      { type: 'https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR' },
    ]);
    const good = (await issue(named(inputs['credential-ok']!, issuer.ecdsa.did))).body;
    const changed = await verify({ ...good, credentialSubject: { id: 'did:example:other' } });
    expect(changed.body['problemDetails']).toMatchObject([
      { type: 'https://www.w3.org/TR/vc-data-model#CRYPTOGRAPHIC_SECURITY_ERROR' },
    ]);
    expect(
      (await post('/presentations/verify', { verifiablePresentation: { type: 'x' }, options: { challenge: '1' } }))
        .status,
    ).toBe(400);
  });

  test('an envelope is opened, and one that is none is not', async () => {
    const credential = named(inputs['credential-ok']!, issuer.ecdsa.did);
    const jwt = await issueVcJwt(credential, issuer.ecdsa);
    const enveloped = {
      '@context': inputs['credential-ok']!['@context'],
      type: 'EnvelopedVerifiableCredential',
      id: `data:application/vc+jwt,${jwt}`,
    };
    expect((await verify(enveloped)).status).toBe(200);
    for (const change of [
      { '@context': [] },
      { id: jwt },
      { type: 'VerifiableCredential' },
      { id: 'data:application/vc+cose,AA' },
    ])
      expect((await verify({ ...enveloped, ...change })).status).toBe(400);
  });

  test('a presentation verifies for its challenge alone', async () => {
    const vc = (await issue(named(inputs['credential-ok']!, issuer.eddsa.did))).body;
    const document = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiablePresentation'],
      holder: issuer.ecdsa.did,
      verifiableCredential: [vc],
    };
    const proof = {
      created: '2026-11-25T00:00:00Z',
      proofPurpose: 'authentication',
      challenge: 'n-1',
      domain: 'a.example',
    } as const;
    const verifiablePresentation = await addEcdsaJcsProof(document, issuer.ecdsa, proof);
    const ask = (options: object) => post('/presentations/verify', { verifiablePresentation, options });
    expect((await ask({ challenge: 'n-1', domain: 'a.example' })).status).toBe(200);
    for (const options of [{}, { challenge: 'n-2' }, { challenge: 'n-1', domain: 'b.example' }])
      expect((await ask(options)).status).toBe(400);
  });

  test('a credential that another’s library signed is verified, and not once it was changed', async () => {
    const { eddsa } = await openTestIssuer();
    const unsigned = named(inputs['credential-ok']!, eddsa.did);
    const theirs = await theyIssue(unsigned, eddsa, theirLoader(eddsa.did), '2026-11-24T00:00:00Z');
    expect((await verify(theirs)).body).toMatchObject({ verified: true, errors: [] });
    expect((await verify({ ...theirs, issuer: issuer.eddsa.did })).status).toBe(400);
    expect((await verify({ ...theirs, name: 'Khác' })).status).toBe(400);
  });

  describe('a presentation that another’s library made', () => {
    let holder: TestIssuer['eddsa'];
    let vc: Document;
    const asked = { challenge: 'n-7', domain: 'tuyendung.example' };
    beforeAll(async () => {
      holder = (await openTestIssuer()).eddsa;
      const claims = { ...inputs['credential-ok']!, credentialSubject: { id: holder.did } };
      vc = (await issue(named(claims, issuer.eddsa.did))).body;
    });
    const of = (...credentials: unknown[]): Document => ({
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiablePresentation'],
      holder: holder.did,
      verifiableCredential: credentials,
    });
    const present = (document: Document, key = holder, options = asked) =>
      theyPresent(document, key, pinnedLoader(vcApiPinned), options);
    const ask = (verifiablePresentation: unknown, options: object = asked) =>
      post('/presentations/verify', { verifiablePresentation, options });

    test('verifies for the challenge and reader that it was made for', async () => {
      const { status, body } = await ask(await present(of(vc)));
      expect([status, body]).toEqual([200, expect.objectContaining({ verified: true, errors: [] })]);
      expect((await ask(await present(of()))).status).toBe(200);
    });

    test.each<[string, () => Promise<[document: unknown, options?: object]>]>([
      ['for another challenge', async () => [await present(of(vc)), { ...asked, challenge: 'n-8' }]],
      ['for another reader', async () => [await present(of(vc)), { ...asked, domain: 'khac.example' }]],
      ['without the challenge that was asked with', async () => [await present(of(vc)), { domain: asked.domain }]],
      ['signed by another than its holder', async () => [await present(of(vc), issuer.eddsa)]],
      ['with a credential that was changed before', async () => [await present(of({ ...vc, name: 'Khác' }))]],
      ['with a credential put in later', async () => [{ ...(await present(of())), verifiableCredential: [vc] }]],
      ['with a credential that nobody signed', async () => [await present(of({ ...vc, proof: undefined }))]],
      [
        'with a credential whose time is over',
        async () => {
          const over = { ...inputs['credential-ok']!, validUntil: '2026-01-01T00:00:00Z' };
          return [await present(of((await issue(named(over, issuer.eddsa.did))).body))];
        },
      ],
      [
        'for another purpose',
        async () => {
          const signed = await present(of(vc));
          return [{ ...signed, proof: { ...(signed['proof'] as Document), proofPurpose: 'assertionMethod' } }];
        },
      ],
      ['without a proof', () => Promise.resolve([of(vc)])],
      ['that is none', () => Promise.resolve(['text'])],
    ])('%s is refused, with the reason', async (_, make) => {
      const { status, body } = await ask(...(await make()));
      expect([status, body['verified'], (body['errors'] as unknown[]).length]).toEqual([400, false, 1]);
    });
  });

  test('what is issued names a status list that can be fetched and verified, and is refused once it is revoked', async () => {
    for (const did of [issuer.eddsa.did, issuer.ecdsa.did]) {
      const issued = (await issue(named(inputs['credential-ok']!, did))).body;
      const other = (await issue(named(inputs['credential-ok']!, did))).body;
      const [revocation, suspension] = issued['credentialStatus'] as Document[];
      expect([revocation!['statusPurpose'], suspension!['statusPurpose']]).toEqual(['revocation', 'suspension']);
      const bit = async (): Promise<boolean> => {
        const url = String(revocation!['statusListCredential']).replace('https://gateway.example', base);
        const answer = await fetch(url);
        expect(answer.headers.get('content-type')).toContain('application/vc');
        const list = await verifyAny(await answer.json());
        const [entry] = statusEntriesOf({ document: issued } as unknown as ValidCredential);
        return statusIn(list, entry!, did);
      };
      const verifyAll = (verifiableCredential: unknown) =>
        post('/credentials/verify', { verifiableCredential, options: { checks: ['proof', 'credentialStatus'] } });
      expect([await bit(), (await verifyAll(issued)).status]).toEqual([false, 200]);
      expect((await post('/credentials/status', { credentialStatus: revocation, status: true }, 'k-2')).status).toBe(
        401,
      );
      expect((await post('/credentials/status', { credentialStatus: revocation, status: true })).status).toBe(200);
      expect(await bit()).toBe(true);
      expect((await verifyAll(issued)).body).toMatchObject({
        verified: false,
        errors: ['the status revocation applies'],
      });
      expect((await verifyAll(other)).status).toBe(200);
      await post('/credentials/status', { credentialStatus: revocation, status: false });
      expect((await verifyAll(issued)).status).toBe(200);
    }
  });

  test.each([
    ['beyond the list', { statusListIndex: '131072' }, 'RANGE_ERROR'],
    ['in words', { statusListIndex: 'mười' }, 'RANGE_ERROR'],
    ['of another’s list', { statusListCredential: 'https://evil.example/1' }, 'STATUS_RETRIEVAL_ERROR'],
  ])('a status %s is refused', async (_, change, title) => {
    const issued = (await issue(named(inputs['credential-ok']!, issuer.ecdsa.did))).body;
    const [entry] = issued['credentialStatus'] as Document[];
    const answer = await post('/credentials/status', { credentialStatus: { ...entry, ...change }, status: true });
    expect([answer.status, answer.body['problemDetails']]).toEqual([400, [expect.objectContaining({ title })]]);
  });

  test('the list of a stranger is not fetched', async () => {
    let asked = 0;
    const stranger = express().use((_request, response) => void response.json({ asked: (asked += 1) }));
    const listening = stranger.listen(0, '127.0.0.1');
    await new Promise((resolve) => listening.once('listening', resolve));
    const list = `http://127.0.0.1:${(listening.address() as AddressInfo).port}/status/1`;
    const entry = { type: 'BitstringStatusListEntry', statusPurpose: 'revocation', statusListIndex: '1' };
    const credentialStatus = { ...entry, statusListCredential: list };
    const issued = (await issue({ ...named(inputs['credential-ok']!, issuer.ecdsa.did), credentialStatus })).body;
    const options = { checks: ['proof', 'credentialStatus'] };
    const { body } = await post('/credentials/verify', { verifiableCredential: issued, options });
    expect([body['warnings'], asked]).toEqual([[`not fetched: ${list}`], 0]);
    listening.close();
  });

  test('nothing is signed without the key, nor in the name of another', async () => {
    const credential = named(inputs['credential-ok']!, issuer.eddsa.did);
    expect((await post('/credentials/issue', { credential }, 'k-2')).status).toBe(401);
    expect((await issue({ ...credential, issuer: 'did:example:school' })).body['problemDetails']).toMatchObject([
      { title: 'issuer-not-ours' },
    ]);
    expect((await post('/credentials/issue', [])).status).toBe(422);
  });
});

test('without a key in the settings there is no issuing endpoint', async () => {
  const app = express().use(
    vcApiRoutes({ issuer: openTestIssuer, apiKey: undefined, now: () => new Date(), status: openTestStatus('') }),
  );
  app.use(sendProblem as ErrorRequestHandler);
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/credentials/issue`;
  expect((await fetch(url, { method: 'POST', headers: { authorization: 'Bearer undefined' } })).status).toBe(404);
  server.close();
});

test('the test issuer keeps its keys, for their owner alone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vc-api-'));
  const path = join(folder, 'keys.json');
  const first = await openTestIssuer(path);
  const second = await openTestIssuer(path);
  expect([second.eddsa.did, second.ecdsa.did]).toEqual([first.eddsa.did, first.ecdsa.did]);
  expect(statSync(path).mode & 0o077).toBe(0);
  rmSync(folder, { recursive: true });
});
