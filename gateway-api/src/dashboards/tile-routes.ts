import { smallCell, vietnamDate, type DashboardSlug } from '@daunguon/records';
import { Router, type Response } from 'express';
import type { Health } from '../http/operations-routes.ts';
import { pagePolicy } from '../http/page-policy.ts';
import type { IndexStore } from '../index-store/index-store.ts';
import { html, type Html } from '../stated-page/html.ts';
import { dashboardAnswer, dashboardOf } from './dashboard-answers.ts';
import type { TargetStore } from './targets.ts';

export interface TileDeps {
  readonly store: IndexStore;
  readonly targets: TargetStore;
  readonly health: Pick<Health, 'position' | 'lagSeconds'>;
  readonly explorerUrl: string;
  readonly now: () => number;
}

/** A number in public: one below the smallest that is published is not told. */
const told = (records: number | null): number | null =>
  records === null || (records > 0 && records < smallCell) ? null : records;

/** For a frame on any site: no script, nothing that could be pressed but a link that leaves it. */
const policy = pagePolicy({ 'frame-ancestors': '*' });

const style = `
body { margin: 0; padding: 0.75rem; font: 1rem/1.45 system-ui, sans-serif; color: #16202a; background: #fff }
h1 { font-size: 1.05rem; margin: 0 0 0.5rem }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: 0.5rem; margin: 0 }
div { border: 1px solid #d5dde4; border-radius: 8px; padding: 0.5rem 0.6rem }
dt { color: #4a5866; font-size: 0.85rem } dd { margin: 0; font-size: 1.35rem; font-weight: 600 }
p, small { color: #4a5866; font-size: 0.8rem; margin: 0.5rem 0 0; font-weight: 400; line-height: 1.35 } small { display: block } a { color: #0b5c8f }
@media (prefers-color-scheme: dark) { body { color: #e8eef3; background: #1a2530 } div { border-color: #3a4855 } dt, p, small { color: #b4c1cc } a { color: #7cc0ee } }
`;

async function tileOf({ store, targets, health, now }: TileDeps, slug: DashboardSlug) {
  const today = vietnamDate(new Date(now()).toISOString());
  const year = today.slice(0, 4);
  const answer = await dashboardAnswer(store, targets, slug, { from: `${year}-01`, to: `${year}-12` });
  return {
    ...{ slug, year: Number(year), block: health.position(), lag: health.lagSeconds() },
    statedBy: 'gateway' as const,
    items: answer.items.map(({ id, title, unit, records, months }) => {
      const month = months.find((one) => one.month === today.slice(0, 7));
      return { id, title, unit, year: told(records), month: told(month?.records ?? 0) };
    }),
  };
}

/**
 * A tile that an operations centre puts into a page of its own, and the same numbers as JSON: the whole province, the running year and month,
 * no number below five. For everybody, like open data.
 */
export function tileRoutes(deps: TileDeps): Router {
  const router = Router();
  const open = (response: Response): Response =>
    response.set({
      ...{ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'public, max-age=30' },
      ...{ 'Content-Security-Policy': policy, 'Referrer-Policy': 'no-referrer', 'Content-Language': 'vi, en' },
    });
  router.get('/tiles/style.css', (_request, response) => void open(response).type('css').send(style));
  router.get('/tiles/:slug.json', async (request, response) => {
    const tile = await tileOf(deps, dashboardOf(String(request.params['slug'])));
    open(response).json(tile);
  });
  router.get('/tiles/:slug', async (request, response) => {
    const tile = await tileOf(deps, dashboardOf(String(request.params['slug'])));
    open(response).type('html').send(tilePage(tile, deps.explorerUrl).text);
  });
  return router;
}

const text = new Intl.NumberFormat('vi-VN');
const shown = (value: number | null): string => (value === null ? 'dưới 5 / below 5' : text.format(value));

const tilePage = (tile: Awaited<ReturnType<typeof tileOf>>, explorerUrl: string): Html =>
  html`<!doctype html>
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Dấu Nguồn ${tile.year}</title>
        <link rel="stylesheet" href="/tiles/style.css" />
      </head>
      <body>
        <main>
          <h1>Dấu Nguồn · năm ${tile.year} <span lang="en">/ year ${tile.year}</span></h1>
          <dl>
            ${tile.items.map(
              ({ title, year, month }) =>
                html`<div>
                  <dt>${title[0]} <span lang="en">/ ${title[1]}</span></dt>
                  <dd>
                    ${shown(year)} <small>tháng này ${shown(month)} <span lang="en">this month</span></small>
                  </dd>
                </div>`,
            )}
          </dl>
          <p>
            Đọc từ chỉ mục, khối ${tile.block}, trễ ${tile.lag} giây
            <span lang="en">/ read from the index, block ${tile.block}, ${tile.lag} s behind</span>.
            <a href="${explorerUrl}/dashboards/${tile.slug}" target="_blank" rel="noopener"
              >Vì sao là số này / Why this number</a
            >
          </p>
        </main>
      </body>
    </html>`;
