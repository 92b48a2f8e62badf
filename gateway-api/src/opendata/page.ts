import type { OpenDataset } from '@daunguon/records';
import { html, type Html } from '../stated-page/html.ts';
import type { Words } from '../stated-page/words.ts';
import type { Addresses } from './addresses.ts';
import { formats, licenceUrl, type Format } from './files.ts';
import type { Snapshot } from './snapshot-store.ts';
import { kindWords, pageWords as words } from './words.ts';

export type PageLanguage = 'vi' | 'en';
/** What stands beside each dataset: its newest version, and who stands for its files. */
export interface Shown {
  readonly spec: OpenDataset;
  readonly versions: readonly Snapshot[];
  /** Names of the units that stand for the newest version's file. */
  readonly standing: Readonly<Record<Format, readonly string[]>>;
}
export interface PageOptions {
  readonly language: PageLanguage;
  readonly verifierUrl: string;
  readonly addresses: Addresses;
}

export const openDataStyle = `*{box-sizing:border-box}body{font:1.125rem/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem;color:#1b1f23;background:#fff}
header{display:flex;flex-wrap:wrap;gap:.5rem 1rem;justify-content:space-between;align-items:baseline}h1{font-size:1.5rem;margin:0}h2{font-size:1.25rem;margin:1.5rem 0 .5rem}h3{font-size:1.15rem;margin:0}
.note{border-left:.5rem solid #6a737d;padding:.25rem .75rem;margin:1rem 0}.datasets{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(22rem,100%),1fr));gap:1rem}
.datasets li,.file{border:.0625rem solid #8c959f;border-radius:.75rem;padding:1rem}.file{margin:.75rem 0}.hash{font-family:ui-monospace,monospace;font-size:.875rem;overflow-wrap:anywhere}.small{font-size:1rem;color:#4a5157}
dl{margin:.5rem 0;display:grid;grid-template-columns:minmax(7rem,max-content) 1fr;gap:.25rem 1rem}dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4rem .75rem .4rem 0;border-bottom:.0625rem solid #c4cad0}.waiting{color:#7a4a00;font-weight:600}
a{color:#0b4f8a;display:inline-block;padding:.35rem 0;min-height:2.75rem;overflow-wrap:anywhere}p a,td a{padding:0;min-height:0;display:inline}:focus-visible{outline:.2rem solid #b35900;outline-offset:.15rem}
.acts{display:flex;flex-wrap:wrap;gap:0 1.5rem}
@media (prefers-color-scheme:dark){body{color:#e6e8ea;background:#14181c}a{color:#8ec7ff}.small{color:#b3bac1}.waiting{color:#ffc66b}}`;

const vietnamTime = new Intl.DateTimeFormat('vi-VN', {
  ...{ timeZone: 'Asia/Ho_Chi_Minh', hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
  ...{ hour: '2-digit', minute: '2-digit' },
});
const time = (iso: string): Html => html`<time datetime="${iso}">${vietnamTime.format(new Date(iso))}</time>`;

const sayIn =
  (language: PageLanguage) =>
  ([vi, en]: Words): string =>
    language === 'vi' ? vi : en;

const query = (language: PageLanguage): string => (language === 'en' ? '?lang=en' : '');

function frame(title: string, path: string, { language }: PageOptions, content: Html): string {
  const say = sayIn(language);
  const other = language === 'vi' ? 'en' : 'vi';
  return `<!doctype html>\n${
    html`<html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – Dấu Nguồn</title>
        <link rel="stylesheet" href="/opendata/style.css" />
        <link rel="alternate" type="text/turtle" href="/opendata/catalog.ttl" />
        <link rel="alternate" type="application/ld+json" href="/opendata/catalog.jsonld" />
      </head>
      <body>
        <header>
          <h1>${title}</h1>
          <a href="${path}${query(other)}" lang="${other}" hreflang="${other}">${say(words.language)}</a>
        </header>
        <main>${content}</main>
      </body>
    </html>`.text
  }\n`;
}

const isAnchored = ({ standing }: Shown): boolean => formats.every((format) => standing[format].length > 0);

/** The list of all datasets. */
export function cataloguePage(all: readonly Shown[], options: PageOptions): string {
  const { language } = options;
  const say = sayIn(language);
  const item = (shown: Shown): Html => {
    const [newest] = shown.versions;
    const state =
      newest === undefined
        ? html`<p class="small">${say(words.notYet)}</p>`
        : html`<p class="small">
              ${say(words.version)} ${newest.version}, ${time(newest.issued)}. ${say(words.rows)}: ${newest.rows}.
            </p>
            ${isAnchored(shown) ? undefined : html`<p class="waiting">${say(words.notAnchored)}</p>`}`;
    return html`<li>
      <h3><a href="/opendata/datasets/${shown.spec.id}${query(language)}">${say(shown.spec.title)}</a></h3>
      <p>${say(shown.spec.description)}</p>
      ${state}
    </li>`;
  };
  const content = html`<p>${say(words.lead)}</p>
    <p class="note"><a rel="license" href="${licenceUrl}">${say(words.licence)}</a></p>
    ${all.every(({ versions }) => versions.length === 0) ? html`<p role="status">${say(words.none)}</p>` : undefined}
    <h2>${say(words.datasets)}</h2>
    <ul class="datasets">
      ${all.map(item)}
    </ul>
    <h2>${say(words.machine)}</h2>
    <p class="acts">
      <a href="/opendata/catalog.jsonld">DCAT-AP 3 (JSON-LD)</a><a href="/opendata/catalog.ttl">DCAT-AP 3 (Turtle)</a
      ><a href="/api/3/action/package_list">CKAN API</a>
    </p>`;
  return frame(say(words.title), '/opendata', options, content);
}

const fileBox = (shown: Shown, newest: Snapshot, format: Format, { language, verifierUrl }: PageOptions): Html => {
  const say = sayIn(language);
  const { sha256, bytes } = newest.files[format];
  const names = shown.standing[format];
  const name = `${shown.spec.id}-${newest.version}.${format}`;
  return html`<div class="file">
    <h3>${name}</h3>
    <p class="small">${bytes} ${say(words.bytes)}. SHA-256 <span class="hash">${sha256}</span></p>
    ${
      names.length === 0
        ? html`<p class="waiting">${say(words.notAnchored)}</p>`
        : html`<p>${say(words.anchored)} <span lang="vi">${names.join(', ')}</span></p>`
    }
    <div class="acts">
      <a href="/opendata/datasets/${shown.spec.id}/versions/${newest.version}.${format}" download="${name}"
        >${say(words.download)} ${format.toUpperCase()}</a
      >
      <a href="${verifierUrl}/kiem-tra-tep">${say(words.check)}</a>
    </div>
  </div>`;
};

const newestPart = (shown: Shown, newest: Snapshot, options: PageOptions): Html => {
  const say = sayIn(options.language);
  return html`<dl>
      <dt>${say(words.version)}</dt>
      <dd>${newest.version}</dd>
      <dt>${say(words.issued)}</dt>
      <dd>${time(newest.issued)}</dd>
      <dt>${say(words.asOf)}</dt>
      <dd>${time(newest.asOf)}</dd>
      <dt>${say(words.rows)}</dt>
      <dd>${newest.rows}</dd>
      <dt>${say(words.height)}</dt>
      <dd>${newest.height}</dd>
      <dt>${say(words.checkpoint)}</dt>
      <dd>${newest.checkpoint.size}</dd>
    </dl>
    <h2>${say(words.files)}</h2>
    <p class="note">${say(words.stated)}</p>
    ${formats.map((format) => fileBox(shown, newest, format, options))}`;
};

const versionRow = (snapshot: Snapshot): Html =>
  html`<tr>
    <td>${snapshot.version}</td>
    <td>${time(snapshot.issued)}</td>
    <td>${snapshot.rows}</td>
    <td>
      ${formats.map((format) => html`<a href="/opendata/datasets/${snapshot.dataset}/versions/${snapshot.version}.${format}">${format.toUpperCase()}</a> `)}
    </td>
  </tr>`;

/** One dataset: columns, newest version with its files, older versions. */
export function datasetPage(shown: Shown, options: PageOptions): string {
  const { spec, versions } = shown;
  const say = sayIn(options.language);
  const [newest] = versions;
  const content = html`<p>${say(spec.description)}</p>
    ${newest === undefined ? html`<p role="status">${say(words.none)}</p>` : newestPart(shown, newest, options)}
    <h2>${say(words.method)}</h2>
    <p>${say(spec.method)}</p>
    <h2>${say(words.protection)}</h2>
    <p>${say(spec.protection)}</p>
    <h2>${say(words.columns)}</h2>
    <div class="wide" tabindex="0" role="region" aria-label="${say(words.columns)}">
      <table>
        <thead>
          <tr>
            <th scope="col">${say(words.column)}</th>
            <th scope="col">${say(words.meaning)}</th>
            <th scope="col">${say(words.kind)}</th>
            <th scope="col">${say(words.unit)}</th>
          </tr>
        </thead>
        <tbody>
          ${spec.columns.map(
            ({ name, title, kind, unit }) =>
              html`<tr>
                <th scope="row"><code>${name}</code></th>
                <td>${say(title)}</td>
                <td>${say(kindWords[kind])}</td>
                <td>${unit === undefined ? '' : say(unit)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${
      versions.length < 2
        ? undefined
        : html`<h2>${say(words.versions)}</h2>
            <p>${say(words.newestOnly)}</p>
            <div class="wide" tabindex="0" role="region" aria-label="${say(words.versions)}">
              <table>
                <thead>
                  <tr>
                    <th scope="col">${say(words.version)}</th>
                    <th scope="col">${say(words.issued)}</th>
                    <th scope="col">${say(words.rows)}</th>
                    <th scope="col">${say(words.download)}</th>
                  </tr>
                </thead>
                <tbody>
                  ${versions.slice(0, 50).map(versionRow)}
                </tbody>
              </table>
            </div>`
    }
    <p><a href="/opendata${query(options.language)}">${say(words.back)}</a></p>`;
  return frame(say(spec.title), `/opendata/datasets/${spec.id}`, options, content);
}

/** Where there is no such dataset. */
export const missingPage = (options: PageOptions): string => {
  const say = sayIn(options.language);
  const back = html`<p><a href="/opendata${query(options.language)}">${say(words.back)}</a></p>`;
  return frame(
    say(words.title),
    '/opendata',
    options,
    html`<p role="status">${say(words.missing)}</p>
      ${back}`,
  );
};
