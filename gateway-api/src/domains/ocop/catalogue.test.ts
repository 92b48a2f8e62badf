import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseCommand, type OcopGroup, type RecordState } from '@daunguon/records';
import { openSqliteStore } from '../../index-store/sqlite-store.ts';
import { collections, projectBlock } from '../../project-block.ts';
import { catalogueOf, catalogueQuerySchema } from './catalogue.ts';
import { cataloguePage } from './catalogue-page.ts';
import { expiringOn } from './expiring.ts';

const store = openSqliteStore(':memory:', collections);
const producer = '1'.padStart(26, '0');
const idOf = (number: number): string => String(number).padStart(26, '0');

const write = (id: string, type: RecordState['type'], body: object, more: Partial<RecordState> = {}) => ({
  key: `r/${id}`,
  value: JSON.stringify({
    ...{ id, type, version: 1, status: 'active', owner: producer, ts: '2026-11-24T00:00:00Z', commitment: '00', body },
    ...more,
  }),
});
const product = (
  number: number,
  name: string,
  { stars = 4, group = 'food' as OcopGroup, commune = '25195', expiresOn = '2029-11-20', ...more } = {},
  state: Partial<RecordState> = {},
) =>
  write(
    idOf(number),
    'ocop/product',
    {
      ...{ name, group, subgroup: 'Phân nhóm', commune, stage: 'rated', ...more },
      rating: {
        ...{ record: idOf(900 + number), stars, points: '75', certificate: `75-${number}`, issuedOn: '2026-11-20' },
        ...{ expiresOn, noticeFrom: '2026-11-24', productVersion: 1 },
      },
    },
    state,
  );

beforeAll(async () => {
  const writes = [
    write(producer, 'registry/unit', { name: 'Hợp tác xã Xuân Lộc' }),
    product(11, 'Chôm chôm sấy Xuân Lộc', { stars: 4 }),
    product(12, 'Bưởi đường lá cam Tân Triều', { stars: 5, commune: '26425' }),
    product(13, 'Rượu bưởi Đồng Nai', { stars: 3, group: 'beverages' }),
    product(14, 'Hạt điều rang muối', { expiresOn: '2026-11-24' }),
    product(15, 'Cà phê Robusta', {}, { status: 'revoked' }),
    product(16, 'Mật ong', { expiresOn: '2026-12-20' }),
    write(idOf(17), 'ocop/product', { name: 'Chưa xếp hạng', commune: '25195', stage: 'submitted' }),
  ];
  const transaction = { txId: 't', time: '2026-11-24T00:00:00Z', endorsers: [], writes };
  const block = { number: 1, hash: 'h', transactions: [transaction] } as unknown as Parameters<typeof projectBlock>[0];
  await store.applyBlocks([{ ref: { number: 1, hash: 'h' }, ops: projectBlock(block) }]);
});
afterAll(() => store.close());

const ask = (query: object, today = '2026-11-25') =>
  catalogueOf(store, parseCommand(catalogueQuerySchema, query), today);
const names = async (query: object, today?: string): Promise<string[]> =>
  (await ask(query, today)).items.map(({ name }) => name);

describe('the catalogue', () => {
  test('holds what was ever rated: in force first, then the most stars, then by name', async () => {
    const { items, total } = await ask({});
    expect(total).toBe(6);
    expect(items.map(({ name, stars, standing }) => [name, stars, standing])).toEqual([
      ['Bưởi đường lá cam Tân Triều', 5, 'active'],
      ['Chôm chôm sấy Xuân Lộc', 4, 'active'],
      ['Mật ong', 4, 'active'],
      ['Rượu bưởi Đồng Nai', 3, 'active'],
      ['Hạt điều rang muối', 4, 'expired'],
      ['Cà phê Robusta', 4, 'revoked'],
    ]);
    expect(items[0]).toMatchObject({ producer: { name: 'Hợp tác xã Xuân Lộc' }, commune: { code: '26425' } });
  });

  test('lets a certificate speak to the end of its last day', async () => {
    expect((await ask({ standing: 'expired' }, '2026-11-24')).total).toBe(0);
    expect(await names({ standing: 'expired' }, '2026-11-25')).toEqual(['Hạt điều rang muối']);
  });

  test.each([
    [{ text: 'buoi' }, ['Bưởi đường lá cam Tân Triều', 'Rượu bưởi Đồng Nai']],
    [{ text: 'DONG NAI' }, ['Rượu bưởi Đồng Nai']],
    [{ text: 'chom', stars: '4', group: 'food', commune: '25195' }, ['Chôm chôm sấy Xuân Lộc']],
    [{ stars: '5' }, ['Bưởi đường lá cam Tân Triều']],
    [{ group: 'crafts' }, []],
    [{ standing: 'revoked', text: '' }, ['Cà phê Robusta']],
  ])('finds %j', async (query, found) => {
    expect(await names(query)).toEqual(found);
  });

  test('comes in pages, each product once', async () => {
    const seen: string[] = [];
    for (let after: string | undefined; ;) {
      const { items, next } = await ask({ limit: '2', ...(after === undefined ? {} : { after }) });
      seen.push(...items.map(({ id }) => id));
      if (next === undefined) break;
      after = next;
    }
    expect(seen).toEqual([12, 11, 16, 13, 14, 15].map(idOf));
  });

  test.each([{ stars: '6' }, { stars: 'x' }, { group: 'rice' }, { limit: '101' }, { after: '!' }, { commune: 'x' }])(
    'refuses %j',
    async (query) => {
      await expect((async () => ask(query))()).rejects.toMatchObject({ code: 'registry/invalid-command' });
    },
  );
});

test('reminders: certificates in force whose time of notice has begun, the first to end first', async () => {
  const due = await expiringOn(store, '2026-11-24');
  expect(due.map(({ name, daysLeft }) => [name, daysLeft])).toEqual([
    ['Hạt điều rang muối', 0],
    ['Mật ong', 26],
  ]);
  expect(await expiringOn(store, '2026-11-23')).toEqual([]);
});

describe('the page', () => {
  const page = async (language: 'vi' | 'en', asked: object = {}) =>
    cataloguePage(await ask(asked), { asked, language, isFirst: true, verifierUrl: 'https://kiemtra.example' });

  test('says whose word it is, and leads to the verifier for every product', async () => {
    const vi = await page('vi');
    expect(vi).toContain('Theo lời máy chủ, chưa kiểm chứng');
    expect(vi.match(/href="https:\/\/kiemtra\.example\/R\//g)).toHaveLength(6);
    expect(vi).toContain('<p class="revoked">ĐÃ BỊ THU HỒI</p>');
    expect(await page('en')).toContain('<html lang="en">');
  });

  test('escapes what was asked', async () => {
    const text = '"><script>alert(1)</script>';
    expect(await page('vi', { text })).not.toContain('<script');
  });
});
