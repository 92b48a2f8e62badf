/** A school issues, its graduates show, employers check; what is recorded of them, nobody can read out of the network. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import {
  derivedId,
  disclosureFragment,
  discloseFields,
  encodeDisclosure,
  holderToken,
  holderTokenHash,
  newHolderSecret,
  openWithSecret,
  unwrapForHolder,
  verify,
  wrapForHolder,
  type Bundle,
  type SealedBody,
} from '@daunguon/proof';
import { launchChromium } from '../../../verifier-web/test/chromium.ts';
import { testIn } from '../../../verifier-web/test/in-browser.ts';
import { readPolicy } from '../../../verifier-web/src/cli/read-policy.ts';
import { daysAgo, freshId, sharedSystem, type System } from '../system.ts';
import { placesOf } from './planted.ts';
import { seedId } from '../seed-id.ts';

jest.setTimeout(180_000);

const root = join(import.meta.dirname, '../../..');
const { subtle } = crypto;
const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
/** Planted: none of these may be found anywhere in the network's files. */
const planted = {
  fullName: 'Quách Thị Mẫu Đơn',
  birthDate: '2007-11-23',
  personalId: '079307001234',
  serialNumber: 'QTMD.778899',
};
const renamed = 'Quách Thị Mẫu Đơn Hồng';

interface Link {
  readonly id: string;
  readonly link: string;
}

/** Run in the page: all that this origin keeps on the device. */
const everythingStored = `(async () => {
  const texts = [JSON.stringify(localStorage), JSON.stringify(history.state)];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) texts.push(request.url, await (await cache.match(request)).text());
  }
  return texts.join(' ');
})()`;

const browser = await launchChromium();
const inBrowser = testIn(browser);

let system: System;
let links: [diploma: Link, second: Link, course: Link];
const secretOf = ({ link }: Link): string => link.slice(link.indexOf('#') + 1);

const post = async (path: string, body: object, login = 'school') => {
  const answer = await system.post(`/api/credential/${path}`, { requestId: freshId(), ...body }, login);
  return { ...answer, links: (answer.body['links'] ?? []) as Link[], code: answer.body['code'] };
};
const bundleOf = async (id: string): Promise<Bundle> => (await system.get(`/r/${id}`)).body as unknown as Bundle;

/** As anybody runs it: exit code and what it said. */
const runVerify = (link: string): Promise<[code: number | null, said: string]> =>
  new Promise((resolve) => {
    const cli = join(root, 'verifier-web/src/cli/daunguon-verify.ts');
    const options = ['--policy', join(system.dataDir, 'trust'), '--state', join(system.dataDir, 'reader/heads.json')];
    const child = spawn(process.execPath, [cli, link, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('close', (code) => resolve([code, said]));
  });

/** Until a head covers what was done. */
const daunguonVerify = async (link: string, expected: string): Promise<[code: number | null, said: string]> => {
  for (let attempt = 1; ; attempt += 1) {
    const [status, said] = await runVerify(link);
    if (said.includes(expected) || attempt === 20) return [status, said];
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
};

beforeAll(async () => {
  system = await sharedSystem();
  const shared = { issuedOn: daysAgo(20), issuer: 'Trường THPT Xuân Lộc (mẫu)' };
  const diploma = { ...shared, ...planted, title: 'Bằng tốt nghiệp trung học phổ thông', classification: 'Giỏi' };
  const course = { ...shared, title: 'Chứng chỉ khóa học', fullName: planted.fullName, course: 'An toàn số' };
  const { status, links: given } = await post('custodial/issue', {
    credentials: [
      { kind: 'diploma', contents: diploma },
      { kind: 'diploma', contents: { ...diploma, serialNumber: 'QTMD.778900' } },
      { kind: 'course-certificate', contents: course, holder: 'demo-graduate' },
    ],
  });
  expect(status).toBe(201);
  links = given as unknown as typeof links;
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

test('the link opens the diploma, for a stranger, without the server’s word', async () => {
  const [code, said] = await daunguonVerify(links[0].link, 'HỒ SƠ THẬT');
  expect(said).toContain('HỒ SƠ THẬT, còn hiệu lực');
  expect(said).toContain(`Họ và tên / Full name: ${planted.fullName}`);
  expect(said).toContain('Ngày sinh / Date of birth: 23/11/2007');
  expect(code).toBe(0);
});

inBrowser('so it does in a browser, which keeps the secret out of the address and of what it stores', async () => {
  const page = await (await browser!.newContext()).newPage();
  await page.goto(links[0].link);
  await page.getByText(planted.fullName).first().waitFor();
  expect(await page.locator('.verdict').innerText()).toContain('HỒ SƠ THẬT, còn hiệu lực');
  expect(page.url()).toBe(links[0].link.split('#')[0]);
  const stored = await page.evaluate<string>(everythingStored);
  expect(stored).not.toContain(secretOf(links[0]));
  expect(stored).not.toContain(planted.fullName);
  await page.context().close();
});

test('without its secret the record says that it is in force, and nothing else', async () => {
  const [address = ''] = links[0].link.split('#');
  const [code, said] = await daunguonVerify(address, 'niêm phong');
  expect(said).toContain('NỘI DUNG NIÊM PHONG');
  expect(said).not.toContain(planted.fullName);
  expect(code).toBe(2);
});

test('a link that shows the name shows no number', async () => {
  const bundle = await bundleOf(links[0].id);
  const fields = await openWithSecret(subtle, links[0].id, bundle.sealed, secretOf(links[0]));
  const shown = encodeDisclosure(links[0].id, discloseFields(fields, [1, 2]));
  const [address = ''] = links[0].link.split('#');
  const [code, said] = await daunguonVerify(`${address}#${disclosureFragment(shown)}`, 'HỒ SƠ THẬT');
  expect([code, said.includes(planted.fullName)]).toEqual([0, true]);
  expect(said).not.toContain('23/11/2007');
});

test('a revocation is red with its date, and its ground is found from the diploma alone', async () => {
  const act = { act: 'revoke', ground: 'fraud', decision: '77/QĐ-SGDĐT', date: daysAgo(1) };
  const revoked = await post('credentials/status', { id: links[1].id, ...act }, 'registrar-edu');
  expect(revoked.status).toBe(201);
  const [, said] = await daunguonVerify(links[1].link, 'ĐÃ BỊ THU HỒI');
  expect(said).toContain('ĐÃ BỊ THU HỒI/HỦY từ');
  const ground = await bundleOf(derivedId('act', links[1].id, 2));
  expect(ground.body).toEqual(act);
  const again = await post('credentials/status', { id: links[1].id, ...act }, 'registrar-edu');
  expect([again.status, again.code]).toEqual([409, 'credential/status-final']);
});

test('an edit after a change of name ends the old diploma and leads to the new one', async () => {
  const contents = { title: 'Bằng tốt nghiệp', ...planted, fullName: renamed, issuedOn: daysAgo(0), issuer: 'Trường' };
  const replaced = await post('custodial/supersede', {
    ...{ id: links[0].id, act: 'edit', ground: 'civil-status-change', date: daysAgo(0) },
    credential: { kind: 'diploma', contents },
  });
  expect(replaced.status).toBe(201);
  const [successor] = replaced.links as [Link];
  expect(successor.id).toBe(derivedId('successor', links[0].id));
  expect((await daunguonVerify(links[0].link, 'đã có bản thay thế'))[1]).toContain('đã có bản thay thế');
  const [code, said] = await daunguonVerify(successor.link, 'còn hiệu lực');
  expect([code, said.includes(renamed)]).toEqual([0, true]);
  links[0] = successor;
});

test('a leaked link is replaced by its holder: the old one opens nothing, the commitment stays', async () => {
  const { id } = links[0];
  const { sealed } = (await bundleOf(id)) as unknown as { sealed: SealedBody };
  const before = await bundleOf(id);
  const sealing = { id, version: sealed.version };
  const bodyKey = await unwrapForHolder(subtle, sealed.wraps.holder, secretOf(links[0]), sealing);
  const fresh = newHolderSecret(random);
  const wrap = await wrapForHolder(subtle, random, bodyKey, fresh, sealing);
  const { commitment } = JSON.parse(before.record!.leaf) as { commitment: string };
  const change = { id, wraps: [{ commitment, wrap }], tokenHash: holderTokenHash(holderToken(fresh, id)) };
  const rotate = (token: string) => system.post('/api/credential/links/rotate', { ...change, token });
  expect((await rotate(holderToken(fresh, id))).status).toBe(403);
  expect((await rotate(holderToken(secretOf(links[0]), id))).status).toBe(200);
  const after = await bundleOf(id);
  await expect(openWithSecret(subtle, id, after.sealed, secretOf(links[0]))).rejects.toThrow();
  expect(await openWithSecret(subtle, id, after.sealed, fresh)).toHaveLength(25);
  expect(JSON.parse(after.record!.leaf)).toMatchObject({ commitment });
});

test('whoever lost a link gets a new one after signing in, and nobody else does', async () => {
  const recover = (login: string) => system.post('/api/credential/links/recover', {}, login);
  const recovered = await recover('graduate');
  expect(recovered.status).toBe(200);
  const mine = (recovered.body['links'] as Link[]).find(({ id }) => id === links[2].id);
  expect((await daunguonVerify(mine!.link, 'còn hiệu lực'))[0]).toBe(0);
  expect((await daunguonVerify(links[2].link, 'niêm phong'))[1]).toContain('đường dẫn có thể đã được thay');
  expect((await recover('farmer')).body['links']).toEqual([]);
  links[2] = mine!;
});

test('what a law does not keep is erased; a diploma is not, and the refusal is on record', async () => {
  const erase = { act: 'erase', ground: 'holder-request', date: daysAgo(0) };
  expect((await post('credentials/status', { id: links[2].id, ...erase })).status).toBe(201);
  expect((await daunguonVerify(links[2].link, 'ĐÃ XÓA'))[1]).toContain('ĐÃ XÓA theo yêu cầu');
  expect((await bundleOf(links[2].id)).sealed).toBeUndefined();
  const kept = await post('credentials/status', { id: links[0].id, ...erase });
  expect([kept.status, kept.code]).toEqual([409, 'credential/register-must-be-kept']);
  const refusal = { act: 'refuse-erasure', ground: 'register-must-be-kept', date: daysAgo(0) };
  expect((await post('credentials/status', { id: links[0].id, ...refusal })).status).toBe(201);
});

test('a key is rotated, the old one reported stolen, and the directory proves every key by itself', async () => {
  const items = async () => {
    const { body } = await system.get(`/api/credential/issuer-keys?owner=${seedId(system, 'unit-school')}`, 'school');
    return body['items'] as { id: string; status: string; owner: string; body: { algorithm: string } }[];
  };
  const signing = (await items()).find(({ status, body }) => status === 'active' && body.algorithm === 'ES256')!;
  const fresh = freshId();
  expect((await post('custodial/keys', { id: fresh, use: 'sign', replaces: signing.id })).status).toBe(201);
  const stolenOn = `${daysAgo(3)}T00:00:00Z`;
  expect((await post('issuer-keys/theft', { id: signing.id, stolenOn }, 'registrar-edu')).status).toBe(201);
  const statuses = Object.fromEntries((await items()).map(({ id, status }) => [id, status]));
  expect(statuses).toMatchObject({ [signing.id]: 'revoked', [fresh]: 'active' });

  const policy = await readPolicy(join(system.dataDir, 'trust'), []);
  const proven = async () => {
    const { body } = await system.get('/api/credential/directory');
    const bundles = body['bundles'] as Bundle[];
    return bundles.map((bundle) => verify({ bundle, id: bundle.id, policy, now: Date.now() }));
  };
  let directory = await proven();
  for (
    let tries = 0;
    tries < 20 && !directory.some(({ standing }) => standing?.absent === false && standing.status === 'revoked');
    tries += 1
  ) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    directory = await proven();
  }
  expect(directory.map(({ authenticity }) => authenticity)).toEqual(directory.map(() => 'authentic'));
  const theft = directory.find(({ record }) => record?.status === 'revoked')?.body as { theft: object };
  expect(theft.theft).toMatchObject({ stolenOn });
  expect(directory.some(({ record }) => record?.type === 'registry/unit')).toBe(true);
});

test('one unit issues nothing in the name of another, and no unit what it is not accredited for', async () => {
  const contents = { title: 'Bằng', ...planted, issuedOn: daysAgo(0), issuer: 'Trường' };
  const foreign = await post('custodial/issue', { credentials: [{ kind: 'diploma', contents }] }, 'farmer');
  expect([foreign.status, foreign.code]).toEqual([409, 'credential/no-custodial-key']);
  const early = { ...contents, issuedOn: '2020-06-20', serialNumber: 'QTMD.778901' };
  const before = await post('custodial/issue', { credentials: [{ kind: 'diploma', contents: early }] });
  expect([before.status, before.code]).toEqual([403, 'registry/not-accredited']);
});

test('no name, date or number stands in any ledger state, transaction, event, index, log or vault', () => {
  // The search can see: what is public is found where it belongs.
  expect(placesOf(system.dataDir, 'Trường THPT Xuân Lộc (mẫu)').length).toBeGreaterThan(2);
  const secrets = [links[0], links[2]].map(secretOf);
  for (const text of [...Object.values(planted), 'QTMD.778900', renamed, ...secrets]) {
    expect([text, placesOf(system.dataDir, text)]).toEqual([text, []]);
  }
  expect(system.output()).not.toContain(planted.fullName);
});
