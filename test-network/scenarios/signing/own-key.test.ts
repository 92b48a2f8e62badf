/** A person acts with a key of their own, through a gateway that would like to act in their name and cannot (trust.md §5). */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
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
import { canonicalize } from '@daunguon/proof';
import { enrolmentResource } from '../../src/oidc/issuer.ts';
import { accessToken } from '../../src/oidc/sign-in.ts';
import { freshId, startSystem, type System } from '../system.ts';

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
  system = await startSystem();
  agent = `http://localhost:${8084 + system.offset}`;
  ({ key, identity } = await enrolled('registrar-health'));
}, 120_000);
afterAll(async () => system?.stop());

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
