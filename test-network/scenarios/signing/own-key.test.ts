/** A person acts with a key of their own, through a gateway that would like to act in their name and cannot (trust.md §5). */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createHash, createSign, generateKeyPairSync, randomBytes, subtle } from 'node:crypto';
import {
  buildProposal,
  enrolOwnKey,
  isProposalOf,
  newPersonKey,
  signAndSubmit,
  type Intent,
  type OwnIdentity,
  type PersonKey,
} from '@daunguon/explorer-ui';
import {
  canonicalize,
  holderToken,
  holderTokenHash,
  newHolderSecret,
  openWithSecret,
  sealFields,
  type Jwk,
} from '@daunguon/proof';
import { fieldValues, vietnamDate } from '@daunguon/records';
import { assuranceLevels, enrolmentResource } from '../../src/oidc/clients.ts';
import { accessToken } from '../../src/oidc/sign-in.ts';
import { launchChromium } from '../../../verifier-web/test/chromium.ts';
import { freshId, startSystem, type System } from '../system.ts';
import { lostDevice } from './lost-device.ts';
import { seedId } from '../seed-id.ts';

const browser = await launchChromium();
let system: System;
let agent: string;
let key: PersonKey;
let identity: OwnIdentity;

const unit = () => ({
  ...{ requestId: freshId(), id: freshId(), name: 'Trạm y tế Trảng Bom (mẫu)' },
  ...{ kind: 'clinic', commune: '26068' },
});
const enrolled = async (login: string): Promise<{ key: PersonKey; identity: OwnIdentity }> => {
  const { key: own } = await newPersonKey();
  const token = await accessToken(system.issuer, login, enrolmentResource);
  return { key: own, identity: await enrolOwnKey(agent, token, own, fetch) };
};
const options = async (through: typeof fetch = fetch) => ({
  ...{ gateway: system.gateway, token: await system.token('registrar-health') },
  ...{ channel: 'province', chaincode: 'records', identity, key },
  ...{ fetch: through, nonce: randomBytes(24), now: Date.now() },
});
const intentOf = (command: object): Intent => ({
  ...{ channel: 'province', chaincode: 'records', transaction: 'Registry:RegisterUnit' },
  ...{ argument: canonicalize(command), mspId: identity.mspId, certificatePem: identity.certificatePem },
});
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

beforeAll(async () => {
  const [, level] = assuranceLevels;
  system = await startSystem({ env: { DN_OIDC_ISSUANCE_ACR: level }, acr: level });
  agent = `http://localhost:${8084 + system.offset}`;
  ({ key, identity } = await enrolled('registrar-health'));
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await system?.stop();
}, 60_000);

lostDevice(browser, () => system);

test('registers a unit in the person’s own name, and the ledger says so', async () => {
  const command = unit();
  const done = await signAndSubmit(await options(), 'Registry:RegisterUnit', command);
  expect(done).toMatchObject({ ids: [command.id], receipt: `/r/${command.id}`, blockNumber: expect.any(Number) });
  const { body } = await system.get(`/api/registry/units/${command.id}`, 'registrar-health');
  expect(body['record']).toMatchObject({ by: { msp: 'HealthMSP', role: 'registrar', signing: 'own' } });
});

test('the same person without own key acts custodially, and the ledger says so', async () => {
  const command = unit();
  expect(await system.post('/api/registry/units', command, 'registrar-health')).toMatchObject({ status: 201 });
  const { body } = await system.get(`/api/registry/units/${command.id}`, 'registrar-health');
  expect(body['record']).toMatchObject({ by: { msp: 'HealthMSP', signing: 'custodial' } });
});

test('a recall that an inspector signed alone reaches every descendant', async () => {
  const found = await system.get('/api/origin/batches?limit=1000', 'inspector');
  const batches = found.body['items'] as { id: string; body: { lot: string } }[];
  const batch = batches.find(({ body }) => body.lot === 'HOP-0001')?.id;
  const inspector = { ...(await options()), ...(await enrolled('inspector')), token: await system.token('inspector') };
  const recall = { requestId: freshId(), id: freshId(), batch, reason: 'Thử thu hồi (mẫu)', class: 'III' };
  expect(await signAndSubmit(inspector, 'Origin:IssueRecall', recall)).toMatchObject({
    propagated: 2,
    propagation: 'complete',
  });
  const child = batches.find(({ body }) => body.lot === 'HOP-0001-A')?.id;
  const { body } = await system.get(`/api/origin/batches/${child}`, 'inspector');
  expect(body['record']).toMatchObject({ status: 'recalled', by: { msp: 'TechMSP', role: 'admin' } });
});

/** The school's issuer with a key of their own, and the keys of the school that the ledger has. */
const school = async () => {
  const { body } = await system.get(`/api/credential/issuer-keys?owner=${seedId(system, 'unit-school')}`, 'school');
  // Beside the key of its credentials a school has one that signs badges.
  const keys = body['items'] as { id: string; body: { use: string; algorithm: string; jwk: Jwk } }[];
  const of = (use: string) => keys.find((one) => one.body.use === use && one.body.algorithm !== 'EdDSA')!;
  const own = { ...(await options()), ...(await enrolled('school')), token: await system.token('school') };
  return { own, signing: of('sign'), sealing: of('seal') };
};
/** The bundle once a head covers what is expected of it. */
const bundleWith = async (id: string, expected: (bundle: Record<string, unknown>) => boolean) => {
  for (let attempt = 1; ; attempt += 1) {
    const { body } = await system.get(`/r/${id}`);
    if (expected(body) || attempt === 40) return body;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
};
const statusOf = ({ record }: Record<string, unknown>): unknown =>
  (JSON.parse((record as { leaf?: string } | null)?.leaf ?? '{}') as { status?: string }).status;

test('what an issuer sealed on their own device opens by the holder alone, and is gone once they erased it with their own key', async () => {
  const { own, signing, sealing } = await school();
  const [id, day] = [freshId(), vietnamDate(new Date().toISOString())];
  const contents = {
    title: 'Chứng chỉ',
    fullName: 'Vũ Thị Ngọc Ánh',
    issuedOn: day,
    issuer: 'Trường (mẫu)',
    course: 'An toàn số',
  };
  const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
  const secret = newHolderSecret(random);
  const values = fieldValues('course-certificate', contents);
  const unit = { key: sealing.id, publicJwk: sealing.body.jwk };
  const made = await sealFields(subtle, random, {
    id,
    version: 1,
    type: 'credential/credential',
    values,
    secret,
    unit,
  });
  const row = { id, ...made, tokenHash: holderTokenHash(holderToken(secret, id)) };
  const store = (who: string, more: object = {}) =>
    system.post('/api/credential/sealed', { contents: [{ ...row, ...more }] }, who);
  expect(await store('farmer')).toMatchObject({ status: 403, body: { code: 'auth/not-your-unit' } });
  expect((await store('school', { sealed: { ...made.sealed, box: '***' } })).status).toBe(422);
  expect(await store('school')).toMatchObject({ status: 201, body: { stored: 1 } });

  const issue = {
    requestId: freshId(),
    id,
    kind: 'course-certificate',
    commitment: made.commitment,
    month: day.slice(0, 7),
    key: signing.id,
  };
  await signAndSubmit(own, 'Credential:Issue', issue);
  const sealed = await bundleWith(id, (bundle) => bundle['sealed'] !== undefined);
  const opened = await openWithSecret(subtle, id, sealed['sealed'], secret);
  expect(opened.find(({ pointer }) => pointer === '/fullName')?.value).toBe(contents.fullName);
  await expect(openWithSecret(subtle, id, sealed['sealed'], newHolderSecret(random))).rejects.toThrow();

  const erase = { requestId: freshId(), id, act: 'erase', ground: 'holder-request', date: day };
  await signAndSubmit({ ...own, nonce: randomBytes(24) }, 'Credential:ChangeStatus', erase);
  const erased = await bundleWith(id, (bundle) => statusOf(bundle) === 'erased');
  expect([statusOf(erased), erased['sealed']]).toEqual(['erased', undefined]);
}, 300_000);

test('a file is stood for by a unit with its person’s own key, found by its digest, and no more after that was taken back', async () => {
  const { own } = await school();
  const file = Buffer.from('Quyết định công nhận tốt nghiệp (mẫu)');
  const digest = createHash('sha256').update(file).digest('hex');
  const attest = { requestId: freshId(), id: freshId(), digest, bytes: file.length, mediaType: 'text/plain' };
  await signAndSubmit(own, 'Credential:Attest', attest);
  const found = async () => (await system.get(`/api/attestations/by-digest/${digest}`)).body['items'];
  expect(await found()).toMatchObject([{ id: attest.id, status: 'active', bytes: file.length }]);
  const taken = { requestId: freshId(), id: attest.id };
  await signAndSubmit({ ...own, nonce: randomBytes(24) }, 'Credential:WithdrawAttestation', taken);
  expect(await found()).toMatchObject([{ id: attest.id, status: 'revoked' }]);
}, 300_000);

test('the agent enrols an own key only for a token that a gateway never gets', async () => {
  const { key: other } = await newPersonKey();
  const gatewayToken = await system.token('registrar-health');
  await expect(enrolOwnKey(agent, gatewayToken, other, fetch)).rejects.toMatchObject({
    code: 'refused',
    problem: { status: 401 },
  });
});

test('a gateway that signs with another key in the person’s name is refused by the peers', async () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const forger: PersonKey = {
    certificateRequest: () => Promise.reject(new Error('not asked for')),
    sign: (bytes) => Promise.resolve(createSign('sha256').update(bytes).sign(privateKey)),
  };
  await expect(
    signAndSubmit({ ...(await options()), key: forger }, 'Registry:RegisterUnit', unit()),
  ).rejects.toMatchObject({ code: 'refused', problem: { code: 'ledger/refused' } });
});

test('a prepared proposal whose argument was swapped is not signed', async () => {
  const mine = unit();
  const prepare = (command: object) =>
    system.post(
      '/api/tx/prepare',
      {
        ...{ transaction: 'Registry:RegisterUnit', command },
        ...{ mspId: identity.mspId, certificatePem: identity.certificatePem },
      },
      'registrar-health',
    );
  const honest = await prepare(mine);
  const lying = await prepare({ ...mine, name: 'Trạm y tế khác (mẫu)' });
  const bytes = (answer: typeof honest): Uint8Array => Buffer.from(String(answer.body['proposal']), 'base64');
  expect(isProposalOf(intentOf(mine), bytes(honest))).toBe(true);
  expect(isProposalOf(intentOf(mine), bytes(lying))).toBe(false);
});

test('a gateway that returns another transaction for the second signature is found out, and nothing is committed', async () => {
  const theirs = unit();
  const mine = unit();
  const swapping: typeof fetch = async (url, init) => {
    if (!String(url).endsWith('/api/tx/endorse')) return fetch(url, init);
    const swapped = buildProposal(intentOf(theirs), randomBytes(24), Date.now()).bytes;
    const body = JSON.stringify({ proposal: base64(swapped), signature: base64(await key.sign(swapped)) });
    return fetch(url, { ...init, body });
  };
  await expect(signAndSubmit(await options(swapping), 'Registry:RegisterUnit', mine)).rejects.toMatchObject({
    code: 'tampered',
  });
  for (const { id } of [mine, theirs]) {
    expect((await system.get(`/api/registry/units/${id}`, 'registrar-health')).status).toBe(404);
  }
});

test('an envelope altered after the person signed it is refused', async () => {
  const altering: typeof fetch = async (url, init) => {
    if (!String(url).endsWith('/api/tx/submit')) return fetch(url, init);
    const sent = JSON.parse(String(init?.body)) as { payload: string; signature: string };
    const payload = Buffer.from(sent.payload, 'base64');
    const at = payload.lastIndexOf('Trảng Bom');
    payload.write('Xuân Lộc!', at);
    return fetch(url, { ...init, body: JSON.stringify({ ...sent, payload: base64(payload) }) });
  };
  await expect(signAndSubmit(await options(altering), 'Registry:RegisterUnit', unit())).rejects.toMatchObject({
    code: 'refused',
  });
});

test.each([
  ['no base64', { proposal: '***', signature: 'AA==' }, 422],
  ['no proposal', { proposal: 'AAAA', signature: 'AA==' }, 422],
  ['an unknown member', { proposal: 'AAAA', signature: 'AA==', more: 1 }, 422],
])('%s is refused with its problem', async (_name, body, status) => {
  const answer = await system.post('/api/tx/endorse', body, 'registrar-health');
  expect(answer.status).toBe(status);
  expect(answer.body['type']).toMatch(/^urn:daunguon:problem:/);
});
