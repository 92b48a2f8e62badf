import { checkCharacter } from '@daunguon/proof';
import {
  isExpired,
  isTraining,
  trainingWords,
  type CurrentRating,
  type ProductBody,
  type RecordState,
} from '@daunguon/records';
import type { publicRecord } from '../domains/record-reads.ts';
import { html, type Html } from './html.ts';
import { eventWords, fieldWords, pageWords, statusWords, type Words } from './words.ts';

export type Stated = NonNullable<Awaited<ReturnType<typeof publicRecord>>>;

/** Grey and, where the server says so, red; never green, whatever the server says: nothing on this page was checked. */
export const style = `body{font:1.125rem/1.5 system-ui,sans-serif;max-width:42rem;margin:0 auto;padding:1rem;color:#1b1f23;background:#fff}
h1{font-size:1.4rem;border-left:.5rem solid #6a737d;padding-left:.75rem}dt{font-weight:600;margin-top:.75rem}dd{margin:0;overflow-wrap:anywhere}
[lang=en]{color:#4a5157;font-size:1rem}.bad{border:.25rem solid #9f1d1d;padding:.5rem 1rem;color:#7d1616;font-weight:700}
a{color:#0b4f8a}li{margin:.5rem 0}
@media (prefers-color-scheme:dark){body{color:#e6e8ea;background:#14181c}[lang=en]{color:#b3bac1}.bad{color:#ffb4b4;border-color:#ff8a8a}a{color:#8ec7ff}}`;

export const both = ([vi, en]: Words): Html => html`${vi} <span lang="en">${en}</span>`;

const day = { timeZone: 'Asia/Ho_Chi_Minh', day: '2-digit', month: '2-digit', year: 'numeric' } as const;
const vietnamDay = new Intl.DateTimeFormat('vi-VN', day);
const vietnamTime = new Intl.DateTimeFormat('vi-VN', { ...day, hour: '2-digit', minute: '2-digit' });
const timeOf = (iso: string): Html => html`<time datetime="${iso}">${vietnamTime.format(new Date(iso))}</time>`;

/** A field's value as people read it: days of the calendar, and what was done, in words; a code without any is left out. */
const written = (name: string, value: string): Html | string | undefined => {
  if (/^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value)))
    return html`<time datetime="${value}">${vietnamDay.format(new Date(value))}</time>`;
  if (name !== 'kind' && name !== 'eventType') return value;
  const words = eventWords[value];
  return words && both(words);
};

const fact = (words: Words, value: Html | string | undefined): Html | undefined =>
  value === undefined
    ? undefined
    : html`<dt>${both(words)}</dt>
        <dd>${value}</dd>`;

/** A page of the gateway's own word. */
export const page = (content: Html): string =>
  `<!doctype html>\n${
    html`<html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${pageWords.title[0]} – Dấu Nguồn</title>
        <link rel="stylesheet" href="/s/style.css" />
      </head>
      <body>
        <main>
          <h1>${pageWords.title[0]}</h1>
          <p lang="en">${pageWords.title[1]}</p>
          <p>${both(pageWords.meaning)}</p>
          ${content}
        </main>
      </body>
    </html>`.text
  }\n`;

const link = (url: string): Html => html`<p><a href="${url}">${both(pageWords.open)}</a></p>`;

/** Where there is no such record. */
export const missingPage = (verifierUrl: string): string =>
  page(
    html`<p role="status"><strong>${both(pageWords.missing)}</strong></p>
      ${link(verifierUrl)}`,
  );

/** The OCOP rating of a product: it expires without anybody writing so. */
const starsIn = ({ type, body }: RecordState): CurrentRating | undefined =>
  type === 'ocop/product' ? (body as ProductBody).rating : undefined;

/** What the gateway states about a record, without any claim of its own. Vietnamese first. */
export function statedPage(stated: Stated, verifierUrl: string, today: string): string {
  const { record, units, timeline, commune, recall } = stated;
  const body = (record.body ?? {}) as Readonly<Record<string, unknown>>;
  const unitName = (id: unknown): string | undefined =>
    typeof id === 'string' ? (units[id]?.name ?? (id === record.id ? undefined : id)) : undefined;
  const product = body['product'] as { readonly name?: string } | undefined;
  const fields = Object.entries(fieldWords).map(([name, words]) => {
    const value = body[name];
    return fact(words, typeof value === 'string' && name !== 'product' ? written(name, value) : undefined);
  });
  const stars = starsIn(record);
  const expired = record.status === 'active' && stars !== undefined && isExpired(stars.expiresOn, today);
  const standing = expired ? pageWords.expired : statusWords[record.status];
  const steps = timeline.map(({ eventType, at, unit, commune: place }) => {
    const words = eventWords[eventType] ?? ([eventType, eventType] as const);
    return html`<li>${timeOf(at)} ${both(words)}: ${unit.name}${place === undefined ? '' : `, ${place.name}`}</li>`;
  });
  return page(
    html`<p role="status" class="${record.status === 'recalled' ? 'bad' : 'plain'}">
        ${both(pageWords.standing)}: ${both(standing)}
      </p>
      ${isTraining(record) ? html`<p class="bad">${both([trainingWords.vi, trainingWords.en])}</p>` : undefined}
      <dl>
        ${fact(pageWords.stars, stars && `OCOP ${stars.stars} sao (${stars.certificate})`)}${fact(pageWords.recall, recall?.reason)}${fact(pageWords.product, product?.name)}${fields}${fact(pageWords.commune, commune?.name)}
        ${fact(pageWords.producer, unitName(body['producer']))}${fact(pageWords.owner, unitName(record.owner))}${fact(pageWords.stated, timeOf(record.ts))}
        ${fact(pageWords.code, `${record.id}-${checkCharacter(record.id)}`)}
      </dl>
      ${
        steps.length === 0
          ? undefined
          : html`<h2>${both(pageWords.timeline)}</h2>
              <ol>
                ${steps}
              </ol>`
      }${link(`${verifierUrl}/R/${record.id}`)}`,
  );
}
