import { communes, ocopGroups } from '@daunguon/records';
import { html, type Html } from '../../stated-page/html.ts';
import type { Words } from '../../stated-page/words.ts';
import { catalogueStandings, type Catalogue, type CatalogueItem } from './catalogue.ts';
import { catalogueWords as words, foundWords, standingWords, starsWords } from './catalogue-words.ts';

export type PageLanguage = 'vi' | 'en';
/** What the form was sent with, as text. */
export type Asked = Readonly<Partial<Record<'text' | 'group' | 'stars' | 'commune' | 'standing', string>>>;

export const catalogueStyle = `*{box-sizing:border-box}body{font:1.125rem/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem;color:#1b1f23;background:#fff}
header{display:flex;flex-wrap:wrap;gap:.5rem 1rem;justify-content:space-between;align-items:baseline}h1{font-size:1.5rem;margin:0}h2{font-size:1.25rem}h3{font-size:1.2rem;margin:0;overflow-wrap:anywhere}
.stated{border-left:.5rem solid #6a737d;padding:.25rem .75rem;margin:1rem 0}form{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(14rem,100%),1fr));gap:.75rem;align-items:end}
label{display:block;font-weight:600}input,select,button{font:inherit;width:100%;min-height:2.75rem;padding:.25rem .5rem;border:.125rem solid #57606a;border-radius:.5rem;color:inherit;background:inherit}
button{background:#0b4f8a;border-color:#0b4f8a;color:#fff;font-weight:600;cursor:pointer}:focus-visible{outline:.2rem solid #b35900;outline-offset:.15rem}
.products{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(min(20rem,100%),1fr));gap:1rem}
.products li{border:.0625rem solid #8c959f;border-radius:.75rem;padding:1rem}.stars{color:#8a5300;font-weight:700}.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}dl{margin:.5rem 0}dt{font-weight:600;font-size:1rem}dd{margin:0;overflow-wrap:anywhere}
.expired{color:#4a5157}.revoked{color:#9f1d1d;font-weight:700}a{color:#0b4f8a}a.verify,nav a,header a{display:inline-block;padding:.5rem 0;min-height:2.75rem}nav{display:flex;gap:1.5rem;margin:1rem 0}
@media (prefers-color-scheme:dark){body{color:#e6e8ea;background:#14181c}a{color:#8ec7ff}.stars{color:#ffc66b}.expired{color:#b3bac1}.revoked{color:#ffb4b4}input,select{border-color:#8c959f}option{background:#14181c}}`;

/** What a page needs beside its contents: its language, and the words and dates in it. */
const speaker = (language: PageLanguage) => {
  const say = ([vi, en]: Words): string => (language === 'vi' ? vi : en);
  return { language, say };
};
type Speaker = ReturnType<typeof speaker>;

/** YYYY-MM-DD as it is written in Việt Nam. */
const dateText = (date: string): string => date.split('-').reverse().join('/');

const addressOf = (asked: Asked, language: PageLanguage, after?: string): string => {
  const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''));
  if (language === 'en') query.set('lang', 'en');
  if (after !== undefined) query.set('after', after);
  return query.size === 0 ? '/ocop' : `/ocop?${query.toString()}`;
};

const choice = ({ say }: Speaker, name: keyof Asked, title: Words, asked: Asked, options: [string, string][]): Html =>
  html`<div>
    <label for="${name}">${say(title)}</label>
    <select id="${name}" name="${name}">
      <option value="">${say(words.all)}</option>
      ${options.map(([value, label]) =>
        asked[name] === value
          ? html`<option value="${value}" selected>${label}</option>`
          : html`<option value="${value}">${label}</option>`,
      )}
    </select>
  </div>`;

const form = (speak: Speaker, asked: Asked): Html => {
  const { say, language } = speak;
  const groups = Object.entries(ocopGroups).map(([code, name]): [string, string] => [code, say(name)]);
  const stars = [5, 4, 3].map((count): [string, string] => [String(count), say(starsWords(count))]);
  const places = communes.map(({ code, name }): [string, string] => [code, name]);
  const standings = catalogueStandings.map((standing): [string, string] => [standing, say(standingWords[standing])]);
  return html`<form method="get" action="/ocop" role="search" aria-label="${say(words.search)}">
    ${language === 'en' ? html`<input type="hidden" name="lang" value="en" />` : undefined}
    <div>
      <label for="text">${say(words.text)}</label>
      <input id="text" name="text" type="search" maxlength="100" value="${asked.text ?? ''}" />
    </div>
    ${choice(speak, 'group', words.group, asked, groups)} ${choice(speak, 'stars', words.stars, asked, stars)}
    ${choice(speak, 'commune', words.commune, asked, places)}
    ${choice(speak, 'standing', words.standing, asked, standings)}
    <button type="submit">${say(words.submit)}</button>
  </form>`;
};

const product = ({ say, language }: Speaker, item: CatalogueItem, verifierUrl: string): Html => {
  const name = language === 'en' ? (item.nameEn ?? item.name) : item.name;
  const nameLanguage = name === item.name ? 'vi' : 'en';
  return html`<li>
    <h3 lang="${nameLanguage}">${name}</h3>
    <p class="stars"><span aria-hidden="true">${'★'.repeat(item.stars)}</span> OCOP ${say(starsWords(item.stars))}</p>
    <p class="${item.standing}">${say(standingWords[item.standing])}</p>
    <dl>
      <dt>${say(words.group)}</dt>
      <dd>${say(ocopGroups[item.group])} – <span lang="vi">${item.subgroup}</span></dd>
      <dt>${say(words.producer)}</dt>
      <dd lang="vi">${item.producer.name}, ${item.commune.name}</dd>
      <dt>${say(words.certificate)}</dt>
      <dd>
        ${item.certificate}<br />${say(words.until)}
        <time datetime="${item.expiresOn}">${dateText(item.expiresOn)}</time>
      </dd>
    </dl>
    <a class="verify" href="${verifierUrl}/R/${item.id}">${say(words.verify)}<span class="hidden">: ${name}</span></a>
  </li>`;
};

const results = (speak: Speaker, found: Catalogue, asked: Asked, after: boolean, verifierUrl: string): Html => {
  const { say, language } = speak;
  const next = found.next === undefined ? undefined : addressOf(asked, language, found.next);
  return html`<p role="status">${found.total === 0 ? say(words.none) : say(foundWords(found.total))}</p>
    <ul class="products">
      ${found.items.map((item) => product(speak, item, verifierUrl))}
    </ul>
    <nav aria-label="${say(words.results)}">
      ${after ? html`<a href="${addressOf(asked, language)}">${say(words.first)}</a>` : undefined}
      ${next === undefined ? undefined : html`<a rel="next" href="${next}">${say(words.next)}</a>`}
    </nav>`;
};

/** The public catalogue, for every browser, without JavaScript; `found` undefined: what was asked is not valid. */
export function cataloguePage(
  found: Catalogue | undefined,
  {
    asked,
    language,
    isFirst,
    verifierUrl,
  }: {
    readonly asked: Asked;
    readonly language: PageLanguage;
    readonly isFirst: boolean;
    readonly verifierUrl: string;
  },
): string {
  const speak = speaker(language);
  const { say } = speak;
  const other = language === 'vi' ? 'en' : 'vi';
  return `<!doctype html>\n${
    html`<html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${say(words.title)} – Dấu Nguồn</title>
        <link rel="stylesheet" href="/ocop/style.css" />
      </head>
      <body>
        <header>
          <h1>${say(words.title)}</h1>
          <a href="${addressOf(asked, other)}" lang="${other}" hreflang="${other}">${say(words.language)}</a>
        </header>
        <main>
          <p class="stated">${say(words.meaning)}</p>
          ${form(speak, found === undefined ? {} : asked)}
          <h2>${say(words.results)}</h2>
          ${
            found === undefined
              ? html`<p role="alert">${say(words.wrong)}</p>`
              : results(speak, found, asked, !isFirst, verifierUrl)
          }
        </main>
      </body>
    </html>`.text
  }\n`;
}
