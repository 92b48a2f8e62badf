import { communeByCode, ocopGroups, type BatchBody, type ProductBody, type RecordState } from '@daunguon/records';
import type { IndexStore } from '../../index-store/index-store.ts';
import { dateText, publicPage, type Speaker } from '../../public-pages/public-frame.ts';
import { html, type Html } from '../../stated-page/html.ts';
import type { Words } from '../../stated-page/words.ts';
import { nameOf, stateOf, statesOf } from '../record-reads.ts';
import { catalogueWords, standingWords, starsWords } from './catalogue-words.ts';
import { standingOn } from './catalogue.ts';

const words = {
  story: ['Câu chuyện', 'Story'],
  materials: ['Làm từ', 'Made of'],
  batch: ['Lô', 'Lot'],
  harvested: ['thu hoạch', 'harvested'],
  producer: ['Đơn vị sản xuất', 'Produced by'],
  gtins: ['Mã vạch', 'Barcodes'],
  papers: ['Giấy chứng nhận khác', 'Other certificates'],
  verify: ['Tự kiểm chứng sản phẩm này', 'Check this product yourself'],
  verifyBatch: ['kiểm chứng lô', 'check the lot'],
  back: ['Mọi sản phẩm OCOP', 'All OCOP products'],
  missing: ['Không có sản phẩm OCOP này', 'There is no such OCOP product'],
  missingHint: [
    'Sản phẩm chưa được xếp hạng, hoặc đường dẫn sai.',
    'It was not rated yet, or the address is not right.',
  ],
} as const satisfies Record<string, Words>;

/** Where there is no rated product. */
export const noStoryPage = (speak: Speaker): string =>
  publicPage(
    speak,
    { title: speak.say(words.missing), path: '/ocop' },
    html`<p>${speak.say(words.missingHint)}</p>
      <p><a class="act" href="${speak.to('/ocop')}">${speak.say(words.back)}</a></p>`,
  );

/** The story of a rated product: who makes it, of what, and the proof of each. Undefined where the index has no such product. */
export async function storyPage(
  store: IndexStore,
  id: string,
  speak: Speaker,
  { verifierUrl, today }: { readonly verifierUrl: string; readonly today: string },
): Promise<string | undefined> {
  const state = (await stateOf(store, id)) as RecordState<ProductBody> | undefined;
  const { rating } = state?.type === 'ocop/product' ? state.body : {};
  if (state === undefined || rating === undefined) return undefined;
  const { body } = state;
  const { say, language } = speak;
  const standing = standingOn(state.status, rating.expiresOn, today);
  const producer = await nameOf(store, body.producer);
  const batches = await statesOf(
    store,
    body.materials.flatMap((material) => material.batches),
  );
  const story = language === 'en' ? body.story.en : body.story.vi;
  const name = (language === 'en' ? body.nameEn : undefined) ?? body.name;
  const batchLine = (batch: string): Html | undefined => {
    const { lot, harvestDate } = (batches.get(batch)?.body ?? {}) as Partial<BatchBody>;
    if (lot === undefined) return undefined;
    const day = harvestDate === undefined ? '' : `, ${say(words.harvested)} ${dateText(harvestDate)}`;
    return html`<li>
      ${say(words.batch)} ${lot}${day} –
      <a href="${verifierUrl}/R/${batch}">${say(words.verifyBatch)}<span class="hidden"> ${lot}</span></a>
    </li>`;
  };
  const fact = (title: Words, value: string | undefined, lang = language): Html | undefined =>
    value === undefined || value === ''
      ? undefined
      : html`<dt>${say(title)}</dt>
          <dd lang="${lang}">${value}</dd>`;
  return publicPage(
    speak,
    { title: name, path: `/ocop/${id}` },
    html`<p class="stars">
        <span aria-hidden="true">${'★'.repeat(rating.stars)}</span> OCOP ${say(starsWords(rating.stars))}
      </p>
      <p class="${standing}">${say(standingWords[standing])}</p>
      <p class="stated">${say(catalogueWords.meaning)}</p>
      <h2>${say(words.story)}</h2>
      <p class="story" lang="${story === undefined ? 'vi' : language}">${story ?? body.story.vi}</p>
      <h2>${say(words.materials)}</h2>
      ${body.materials.map(
        (material) =>
          html`<h3 lang="vi">${material.name}</h3>
            <ul class="steps">
              ${material.batches.map(batchLine)}
            </ul>`,
      )}
      <dl>
        ${fact(words.producer, `${producer}, ${communeByCode(body.commune)?.name ?? body.commune}`, 'vi')}
        ${fact(catalogueWords.group, say(ocopGroups[body.group]))}
        ${fact(catalogueWords.certificate, rating.certificate)}
        ${fact(catalogueWords.until, dateText(rating.expiresOn))} ${fact(words.gtins, body.gtins?.join(', '))}
        ${fact(words.papers, body.certificates?.map((one) => `${one.name} ${one.number}`).join('; '), 'vi')}
      </dl>
      <p class="acts">
        <a class="act" href="${verifierUrl}/R/${id}">${say(words.verify)}</a>
        <a class="act" href="${speak.to('/ocop')}">${say(words.back)}</a>
      </p>`,
  );
}
