import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseCommand, type RecordState } from '@daunguon/records';
import { festival, photo, temple } from '../../../../records/src/domains/heritage/heritage-fixtures.ts';
import { openSqliteStore } from '../../index-store/sqlite-store.ts';
import { collections, projectBlock } from '../../project-block.ts';
import { findItems, galleryOf, galleryQuerySchema, type Gallery, type Item } from './gallery.ts';
import { galleryPage } from './gallery-page.ts';
import { collectionOf, imageAt, imageInfo, manifestOf } from './iiif.ts';
import { gonePage, itemPage } from './item-page.ts';
import { standingOf } from './media-access.ts';
import { speaker } from './page-frame.ts';
import { routePage } from './route-page.ts';

const store = openSqliteStore(':memory:', collections);
const idOf = (number: number): string => String(number).padStart(26, '0');
const steward = idOf(1);
const base = 'https://cong.example';
const speak = (language: 'vi' | 'en') => speaker(language, base, 'https://kiemtra.example');
let blocks = 0;

const write = (id: string, type: RecordState['type'], body: object, more: Partial<RecordState> = {}) => {
  const ts = `2026-11-24T00:00:${String((count += 1)).padStart(2, '0')}Z`;
  const state = { id, type, version: 1, status: 'active', owner: steward, ts, commitment: '00', body, ...more };
  return { key: `r/${id}`, value: JSON.stringify(state) };
};
let count = 0;
const apply = async (...writes: readonly { key: string; value: string }[]): Promise<Gallery> => {
  const ref = { number: (blocks += 1), hash: `h${blocks}` };
  const transaction = { txId: 't', time: '2026-11-24T00:00:00Z', endorsers: [], writes };
  const block = { ...ref, transactions: [transaction] } as unknown as Parameters<typeof projectBlock>[0];
  await store.applyBlocks([{ ref, ops: projectBlock(block) }]);
  return galleryOf(store);
};
const shown = { steward, places: [{ commune: '26041', name: 'Phường Trấn Biên' }] };
const medium = (letter: string) => ({
  ...photo,
  ...{ item: idOf(11), sha256: letter.repeat(64) },
  derivatives: [
    { sha256: `${letter}1`.repeat(32), bytes: 10, width: 480, height: 360 },
    { sha256: `${letter}2`.repeat(32), bytes: 20, width: 1200, height: 900 },
  ],
});
const film = {
  ...{
    item: idOf(11),
    kind: 'video',
    mediaType: 'video/mp4',
    sha256: 'e'.repeat(64),
    bytes: 9,
    width: 640,
    height: 360,
  },
  ...{ durationMs: 12_500, derivatives: [], c2pa: { verdict: 'unknown' }, alt: { vi: 'Lễ dâng hương' } },
};
const takedown = { ground: 'objection', at: '2026-11-24T00:00:00Z' } as const;
let gallery: Gallery;
const item = (number = 11): Item => gallery.items.get(idOf(number))!;

beforeAll(async () => {
  gallery = await apply(
    write(steward, 'registry/unit', { name: 'Bảo tàng Đồng Nai (thử)' }),
    write(idOf(11), 'heritage/item', { ...temple, ...shown }),
    write(idOf(12), 'heritage/item', { ...festival, ...shown, name: 'Lễ hội Sayangva (thử)' }),
    write(idOf(13), 'heritage/item', { ...festival, ...shown, name: 'BÍ MẬT', consent: { level: 'sacred' } }),
    write(idOf(14), 'heritage/item', { kind: 'festival', steward, takedown }, { status: 'erased' }),
    write(idOf(21), 'heritage/media', medium('a')),
    write(idOf(22), 'heritage/media', film),
    write(idOf(23), 'heritage/media', { ...medium('b'), alt: undefined, takedown }, { status: 'erased' }),
    write(idOf(24), 'heritage/media', { ...medium('c'), item: idOf(14) }),
    write(idOf(31), 'heritage/route', {
      ...{ name: 'Một ngày <ở> Biên Hòa', story: { vi: ['Đi bộ được.'] }, steward },
      stops: [{ item: idOf(11), products: [idOf(41)] }, { item: idOf(14) }],
    }),
  );
});
afterAll(() => store.close());

const ask = (query: object) => findItems(gallery, parseCommand(galleryQuerySchema, query));
const names = (query: object): string[] => ask(query).items.map(({ body }) => body.name);

describe('the gallery', () => {
  test('holds what is in force and agreed to, newest first', () => {
    expect(names({})).toEqual(['Lễ hội Sayangva (thử)', 'Văn miếu (thử)']);
  });

  test.each([
    [{ text: 'van mieu' }, ['Văn miếu (thử)']],
    [{ text: 'TRAN BIEN' }, ['Lễ hội Sayangva (thử)', 'Văn miếu (thử)']],
    [{ text: 'temple', kind: 'tangible' }, ['Văn miếu (thử)']],
    [{ kind: 'festival', commune: '' }, ['Lễ hội Sayangva (thử)']],
    [{ commune: '25195' }, []],
    [{ page: '2' }, []],
  ])('finds %j', (query, found) => {
    expect(names(query)).toEqual(found);
  });

  test.each([{ kind: 'ghost' }, { page: '0' }, { commune: 'x' }, { text: 'a'.repeat(101) }])('refuses %j', (query) => {
    expect(() => ask(query)).toThrow();
  });

  test('escapes what was asked, and says what is not valid', () => {
    const text = '"><script>alert(1)</script>';
    const query = parseCommand(galleryQuerySchema, { text });
    expect(galleryPage(speak('vi'), gallery, query, { text })).not.toContain('<script');
    expect(galleryPage(speak('en'), gallery, undefined, { kind: 'x' })).toContain('What was asked is not valid');
  });
});

describe('a story', () => {
  const page = (language: 'vi' | 'en', number = 11) => itemPage(speak(language), gallery, item(number), 'Bảo tàng');

  test('is a card where it is shared, in the reader’s language, with its picture', () => {
    const vi = page('vi');
    expect(vi).toContain('<meta property="og:title" content="Văn miếu (thử)" />');
    expect(vi).toContain(`<meta property="og:image" content="${base}/api/heritage/files/${'a2'.repeat(32)}" />`);
    expect(vi).toContain('og:image:alt" content="Cổng văn miếu buổi sáng"');
    const en = page('en');
    expect(en).toContain('<html lang="en">');
    expect(en).toContain('<meta property="og:title" content="Temple of Literature (trial)" />');
    expect(en).toContain('Built in 1715.');
  });

  test('gives every picture its words, and leads to the proof of each', () => {
    const vi = page('vi');
    expect(vi.match(/<img [^>]*alt="[^"]+"/g)?.length).toBe(vi.match(/<img /g)?.length);
    for (const id of [11, 21, 22]) expect(vi).toContain(`https://kiemtra.example/R/${idOf(id)}`);
    expect(vi).toContain(`id="m-${idOf(22)}"`);
  });

  test('marks Vietnamese where there is no English', () => {
    expect(page('en', 12)).toContain('<span lang="vi">Lễ hội Sayangva (thử)</span>');
    expect(page('en', 12)).toContain('This story is in Vietnamese only.');
  });

  test('that was taken down says so, and not by whom', () => {
    const gone = gonePage(speak('vi'), idOf(14), takedown);
    expect(gone).toContain('Đã gỡ theo yêu cầu');
    expect(gone).toContain('noindex');
    expect(gone).not.toContain('og:title');
  });
});

test('a route tells stops that are gone, products that lost their stars, and draws what has a place', () => {
  const product = { id: idOf(41), type: 'ocop/product', status: 'active' } as RecordState;
  const rating = { stars: 4, expiresOn: '2027-01-01' };
  const page = (status: RecordState['status'], today: string) => {
    const products = new Map([[idOf(41), { ...product, status, body: { name: 'Bưởi', rating } } as RecordState]]);
    return routePage(speak('vi'), gallery, gallery.routes.get(idOf(31))!, products, today);
  };
  expect(page('active', '2026-12-01')).toMatch(/OCOP 4 sao\s*<span aria-hidden="true">★★★★<\/span>/);
  expect(page('active', '2027-01-02')).toContain('giấy đã hết hạn');
  const revoked = page('revoked', '2026-12-01');
  expect(revoked).toContain('hạng sao đã bị thu hồi');
  expect(revoked).toContain('Điểm này không còn được trưng bày');
  expect(revoked).toContain('<h1>Một ngày &#60;ở&#62; Biên Hòa</h1>');
  expect(revoked.match(/<circle /g)).toHaveLength(1);
});

describe('files', () => {
  test.each([
    ['a copy of a shown picture', 'a1'.repeat(32), 'shown', 'shown'],
    ['its master, which is its steward’s alone', 'a'.repeat(64), 'unnamed', 'shown'],
    ['a video', 'e'.repeat(64), 'shown', 'shown'],
    ['what was taken down', 'b1'.repeat(32), 'taken-down', 'taken-down'],
    ['a picture of an item that was taken down', 'c1'.repeat(32), 'unnamed', 'taken-down'],
    ['what nobody recorded', 'd'.repeat(64), 'unnamed', 'unnamed'],
  ])('%s', async (_name, digest, toPublic, toStore) => {
    expect([await standingOf(store, digest, 'public'), await standingOf(store, digest, 'any')]).toEqual([
      toPublic,
      toStore,
    ]);
  });
});

describe('IIIF', () => {
  type Json = Readonly<Record<string, unknown>>;
  const manifest = () =>
    manifestOf(item(), gallery.media.get(idOf(11))!, {
      base,
      verifierUrl: 'https://kiemtra.example',
      steward: 'Bảo tàng',
    });
  const isLanguageMap = (value: unknown): boolean =>
    typeof value === 'object' &&
    Object.entries(value as object).every(
      ([language, texts]) =>
        /^(vi|en|none)$/.test(language) && Array.isArray(texts) && texts.every((one) => typeof one === 'string'),
    );

  test('a manifest has what Presentation 3.0 requires of each class (§5, appendix A)', () => {
    const { '@context': context, id, type, label, items, rights, requiredStatement, provider } = manifest();
    expect([context, type]).toEqual(['http://iiif.io/api/presentation/3/context.json', 'Manifest']);
    expect(id).toBe(`${base}/iiif/3/items/${idOf(11)}/manifest`);
    expect(isLanguageMap(label)).toBe(true);
    expect(rights).toMatch(/^http:\/\/(creativecommons\.org\/(licenses|publicdomain)|rightsstatements\.org\/vocab)\//);
    expect(Object.keys(requiredStatement as object)).toEqual(['label', 'value']);
    expect(provider).toMatchObject([{ type: 'Agent', id: expect.any(String), label: expect.any(Object) }]);
    expect(items).toHaveLength(2);
    for (const canvas of items as Json[]) {
      expect(canvas).toMatchObject({ type: 'Canvas', id: expect.stringMatching(/^https:/), width: expect.any(Number) });
      const [page] = canvas['items'] as Json[];
      expect(page).toMatchObject({ type: 'AnnotationPage', id: expect.any(String) });
      const [annotation] = page!['items'] as Json[];
      expect(annotation).toMatchObject({ type: 'Annotation', motivation: 'painting', target: canvas['id'] });
    }
    expect(items).toMatchObject([
      {
        height: 900,
        items: [
          {
            items: [
              {
                body: { type: 'Image', format: 'image/jpeg', service: [{ type: 'ImageService3', profile: 'level0' }] },
              },
            ],
          },
        ],
      },
      { duration: 12.5, items: [{ items: [{ body: { type: 'Video', format: 'video/mp4', duration: 12.5 } }] }] },
    ]);
    const ids = [...JSON.stringify(manifest()).matchAll(/"id":"([^"]+)"/g)].map(([, one]) => one!);
    expect(ids.every((one) => /^https:\/\/cong\.example\//.test(one))).toBe(true);
  });

  test('an image has what Image 3.0 requires at level 0, and exactly its sizes', () => {
    const [first] = gallery.media.get(idOf(11))!;
    expect(imageInfo(first!, base)).toEqual({
      '@context': 'http://iiif.io/api/image/3/context.json',
      ...{ id: `${base}/iiif/3/images/${idOf(21)}`, type: 'ImageService3', protocol: 'http://iiif.io/api/image' },
      ...{ profile: 'level0', width: 1200, height: 900 },
      sizes: [
        { width: 480, height: 360 },
        { width: 1200, height: 900 },
      ],
    });
    expect(['max', '480,360', '481,360', '../x'].map((size) => imageAt(first!, size)?.slice(0, 2))).toEqual([
      'a2',
      'a1',
      undefined,
      undefined,
    ]);
  });

  test('the collection names what has a manifest', () => {
    expect(collectionOf(gallery, base)).toMatchObject({
      type: 'Collection',
      items: [{ id: manifest()['id'], type: 'Manifest' }],
    });
  });
});
