import { serialText, type RecordState, type RetirementBody } from '@daunguon/records';
import type { IndexStore } from '../../index-store/index-store.ts';
import { dateText, publicPage, type Speaker } from '../../public-pages/public-frame.ts';
import { html, type Html } from '../../stated-page/html.ts';
import type { Words } from '../../stated-page/words.ts';
import { nameOf, stateIn, stateOf } from '../record-reads.ts';
import { internalRegistry, purposeWords } from './retirement-words.ts';

const words = {
  list: ['Chứng nhận loại bỏ tín chỉ các-bon', 'Carbon retirement certificates'],
  one: ['Chứng nhận loại bỏ tín chỉ các-bon', 'Carbon retirement certificate'],
  meaning: [
    'Theo lời máy chủ, chưa kiểm chứng. Mở từng chứng nhận ở trang kiểm tra để tự kiểm chứng.',
    'As stated by the server, not verified. Open a certificate at the verifier to check it for yourself.',
  ],
  once: [
    'Tín chỉ đã loại bỏ không dùng lại, không chuyển và không bán được nữa.',
    'Retired units can never be used again, transferred or sold.',
  ],
  none: ['Chưa có chứng nhận nào.', 'There is no certificate yet.'],
  beneficiary: ['Loại bỏ thay cho', 'Retired on behalf of'],
  quantity: ['Số lượng', 'Quantity'],
  serials: ['Sê-ri', 'Serials'],
  project: ['Dự án', 'Project'],
  holder: ['Chủ tín chỉ', 'Holder'],
  purpose: ['Mục đích', 'Purpose'],
  period: ['Cho phát thải của kỳ', 'For emissions of'],
  retiredAt: ['Ngày loại bỏ', 'Retired on'],
  statement: ['Nội dung', 'Statement'],
  verify: ['Tự kiểm chứng', 'Check it yourself'],
  pdf: ['Bản in (PDF)', 'To print (PDF)'],
  open: ['Xem chứng nhận', 'Open the certificate'],
  back: ['Mọi chứng nhận', 'All certificates'],
  next: ['Trang sau', 'Next page'],
  missing: ['Không có chứng nhận này', 'There is no such certificate'],
} as const satisfies Record<string, Words>;

const tonnes = (units: string): string => `${units.replace(/\B(?=(\d{3})+$)/g, '.')} tCO2e`;
const notice = ({ say }: Speaker): Html =>
  html`<p class="stated">${say([internalRegistry.vi, internalRegistry.en])}. ${say(words.meaning)}</p>`;

/** One page of certificates, the newest first; `after`: cursor of the page before. */
export async function retirementsPage(store: IndexStore, speak: Speaker, after?: string): Promise<string> {
  const { say, to } = speak;
  const { docs, next } = await store.find('records', {
    equals: { type: 'carbon/retirement' },
    sort: { field: 'ts', descending: true },
    limit: 50,
    ...(after === undefined ? {} : { after }),
  });
  const items = docs.map((doc) => stateIn(doc) as RecordState<RetirementBody>);
  return publicPage(
    speak,
    { title: say(words.list), path: '/carbon/retirements' },
    html`${notice(speak)}
      <p>${say(words.once)}</p>
      ${items.length === 0 ? html`<p role="status">${say(words.none)}</p>` : undefined}
      <ul class="products">
        ${items.map(
          ({ id, body }) =>
            html`<li>
              <h2 lang="vi">${body.beneficiary.name}</h2>
              <p class="big">${tonnes(body.quantity)}</p>
              <p>${body.number} · ${dateText(body.retiredAt)}</p>
              <a class="act" href="${to(`/carbon/retirements/${id}`)}"
                >${say(words.open)}<span class="hidden"> ${body.number}</span></a
              >
            </li>`,
        )}
      </ul>
      ${next === undefined ? undefined : html`<nav aria-label="${say(words.list)}"><a rel="next" href="${to(`/carbon/retirements?after=${encodeURIComponent(next)}`)}">${say(words.next)}</a></nav>`}`,
  );
}

/** The page of one certificate; undefined where the index has none. */
export async function retirementPage(
  store: IndexStore,
  id: string,
  speak: Speaker,
  verifierUrl: string,
): Promise<string | undefined> {
  const state = (await stateOf(store, id)) as RecordState<RetirementBody> | undefined;
  if (state?.type !== 'carbon/retirement') return undefined;
  const { body } = state;
  const { say, to } = speak;
  const fact = (title: Words, value: string | undefined): Html | undefined =>
    value === undefined
      ? undefined
      : html`<dt>${say(title)}</dt>
          <dd>${value}</dd>`;
  return publicPage(
    speak,
    { title: `${say(words.one)} ${body.number}`, path: `/carbon/retirements/${id}` },
    html`${notice(speak)}
      <p class="big">${tonnes(body.quantity)}</p>
      <dl>
        ${fact(words.beneficiary, body.beneficiary.name)} ${fact(words.purpose, say(purposeWords[body.purpose]))}
        ${fact(words.period, `${dateText(body.periodFrom)} – ${dateText(body.periodUntil)}`)}
        ${fact(words.retiredAt, dateText(body.retiredAt))} ${fact(words.serials, serialText(body))}
        ${fact(words.project, await nameOf(store, body.project))}
        ${fact(words.holder, await nameOf(store, body.holder))} ${fact(words.statement, body.statement)}
      </dl>
      <p>${say(words.once)}</p>
      <p class="acts">
        <a class="act" href="${verifierUrl}/R/${id}">${say(words.verify)}</a>
        <a class="act" href="/api/carbon/retirements/${id}/certificate.pdf">${say(words.pdf)}</a>
        <a class="act" href="${to('/carbon/retirements')}">${say(words.back)}</a>
      </p>`,
  );
}

/** Where there is no such certificate. */
export const noRetirementPage = (speak: Speaker): string =>
  publicPage(
    speak,
    { title: speak.say(words.missing), path: '/carbon/retirements' },
    html`<p><a class="act" href="${speak.to('/carbon/retirements')}">${speak.say(words.back)}</a></p>`,
  );
