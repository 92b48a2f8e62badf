import { aliasId, gtinSchema, type AliasBody, type BatchBody } from '@daunguon/records';
import { lineage, noticeOver } from '../domains/origin/lineage.ts';
import { stateIn, stateOf } from '../domains/record-reads.ts';
import type { IndexStore } from '../index-store/index-store.ts';
import { both, missingPage, page } from '../stated-page/stated-page.ts';
import { html } from '../stated-page/html.ts';

const mostLots = 20;
const words = {
  lots: ['Các lô đã ghi', 'Lots on record'],
  recalled: ['đang bị thu hồi', 'recalled'],
  scan: ['Quét nhãn trên hàng để kiểm tra đúng lô của bạn.', 'Scan the label on the goods to check your own lot.'],
} as const;

/** What the gateway says of a GTIN: product, and lots that carry it, each with the page that proves it. */
export async function productPage(
  store: IndexStore,
  gtin: string,
  verifierUrl: string,
): Promise<{ status: number; html: string }> {
  const missing = { status: 404, html: missingPage(verifierUrl) };
  if (!gtinSchema.safeParse(gtin).success) return missing;
  const { docs } = await store.find('records', {
    equals: { type: 'origin/alias' },
    prefix: { field: 'name', text: aliasId(gtin, '') },
    limit: mostLots,
  });
  const lots: { path: string; body: BatchBody; recalled: boolean }[] = [];
  for (const { id, body } of docs.map(stateIn)) {
    const batch = await stateOf(store, (body as AliasBody).target);
    if (batch?.type !== 'origin/batch') continue;
    // The notice over an ancestor is enough: its mark may still be on the way.
    const recalled = (await noticeOver(store, await lineage(store, batch.id))) !== undefined;
    lots.push({ path: `/${id}`, body: batch.body as BatchBody, recalled });
  }
  const [first] = lots;
  if (first === undefined) return missing;
  const items = lots.map(({ path, body, recalled }) => {
    const warning = recalled ? html` <strong>${both(words.recalled)}</strong>` : html``;
    return html`<li><a href="${verifierUrl}${path}">${body.lot}</a>${warning}</li>`;
  });
  return {
    status: 200,
    html: page(
      html`<dl>
          <dt>GTIN</dt>
          <dd>${gtin}</dd>
        </dl>
        <p><strong>${first.body.product.name}</strong></p>
        <p>${both(words.scan)}</p>
        <h2>${both(words.lots)}</h2>
        <ul>
          ${items}
        </ul>`,
    ),
  };
}
