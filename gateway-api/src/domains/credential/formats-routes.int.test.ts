import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openBadgesPinned, validateOpenBadge } from '@daunguon/formats/open-badges';
import type { P256Jwk } from '@daunguon/formats/es256';
import { verifySdJwtVc } from '@daunguon/formats/sd-jwt';
import { statusEntriesOf, statusIn, tokenStatusIn, tokenStatusReference } from '@daunguon/formats/status-list';
import { verifyCredential } from '@daunguon/formats/vc';
import { verifyVcJwt } from '@daunguon/formats/vc-jwt';
import type { FieldsState, RecordStatus } from '@daunguon/records';
import express from 'express';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DocumentLoader, theyVerify } from '../../../../formats/src/data-integrity/test-digitalbazaar.ts';
import { sendProblem } from '../../http/http-problem.ts';
import type { IndexStore } from '../../index-store/index-store.ts';
import { openSqliteStore } from '../../index-store/sqlite-store.ts';
import { collections, projectBlock } from '../../project-block.ts';
import { openSealedStore } from '../../vault/sealed-store.ts';
import { openUnitKeys } from '../../vault/unit-keys.ts';
import { controllerRoutes } from './controller-documents.ts';
import type { CredentialDeps } from './credential-deps.ts';
import { registerCustodialKey } from './custodial-keys.ts';
import { formatsRoutes } from './formats-routes.ts';
import { prepareCredentials, type IssueRow } from './issue-credentials.ts';
import { openSubjectKeys } from '../../vault/subject-keys.ts';

const unit = '2D9P5HJKMN8QRSTVWXYZ012345';
const [requestId, signKey, sealKey, badgeKey] = [
  '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  '3F8K2M9QRT5VWXYZ01ABCDEGHJ',
  '4G7N0PQRSTVWXYZ12345ABCDEF',
  '5H8P0QRSTVWXYZ012345ABCDEF',
] as const;
const verifierUrl = 'https://xacminh.daunguon.example';
const publicUrl = 'https://daunguon.example';
const row = (serialNumber: string): IssueRow => ({
  kind: 'diploma',
  contents: {
    ...{ title: 'Bằng tốt nghiệp', fullName: 'Nguyễn Thị Hồng Hạnh', issuer: 'Trường THPT Trấn Biên', serialNumber },
    ...{ issuedOn: '2026-06-20', birthDate: '2008-01-31' },
  },
});

describe('documents and status lists of a unit whose keys the gateway keeps', () => {
  const folder = mkdtempSync(join(tmpdir(), 'formats-'));
  const keys = openSubjectKeys(':memory:', Buffer.alloc(32, 7));
  const sealed = openSealedStore(join(folder, 'sealed.db'), keys);
  const unitKeys = openUnitKeys(join(folder, 'unit-keys.db'), Buffer.alloc(32, 7), keys);
  const by = { msp: 'EduMSP', unit, role: 'issuer', signing: 'custodial' } as const;
  let store: IndexStore;
  let server: Server;
  let base = '';
  let ids: readonly string[] = [];
  let who = { unit, role: 'issuer' };
  let ledger: Pick<CredentialDeps['ledger'], 'submit'>;
  let block = 0;
  /** One block of the ledger that writes these states. */
  const commit = async (time: string, states: readonly FieldsState[]): Promise<void> => {
    const writes = states.map((state) => ({ key: `r/${state.id}`, value: JSON.stringify({ ...state, ts: time }) }));
    const ref = { number: (block += 1), hash: String(block) };
    const transactions = [{ txId: `tx-${block}`, time, endorsers: ['EduMSP'], writes }];
    await store.applyBlocks([{ ref, ops: projectBlock({ ...ref, transactions }) }]);
  };
  /** What the ledger is told of a key of this server's; and of the unit. */
  const registered: Record<string, unknown>[] = [];
  const commitKey = async (id: string, change: object = {}, status = 'active'): Promise<void> => {
    const { requestId: _, id: __, ...key } = registered.find((command) => command['id'] === id)!;
    const state = { id, type: 'credential/issuer-key', version: 1, status, owner: unit };
    const rest = { commitment: 'c'.repeat(64), salt: '', ts: '2026-07-01T00:00:00Z', by };
    await commit('2026-07-01T00:00:00Z', [
      { ...state, ...rest, body: { ...key, unit, ...change } } as unknown as FieldsState,
    ]);
  };
  const states = new Map<string, FieldsState>();
  const change = async (id: string, status: RecordStatus, ts: string): Promise<void> => {
    const before = states.get(id)!;
    states.set(id, { ...before, version: before.version + 1, status, ts });
    await commit(ts, [states.get(id)!]);
  };

  beforeAll(async () => {
    store = openSqliteStore(join(folder, 'index.db'), collections);
    const submit = (_: unknown, transaction: string, command: object) => {
      expect(transaction).toBe('Credential:RegisterIssuerKey');
      registered.push(command as Record<string, unknown>);
      return Promise.resolve({ txId: 'ab', blockNumber: 1, result: null });
    };
    ledger = { submit };
    const identity = { mspId: 'EduMSP', unit, role: 'issuer', certificatePem: '', keyPem: '' };
    for (const key of [{ id: signKey, use: 'sign' } as const, { id: sealKey, use: 'seal' } as const])
      await registerCustodialKey({ unitKeys, ledger }, identity, { requestId, ...key }, new Date());
    const { rows } = await prepareCredentials({ sealed, unitKeys }, unit, requestId, ['A1', 'A2', 'A3'].map(row));
    const issued = rows.map(({ id, kind, commitment, month, key }): FieldsState => {
      const facets = { kind, month, key };
      const state = {
        id,
        type: 'credential/credential',
        version: 1,
        status: 'active',
        owner: unit,
        commitment,
        facets,
      };
      return { ...state, ts: '2026-07-01T00:00:00Z', by } as FieldsState;
    });
    for (const state of issued) states.set(state.id, state);
    ids = issued.map(({ id }) => id);
    await commit('2026-07-01T00:00:00Z', issued);
    const deps = {
      ...{ store, sealed, unitKeys, vaultKey: Buffer.alloc(32, 7), config: { verifierUrl, publicUrl } },
      authenticate: () => Promise.resolve({ issuer: '', subject: 's', token: 't' }),
      identityOf: () => Promise.resolve({ ...identity, ...who }),
    } as unknown as CredentialDeps;
    const app = express().use(formatsRoutes(deps, () => Date.parse('2026-11-25T00:00:00Z')));
    app.use(controllerRoutes(store, verifierUrl));
    app.use(sendProblem);
    server = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.close();
    await store.close();
    sealed.close();
    unitKeys.close();
    rmSync(folder, { recursive: true });
  });

  const directory = (kid: string) =>
    kid === `${verifierUrl}/r/${signKey}`
      ? { controller: `${verifierUrl}/r/${unit}`, jwk: unitKeys.byId(signKey)!.publicJwk as unknown as P256Jwk }
      : undefined;
  const document = async (id: string, format: string) => {
    const body = JSON.stringify({ id, format });
    const answer = await fetch(`${base}/api/credential/custodial/documents`, { method: 'POST', body });
    return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text(), answer };
  };
  /** What a reader would do with a credential: fetch its lists, verify them, look at its bit. */
  const standing = async (id: string, query = ''): Promise<Record<string, boolean>> => {
    const credential = await verifyCredential(JSON.parse((await document(id, 'vc')).text), directory);
    const out: Record<string, boolean> = {};
    for (const entry of statusEntriesOf(credential)) {
      const answer = await fetch(entry.list.replace(publicUrl, base) + query);
      const list = await verifyCredential(await answer.json(), directory);
      out[entry.purpose] = statusIn(list, entry, credential.issuer);
    }
    return out;
  };

  /** The same with an SD-JWT VC and the list that it names: 0 valid, 1 invalid, 2 suspended. */
  const tokenStatus = async (id: string, query = ''): Promise<number> => {
    const { claims, issuer } = await verifySdJwtVc((await document(id, 'sd-jwt')).text, directory);
    const reference = tokenStatusReference(claims);
    const answer = await fetch(reference.uri.replace(publicUrl, base) + query);
    expect(answer.headers.get('content-type')).toBe('application/statuslist+jwt');
    const now = Date.parse('2026-11-25T00:00:00Z') / 1000;
    return tokenStatusIn(await answer.text(), reference, { issuer, directory, now });
  };

  test('are made in every format, and verify by the unit’s key', async () => {
    const vc = await document(ids[0]!, 'vc');
    expect([vc.status, vc.type]).toEqual([200, 'application/vc']);
    expect((await verifyCredential(JSON.parse(vc.text), directory)).issuer).toBe(`${verifierUrl}/r/${unit}`);
    expect((await verifyVcJwt((await document(ids[0]!, 'vc-jwt')).text, directory)).types).toContain(
      'DiplomaCredential',
    );
    const { claims } = await verifySdJwtVc((await document(ids[0]!, 'sd-jwt')).text, directory);
    expect(claims).toMatchObject({ fullName: 'Nguyễn Thị Hồng Hạnh', serialNumber: 'A1' });
    const pdf = await document(ids[0]!, 'pdf');
    expect([pdf.type, pdf.text.slice(0, 5), pdf.answer.headers.get('cache-control')]).toEqual([
      'application/pdf',
      '%PDF-',
      'no-store',
    ]);
  });

  test('say what the ledger says: revoked, suspended, replaced, and how it was at a time', async () => {
    const [revoked, suspended, other] = ids as [string, string, string];
    expect(await standing(revoked)).toEqual({ revocation: false, suspension: false });
    await change(revoked, 'revoked', '2026-09-01T08:00:00Z');
    await change(suspended, 'suspended', '2026-09-02T08:00:00Z');
    expect(await standing(revoked)).toEqual({ revocation: true, suspension: false });
    expect(await standing(suspended)).toEqual({ revocation: false, suspension: true });
    expect(await standing(other)).toEqual({ revocation: false, suspension: false });
    expect(await standing(revoked, '?timestamp=2026-09-01T14:59:59%2B07:00')).toEqual({
      revocation: false,
      suspension: false,
    });
    expect(await standing(revoked, '?timestamp=2026-09-01T15:00:00%2B07:00')).toEqual({
      revocation: true,
      suspension: false,
    });
    await change(suspended, 'active', '2026-09-03T08:00:00Z');
    expect(await standing(suspended)).toEqual({ revocation: false, suspension: false });
    expect((await standing(suspended, '?timestamp=2026-09-02T09:00:00Z'))['suspension']).toBe(true);
    expect(await Promise.all([revoked, suspended, other].map((id) => tokenStatus(id)))).toEqual([1, 0, 0]);
    const then = `?time=${Date.parse('2026-09-02T09:00:00Z') / 1000}`;
    expect(await Promise.all([revoked, suspended].map((id) => tokenStatus(id, then)))).toEqual([1, 2]);
    await change(other, 'superseded', '2026-09-04T08:00:00Z');
    expect(await standing(other)).toEqual({ revocation: true, suspension: false });
  });

  test.each([
    ['a list that is not there', `${unit}/revocation/1`, 404],
    ['a purpose of its own', `${unit}/refresh/0`, 422],
    ['the future', `${unit}/revocation/0?timestamp=2027-01-01T00:00:00Z`, 422],
    ['no time', `${unit}/revocation/0?timestamp=mai`, 422],
    ['a unit that keeps its own key', `${requestId}/revocation/0`, 409],
  ])('%s is refused', async (_, path, status) => {
    expect((await fetch(`${base}/api/credential/status-lists/${path}`)).status).toBe(status);
    const tokenPath = path.replace(/\/(revocation|refresh)\//, '/').replace(/timestamp=.*/, 'time=9999999999');
    const expected = path.includes('refresh') ? 200 : status;
    expect((await fetch(`${base}/api/credential/token-status-lists/${tokenPath}`)).status).toBe(expected);
  });

  /** What a reader with the library alone does: contexts at hand, issuer and key looked up where their identifiers lead. */
  const theirLoader: DocumentLoader = async (url) => {
    const pinned = openBadgesPinned.get(url);
    if (pinned !== undefined) return { contextUrl: null, documentUrl: url, document: pinned };
    const path = url.replace(`${verifierUrl}/r/`, `${base}/api/credential/controllers/`);
    const answer = await fetch(path);
    if (answer.headers.get('content-type')?.startsWith('application/ld+json') !== true)
      throw new Error(`not here: ${url}`);
    return { contextUrl: null, documentUrl: url, document: (await answer.json()) as Record<string, unknown> };
  };
  const theirCheck = (credential: Record<string, unknown>) =>
    theyVerify(credential, theirLoader, '2026-11-25T00:00:00Z');

  test('an open badge with an Ed25519 proof needs a badge key of the unit, and says so', async () => {
    const { status, text } = await document(ids[0]!, 'open-badge');
    expect([status, JSON.parse(text)]).toEqual([409, expect.objectContaining({ code: 'credential/no-badge-key' })]);
  });

  test('with one, it verifies by others’ library, which looks issuer and key up by their identifiers', async () => {
    const identity = { mspId: 'EduMSP', unit, role: 'issuer', certificatePem: '', keyPem: '' };
    await registerCustodialKey({ unitKeys, ledger }, identity, { requestId, id: badgeKey, use: 'badge' }, new Date());
    expect(registered.at(-1)).toMatchObject({ use: 'sign', algorithm: 'EdDSA', jwk: { crv: 'Ed25519' } });
    await commitKey(signKey);
    await commitKey(badgeKey);
    await commit('2026-07-01T00:00:00Z', [
      {
        id: unit,
        type: 'registry/unit',
        version: 1,
        status: 'active',
        owner: unit,
        commitment: 'd'.repeat(64),
        body: {},
        by,
      } as never,
    ]);
    const badge = await document(ids[0]!, 'open-badge');
    expect([badge.status, badge.type]).toEqual([200, 'application/vc']);
    const issued = JSON.parse(badge.text) as Record<string, unknown>;
    expect(issued).toMatchObject({
      issuer: { id: `${verifierUrl}/r/${unit}` },
      proof: { cryptosuite: 'eddsa-rdfc-2022', verificationMethod: `${verifierUrl}/r/${badgeKey}` },
    });
    expect(validateOpenBadge(issued).types).toContain('OpenBadgeCredential');
    expect(badge.text).not.toContain('Nguyễn Thị Hồng Hạnh');
    expect(await theirCheck(issued)).toBe(true);
    expect(await theirCheck({ ...issued, name: 'Bằng tiến sĩ' })).toBe(false);
    await commitKey(badgeKey, { validUntil: '2026-07-02T00:00:00Z' });
    expect((await document(ids[0]!, 'open-badge')).status).toBe(409);
    await commitKey(badgeKey);
    expect((await document(ids[0]!, 'open-badge')).status).toBe(200);
    const theft = { stolenOn: '2026-08-01T00:00:00Z', reportedAt: '2026-08-02T00:00:00Z' };
    await commitKey(badgeKey, { theft }, 'revoked');
    expect((await document(ids[0]!, 'open-badge')).status).toBe(409);
    expect(await theirCheck(issued)).toBe(false);
    expect((await fetch(`${base}/api/credential/controllers/${sealKey}`)).status).toBe(404);
    expect((await fetch(`${base}/api/credential/controllers/none`)).status).toBe(404);
  });

  test('are made as an open badge in a JWT, too, which verifies by the unit’s key', async () => {
    const badge = await document(ids[0]!, 'open-badge-jwt');
    expect([badge.status, badge.type]).toEqual([200, 'application/vc+jwt']);
    const { types, document: said } = await verifyVcJwt(badge.text, directory, openBadgesPinned);
    expect(types).toContain('OpenBadgeCredential');
    expect(said['credentialSubject']).toMatchObject({ achievement: { name: 'Bằng tốt nghiệp' } });
    expect(badge.text).not.toContain('Nguyễn Thị Hồng Hạnh');
  });

  test('are made for the unit that issued, and for nobody else', async () => {
    who = { unit: requestId, role: 'issuer' };
    expect((await document(ids[0]!, 'vc')).status).toBe(403);
    who = { unit, role: 'farmer' };
    expect((await document(ids[0]!, 'vc')).status).toBe(403);
    who = { unit, role: 'issuer' };
    expect((await document(requestId, 'vc')).status).toBe(404);
    expect((await document(ids[0]!, 'docx')).status).toBe(422);
    sealed.erase(ids[0]!);
    expect((await document(ids[0]!, 'vc')).status).toBe(404);
  });
});
