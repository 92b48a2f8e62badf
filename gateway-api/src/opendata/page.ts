import type { OpenDataset } from '@daunguon/records';
import { publicPage, type Speaker } from '../public-pages/public-frame.ts';
import { html, type Html } from '../stated-page/html.ts';
import type { Addresses } from './addresses.ts';
import { formats, licenceUrl, type Format } from './files.ts';
import type { Snapshot } from './snapshot-store.ts';
import { kindWords, pageWords as words } from './words.ts';

/** What stands beside each dataset: its newest version, and who stands for its files. */
export interface Shown {
  readonly spec: OpenDataset;
  readonly versions: readonly Snapshot[];
  /** Names of the units that stand for the newest version's file. */
  readonly standing: Readonly<Record<Format, readonly string[]>>;
}
export interface PageOptions {
  readonly speak: Speaker;
  readonly verifierUrl: string;
  readonly addresses: Addresses;
}

const vietnamTime = new Intl.DateTimeFormat('vi-VN', {
  ...{ timeZone: 'Asia/Ho_Chi_Minh', hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
  ...{ hour: '2-digit', minute: '2-digit' },
});
const time = (iso: string): Html => html`<time datetime="${iso}">${vietnamTime.format(new Date(iso))}</time>`;

const frame = (title: string, path: string, { speak }: PageOptions, content: Html): string =>
  publicPage(
    speak,
    {
      ...{ title, path },
      more: html`<link rel="alternate" type="text/turtle" href="/opendata/catalog.ttl" />
        <link rel="alternate" type="application/ld+json" href="/opendata/catalog.jsonld" />`,
    },
    content,
  );

const isAnchored = ({ standing }: Shown): boolean => formats.every((format) => standing[format].length > 0);

/** The list of all datasets. */
export function cataloguePage(all: readonly Shown[], options: PageOptions): string {
  const { say, to } = options.speak;
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
      <h3><a href="${to(`/opendata/datasets/${shown.spec.id}`)}">${say(shown.spec.title)}</a></h3>
      <p>${say(shown.spec.description)}</p>
      ${state}
    </li>`;
  };
  const content = html`<p>${say(words.lead)}</p>
    <p class="stated"><a rel="license" href="${licenceUrl}">${say(words.licence)}</a></p>
    ${all.every(({ versions }) => versions.length === 0) ? html`<p role="status">${say(words.none)}</p>` : undefined}
    <h2>${say(words.datasets)}</h2>
    <ul class="products">
      ${all.map(item)}
    </ul>
    <h2>${say(words.machine)}</h2>
    <p class="acts">
      <a href="/opendata/catalog.jsonld">DCAT-AP 3 (JSON-LD)</a><a href="/opendata/catalog.ttl">DCAT-AP 3 (Turtle)</a
      ><a href="/api/3/action/package_list">CKAN API</a>
    </p>`;
  return frame(say(words.title), '/opendata', options, content);
}

const fileBox = (shown: Shown, newest: Snapshot, format: Format, { speak, verifierUrl }: PageOptions): Html => {
  const { say } = speak;
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
  const { say } = options.speak;
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
    <p class="stated">${say(words.stated)}</p>
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
  const { say, to } = options.speak;
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
    <p><a href="${to('/opendata')}">${say(words.back)}</a></p>`;
  return frame(say(spec.title), `/opendata/datasets/${spec.id}`, options, content);
}

/** Where there is no such dataset. */
export const missingPage = (options: PageOptions): string => {
  const { say, to } = options.speak;
  const back = html`<p><a href="${to('/opendata')}">${say(words.back)}</a></p>`;
  return frame(
    say(words.title),
    '/opendata',
    options,
    html`<p role="status">${say(words.missing)}</p>
      ${back}`,
  );
};
