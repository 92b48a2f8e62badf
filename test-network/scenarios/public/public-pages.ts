/** The pages that need no sign-in, of gateway and verifier, over the demonstration. */
import { seedId } from '../seed-id.ts';
import type { System } from '../system.ts';

export interface PublicPage {
  /** What it is called among the pictures. */
  readonly name: PublicPageName;
  readonly url: string;
  /** What stands on it once it is the page that was meant. */
  readonly shown: string;
  /** Of a page that has one language alone, with the other beside it. */
  readonly only?: 'vi';
}

/** The route of each, as the gateway's description has it or the verifier serves it. */
const routes = {
  start: { route: '/' },
  ocop: { route: '/ocop' },
  'ocop-product': { route: '/ocop/:id' },
  'ocop-none': { route: '/ocop/:id' },
  'carbon-retirements': { route: '/carbon/retirements' },
  'carbon-retirement': { route: '/carbon/retirements/:id' },
  heritage: { route: '/heritage' },
  'heritage-item': { route: '/heritage/items/:id' },
  'heritage-model': { route: '/heritage/models/:id' },
  'heritage-routes': { route: '/heritage/routes' },
  'heritage-route': { route: '/heritage/routes/:id' },
  'open-data': { route: '/opendata' },
  'open-data-set': { route: '/opendata/datasets/:id' },
  product: { route: '/products/:gtin', only: 'vi' },
  tile: { route: '/tiles/:slug', only: 'vi' },
  'record-as-stated': { route: '/s/:id', only: 'vi' },
  verifier: { route: '/' },
  'verifier-how': { route: '/cach-kiem-chung' },
  'verifier-file': { route: '/kiem-tra-tep' },
  'verifier-many': { route: '/kiem-tra-nhieu' },
  'verifier-paper': { route: '/tra-cuu-ban-giay' },
  'verifier-embedded': { route: '/nhung/R/:id' },
} as const satisfies Readonly<Record<string, { readonly route: string; readonly only?: 'vi' }>>;
export type PublicPageName = keyof typeof routes;
export const publicRoutes: Readonly<Record<PublicPageName, { readonly route: string; readonly only?: 'vi' }>> = routes;

export async function publicPages(system: System, language: 'vi' | 'en'): Promise<readonly PublicPage[]> {
  const say = (vi: string, en: string): string => (language === 'vi' ? vi : en);
  const first = async <Item>(path: string, login?: string): Promise<Item> =>
    ((await system.get(path, login)).body['items'] as Item[])[0]!;
  const product = await first<{ id: string; name: string; nameEn?: string }>('/api/ocop/catalogue');
  const name = say(product.name, product.nameEn ?? product.name);
  const paper = await first<{ id: string; body: { number: string } }>('/api/carbon/retirements?limit=1', 'inspector');
  const item = await first<{ id: string; body: { name: string } }>('/api/heritage/items?status=active', 'steward');
  const route = await first<{ id: string; body: { name: string } }>('/api/heritage/routes', 'steward');
  const of = (
    origin: string,
    pages: readonly (readonly [name: PublicPageName, path: string, shown: string])[],
  ): PublicPage[] =>
    pages.map(([page, path, shown]) => {
      const { only } = publicRoutes[page];
      return { name: page, url: `${origin}${path}`, shown, ...(only && { only }) };
    });
  return [
    ...of(system.gateway, [
      ['start', '/', 'Dấu Nguồn'],
      ['ocop', '/ocop', name],
      ['ocop-product', `/ocop/${product.id}`, name],
      ['ocop-none', '/ocop/none', say('Không có sản phẩm', 'There is no such')],
      ['carbon-retirements', '/carbon/retirements', paper.body.number],
      ['carbon-retirement', `/carbon/retirements/${paper.id}`, paper.body.number],
      ['heritage', '/heritage', say('Di sản', 'Heritage')],
      ['heritage-item', `/heritage/items/${item.id}`, say('Tự kiểm chứng', 'Check it yourself')],
      [
        'heritage-model',
        `/heritage/models/${seedId(system, 'heritage media tomb-model')}`,
        say('Mô hình hầm mộ', 'Model of the chamber'),
      ],
      ['heritage-routes', '/heritage/routes', say('Tuyến', 'Routes')],
      ['heritage-route', `/heritage/routes/${route.id}`, say('Điểm dừng', 'Stop')],
      ['open-data', '/opendata', say('Dữ liệu mở', 'Open data')],
      ['open-data-set', '/opendata/datasets/ocop-products', say('Cách tính', 'How it is computed')],
      ['product', '/products/09521234543213', 'Sầu riêng'],
      ['tile', '/tiles/province', 'Vùng trồng'],
      ['record-as-stated', `/s/${seedId(system, 'split-1')}`, 'HOP-0001-B'],
    ]),
    ...of(system.verifier, [
      ['verifier', '/', say('Kiểm tra', 'Check')],
      ['verifier-how', '/cach-kiem-chung', product.name],
      ['verifier-file', '/kiem-tra-tep', say('tệp', 'file')],
      ['verifier-many', '/kiem-tra-nhieu', say('tệp', 'file')],
      ['verifier-paper', '/tra-cuu-ban-giay', say('giấy', 'paper')],
      ['verifier-embedded', `/nhung/R/${product.id}`, 'HỒ SƠ THẬT'],
    ]),
  ];
}
