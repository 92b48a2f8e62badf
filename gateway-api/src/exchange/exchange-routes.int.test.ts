import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { feedDomains, type RecordState } from '@daunguon/records';
import { idOf } from '../../../records/src/domains/origin/origin-fixtures.ts';
import type { Change } from './change-feed.ts';
import { areaOf, openTestExchange, privateRecord, publicUrl, writeBlock, type TestExchange } from './test-exchange.ts';

const folder = mkdtempSync(join(tmpdir(), 'exchange-'));
let exchange: TestExchange;
interface Page {
  readonly items: readonly Change[];
  readonly next: string;
}
const page = async (query: string, key: string): Promise<Page & { link: string | null }> => {
  const answer = await exchange.get(`/lgsp/v1/changes${query}`, key);
  expect(answer.status).toBe(200);
  return { ...((await answer.json()) as Page), link: answer.headers.get('link') };
};
const problem = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code];
const names = ({ items }: Page) => items.map(({ record, version }) => `${record.slice(-2)}.${version}`);

beforeAll(async () => {
  exchange = await openTestExchange(folder);
  await writeBlock(exchange.store, 0, [areaOf('A1'), areaOf('A2')]);
  await writeBlock(exchange.store, 1, [
    privateRecord('H1', 'health/commitment'),
    privateRecord('C1', 'credential/credential'),
    areaOf('A1', 2),
  ]);
  await writeBlock(exchange.store, 2, [
    trainingOf(areaOf('A3', 1, 'S4ND')),
    privateRecord('H2', 'heritage/restricted'),
  ]);
});
const trainingOf = (area: RecordState): RecordState => ({
  ...area,
  body: { ...(area.body as object), training: true },
});
afterAll(async () => {
  await exchange.close();
  rmSync(folder, { recursive: true });
});

describe('the change feed', () => {
  test('tells every version of public records once, in the order of the blocks, with the address of the proof', async () => {
    const { items, link } = await page('', exchange.partner());
    expect(items.map(({ record, version, block }) => [record, version, block])).toEqual([
      [idOf('A1'), 1, 0],
      [idOf('A2'), 1, 0],
      [idOf('A1'), 2, 1],
    ]);
    expect(items[0]).toEqual({
      ...{ cursor: items[0]?.cursor, record: idOf('A1'), type: 'origin/growing-area', version: 1, status: 'active' },
      ...{ owner: idOf('C00P'), at: '2026-11-24T08:00:00.000Z', block: 0, transaction: 'tx-0-0' },
      proof: `${publicUrl}/r/${idOf('A1')}`,
    });
    expect(link).toBeNull();
  });

  test('health, credentials and what heritage keeps to itself are not in it, whatever is asked for and whatever scopes there are', async () => {
    const scopes = feedDomains.map((domain) => `changes:${domain}` as const);
    const key = exchange.partner({ scopes });
    const hidden = ['health/commitment', 'credential/credential', 'heritage/restricted'];
    for (const query of ['', ...hidden.map((type) => `?type=${type}`), `?type=${hidden.join()}`]) {
      const { items } = await page(query, key);
      expect(items.filter(({ type }) => /^(health|credential)|restricted/.test(type))).toEqual([]);
    }
    const given = { name: 'x', legalBasis: 'x', scopes: ['changes:health'], perMinute: 1, perDay: 1 };
    expect((await exchange.post('/api/exchange/partners', given, 'registrar')).status).toBe(422);
  });

  test('goes on after any cursor, page by page, by Link or by next', async () => {
    const key = exchange.partner();
    const seen: string[] = [];
    let path: string | undefined = '?limit=1';
    while (path !== undefined) {
      const found: Page & { link: string | null } = await page(path, key);
      seen.push(...names(found));
      path = /changes(\?[^>]+)>; rel="next"/.exec(found.link ?? '')?.[1];
    }
    expect(seen).toEqual(['A1.1', 'A2.1', 'A1.2']);
    const all = await page('', key);
    expect(names(await page(`?since=${all.items[1]?.cursor}`, key))).toEqual(['A1.2']);
    const end = await page(`?since=${all.next}`, key);
    expect([end.items, end.next]).toEqual([[], all.next]);
  });

  test('is the same after the index was built anew', async () => {
    const key = exchange.partner();
    const before = await page('', key);
    await exchange.store.clear();
    expect(await page(`?since=${before.items[2]?.cursor}`, key)).toMatchObject({ items: [] });
    await writeBlock(exchange.store, 0, [areaOf('A1'), areaOf('A2')]);
    await writeBlock(exchange.store, 1, [
      privateRecord('H1', 'health/commitment'),
      privateRecord('C1', 'credential/credential'),
      areaOf('A1', 2),
    ]);
    await writeBlock(exchange.store, 2, [
      trainingOf(areaOf('A3', 1, 'S4ND')),
      privateRecord('H2', 'heritage/restricted'),
    ]);
    expect(await page('', key)).toEqual(before);
  });

  test.each(['?since=x', '?since=bnVsbA', '?limit=0', '?limit=1001', '?limit=x', '?type=Z', '?since=a&since=b'])(
    '%s is refused',
    async (query) => {
      const key = exchange.partner();
      expect(await problem(await exchange.get(`/lgsp/v1/changes${query}`, key))).toEqual([422, 'http/invalid-query']);
    },
  );

  test('heritage is told of to those whom its scope is given, and words of it to nobody', async () => {
    const item = { ...areaOf('H3'), type: 'heritage/item', body: { name: 'Đình Tân Lân', communes: ['26041'] } };
    await writeBlock(exchange.store, 3, [item as RecordState]);
    const { items } = await page('', exchange.partner({ scopes: ['changes:heritage'] }));
    expect(items.map(({ record, type }) => [record, type])).toEqual([[idOf('H3'), 'heritage/item']]);
    expect(JSON.stringify(items)).not.toContain('Tân Lân');
  });

  test('a sandbox sees its unit alone, and is told that it is one', async () => {
    const key = exchange.partner({ sandbox: true, unit: idOf('S4ND') });
    expect(names(await page('', key))).toEqual(['A3.1']);
    expect((await exchange.get('/lgsp/v1/changes', key)).headers.get('dn-sandbox')).toBe('?1');
  });
});

describe('a partner', () => {
  test('comes in with its key alone, within its scopes', async () => {
    expect(await problem(await exchange.get('/lgsp/v1/changes'))).toEqual([401, 'auth/token-refused']);
    expect(await problem(await exchange.get('/lgsp/v1/changes', 'dnp_none'))).toEqual([401, 'auth/token-refused']);
    const hooks = exchange.partner({ scopes: ['webhooks'] });
    expect(await problem(await exchange.get('/lgsp/v1/changes', hooks))).toEqual([403, 'auth/key-scope']);
    const reads = exchange.partner({ scopes: ['changes:origin'] });
    expect(await problem(await exchange.get('/lgsp/v1/webhooks', reads))).toEqual([403, 'auth/key-scope']);
    const own = (await (await exchange.get('/lgsp/v1/partner', reads)).json()) as Record<string, unknown>;
    expect(own).toMatchObject({ scopes: ['changes:origin'], today: 1, legalBasis: 'NĐ 278/2025' });
    expect(JSON.stringify(own)).not.toContain(reads);
  });

  test('who has used up a minute or a day is told when to come back, and may then', async () => {
    const minute = exchange.partner({ perMinute: 2, perDay: 1000 });
    const ask = (key: string) => exchange.get('/lgsp/v1/changes?limit=1', key);
    expect([(await ask(minute)).status, (await ask(minute)).status]).toEqual([200, 200]);
    exchange.clock.now += 20_000;
    const refused = await ask(minute);
    expect(refused.headers.get('retry-after')).toBe('40');
    expect(await problem(refused)).toEqual([429, 'exchange/quota-exceeded']);
    exchange.clock.now += 40_000;
    expect((await ask(minute)).status).toBe(200);

    const day = exchange.partner({ perMinute: 1000, perDay: 1 });
    expect((await ask(day)).status).toBe(200);
    const wait = Number((await ask(day)).headers.get('retry-after'));
    // It is 09:01 in Vietnam.
    expect(wait).toBe(15 * 3600 - 60);
    exchange.clock.now += wait * 1000;
    expect((await ask(day)).status).toBe(200);
  });

  test('the log and the counts of days are kept for two years', async () => {
    const { partners } = exchange.mounted.parts;
    const key = exchange.partner({ perDay: 2 });
    const { id } = partners.withKey(key)!;
    await exchange.get('/lgsp/v1/partner', key);
    partners.forget(exchange.clock.now + 3 * 366 * 86_400_000);
    expect(partners.reads(id, 10)).toEqual([]);
    await exchange.get('/lgsp/v1/partner', key);
    partners.forget(exchange.clock.now);
    expect([partners.reads(id, 10).length, partners.today(id, exchange.clock.now)]).toEqual([1, 1]);
  });
});

describe('administration', () => {
  const given = {
    ...{
      name: 'Sở Công Thương',
      legalBasis: 'Biên bản 12/2026',
      scopes: ['changes:origin'],
      perMinute: 60,
      perDay: 5000,
    },
    hosts: ['nhan.example.vn'],
  };
  test('is for who runs the gateway', async () => {
    for (const who of ['farmer', 'stranger']) {
      expect(await problem(await exchange.get('/api/exchange/partners', who))).toEqual([403, 'exchange/administrators-only']); // prettier-ignore
      expect(await problem(await exchange.post('/api/exchange/partners', given, who))).toEqual([403, 'exchange/administrators-only']); // prettier-ignore
      expect((await exchange.get('/api/exchange/dead-letters', who)).status).toBe(403);
      expect((await exchange.get('/api/exchange/webhooks', who)).status).toBe(403);
    }
  });

  test('makes a partner, changes its key, revokes it; the key is told once and kept nowhere', async () => {
    const made = await exchange.post('/api/exchange/partners', given, 'registrar');
    expect(made.status).toBe(201);
    const { id, key } = (await made.json()) as { id: string; key: string };
    expect((await exchange.get('/lgsp/v1/changes', key)).status).toBe(200);
    const rotated = (await (await exchange.post(`/api/exchange/partners/${id}/rotate`, {}, 'registrar')).json()) as { key: string }; // prettier-ignore
    expect((await exchange.get('/lgsp/v1/changes', key)).status).toBe(401);
    expect((await exchange.get('/lgsp/v1/changes', rotated.key)).status).toBe(200);
    const listed = (await (await exchange.get('/api/exchange/partners', 'registrar')).json()) as {
      items: { id: string }[];
    };
    expect(listed.items.find((one) => one.id === id)).toMatchObject({ ...given, today: 2, sandbox: false });
    for (const file of ['exchange.db', 'exchange.db-wal'])
      expect(readFileSync(join(folder, 'vault', file)).includes(rotated.key)).toBe(false);
    expect((await exchange.post(`/api/exchange/partners/${id}/revoke`, {}, 'registrar')).status).toBe(200);
    expect((await exchange.get('/lgsp/v1/changes', rotated.key)).status).toBe(401);
    expect((await exchange.post(`/api/exchange/partners/${id}/revoke`, {}, 'registrar')).status).toBe(404);
  });

  test('the log says what was read and how much, and nothing that a caller makes up', async () => {
    const made = await exchange.post('/api/exchange/partners', given, 'registrar');
    const { id, key } = (await made.json()) as { id: string; key: string };
    await exchange.get('/lgsp/v1/changes?limit=2&name=Nguyen-Van-A', key);
    await exchange.get('/lgsp/v1/changes?type=origin/batch', key);
    const log = (await (await exchange.get(`/api/exchange/partners/${id}/reads`, 'registrar')).json()) as {
      items: { what: string; rows: number; kind: string }[];
    };
    expect(
      log.items.map(({ what, rows, kind }) => [decodeURIComponent(what).replace(/since=\w+&/, ''), rows, kind]),
    ).toEqual([
      ['GET /lgsp/v1/changes?limit=100&type=origin/batch', 0, 'request'],
      ['GET /lgsp/v1/changes?limit=2', 2, 'request'],
    ]);
  });

  test('to try with is given a unit to try with, and nobody else’s', async () => {
    const ask = (unit: string) =>
      exchange.post('/api/exchange/partners', { ...given, sandbox: true, unit }, 'registrar');
    for (const unit of [idOf('C00P'), idOf('N0NE')]) {
      const answer = await ask(unit);
      const { errors } = (await answer.json()) as { errors: unknown[] };
      expect([answer.status, errors]).toMatchObject([422, [{ pointer: '/unit' }]]);
    }
    expect((await ask(idOf('S4ND'))).status).toBe(201);
  });

  test.each([
    [{ ...given, legalBasis: ' ' }, '/legalBasis'],
    [{ ...given, scopes: [] }, '/scopes'],
    [{ ...given, hosts: ['https://nhan.example.vn/'] }, '/hosts/0'],
    [{ ...given, perMinute: 0 }, '/perMinute'],
    [{ ...given, sandbox: true }, '/unit'],
  ])('names what is wrong: %#', async (body, pointer) => {
    const answer = await exchange.post('/api/exchange/partners', body, 'registrar');
    expect([answer.status, ((await answer.json()) as { errors: { pointer: string }[] }).errors[0]?.pointer]).toEqual([422, pointer]); // prettier-ignore
  });
});
