import type { ItemBody, RecordState, Takedown } from '@daunguon/records';
import {
  c2paVerdicts,
  consentLevels,
  heritageEvents,
  heritageKinds,
  recognitionLevels,
  rightsStatements,
  takedownGrounds,
} from '@daunguon/records/heritage-words';
import type { Response } from 'express';
import type { IndexStore } from '../../index-store/index-store.ts';
import { html, type Html } from '../../stated-page/html.ts';
import { stateOf } from '../record-reads.ts';
import { copyFor, fileUrl, routesThrough, type Gallery, type Item, type Medium } from './gallery.ts';
import { nameOf } from './gallery-page.ts';
import { galleryWords as words } from './gallery-words.ts';
import { hasCanvas } from './iiif.ts';
import { downloadLink, modelLink } from './model-page.ts';
import { dateText, frame, sendPage, timeText, type Shared, type Speaker } from './page-frame.ts';

const degrees = (e7: number): string => (e7 / 1e7).toFixed(6);
/** A map of somebody else's: the reader follows the link or not, the page itself fetches nothing. */
const mapUrl = ([longitude, latitude]: readonly [number, number]): string =>
  `https://www.openstreetmap.org/?mlat=${degrees(latitude)}&mlon=${degrees(longitude)}#map=16/${degrees(latitude)}/${degrees(longitude)}`;

export const storyOf = ({ language, say }: Speaker, { vi, en }: ItemBody['story']): Html =>
  language === 'en' && en === undefined
    ? html`<p class="small">${say(words.onlyVietnamese)}</p>
        <div lang="vi">${vi.map((paragraph) => html`<p>${paragraph}</p>`)}</div>`
    : html`${(language === 'en' ? (en ?? vi) : vi).map((paragraph) => html`<p>${paragraph}</p>`)}`;

const row = (title: string, value: Html | string | undefined): Html | undefined =>
  value === undefined
    ? undefined
    : html`<dt>${title}</dt>
        <dd>${value}</dd>`;

/** What is under a medium: its caption, whom it is owed to, and what its manifest says. */
const caption = (speak: Speaker, { id, body }: Medium): Html =>
  html`<figcaption>
    ${body.caption === undefined ? undefined : html`<p>${speak.both(body.caption)}</p>`}
    <p class="small">
      ${body.credit === undefined ? undefined : html`${speak.say(words.credit)}: <span lang="vi">${body.credit}</span>. `}
      ${speak.say(words.origin)}: ${speak.say(c2paVerdicts[body.c2pa.verdict])}.
      <a href="${speak.verifierUrl}/R/${id}">${speak.say(words.verify)}</a>
    </p>
  </figcaption>`;

const contents = (speak: Speaker, medium: Medium): Html => {
  const { body } = medium;
  const alt = speak.pick(body.alt);
  if (body.kind === 'video')
    return html`<video
      controls
      preload="metadata"
      width="${body.width ?? 640}"
      height="${body.height ?? 360}"
      aria-label="${alt}"
      src="${fileUrl(body.sha256)}"
    ></video>`;
  if (body.kind === 'model')
    return html`<p>${alt}</p>
      <p>${modelLink(speak, medium)}</p>
      <p>${downloadLink(speak, medium)}</p>`;
  const copy = copyFor(medium, 1200);
  const whole = copyFor(medium, 9999);
  return html`<a href="${fileUrl(whole?.sha256 ?? body.sha256)}"
    ><img
      src="${fileUrl(copy?.sha256 ?? body.sha256)}"
      alt="${alt}"
      width="${copy?.width ?? 1}"
      height="${copy?.height ?? 1}"
      loading="lazy"
  /></a>`;
};

const figure = (speak: Speaker, medium: Medium): Html =>
  html`<figure id="m-${medium.id}">${contents(speak, medium)} ${caption(speak, medium)}</figure>`;

const facts = (speak: Speaker, { body, ts }: Item, steward: string): Html => {
  const { say } = speak;
  const { statement, holder } = body.rights;
  const { uri, words: statementWords } = rightsStatements[statement];
  return html`<dl>
    ${row(say(words.workType), html`<span lang="vi">${body.workType}</span>`)}
    ${row(say(words.place), html`<span lang="vi">${body.places.map(({ name }) => name).join(', ')}</span> <span class="small">(${say(words.then)})</span>`)}
    ${row(
      say(words.site),
      body.site === undefined && body.pointE7 === undefined
        ? undefined
        : html`<span lang="vi">${body.site ?? ''}</span>
            ${body.pointE7 === undefined ? undefined : html`<a href="${mapUrl(body.pointE7)}" rel="noopener noreferrer">${say(words.map)}</a>`}`,
    )}
    ${(body.recognitions ?? []).map(({ level, decision, on }) =>
      row(
        say(words.recognitions),
        html`${say(recognitionLevels[level])} –
          <span lang="vi">${decision}</span>${on === undefined ? '' : html`, ${dateText(on)}`}`,
      ),
    )}
    ${row(say(words.rights), html`<a rel="license noopener noreferrer" href="${uri}">${say(statementWords)}</a>${holder === undefined ? '' : html` · <span lang="vi">${holder}</span>`}`)}
    ${row(say(words.consent), html`${say(consentLevels[body.consent.level])}${body.consent.on === undefined ? '' : html`, ${dateText(body.consent.on)}`}`)}
    ${row(say(words.steward), html`<span lang="vi">${steward}</span>`)} ${row(say(words.recorded), timeText(ts))}
  </dl>`;
};

const timeline = (speak: Speaker, events: NonNullable<ItemBody['events']>): Html =>
  html`<h2>${speak.say(words.events)}</h2>
    <ol class="events">
      ${events.map(
        ({ type, when, note }) =>
          html`<li>
            <b>${speak.both(when)}</b> –
            ${speak.say(heritageEvents[type])}${note === undefined ? '' : html`: ${speak.both(note)}`}
          </li>`,
      )}
    </ol>`;

/** The story of one item, which is what people share. */
export function itemPage(speak: Speaker, gallery: Gallery, item: Item, steward: string): string {
  const { say } = speak;
  const { id, body } = item;
  const media = gallery.media.get(id) ?? [];
  const hero = media.find((one) => one.body.kind === 'image');
  const others = media.filter((one) => one !== hero);
  const routes = routesThrough(gallery, id);
  const manifest = hasCanvas(media) ? `/iiif/3/items/${id}/manifest` : undefined;
  const content = html`<p class="kind">${say(heritageKinds[body.kind])}</p>
    <h1>${nameOf(speak, body)}</h1>
    <p class="lead">${speak.both(body.summary)}</p>
    ${hero === undefined ? html`<p class="small">${say(words.noMedia)}</p>` : html`<div class="hero">${figure(speak, hero)}</div>`}
    <h2>${say(words.story)}</h2>
    <div class="story">${storyOf(speak, body.story)}</div>
    ${body.events === undefined || body.events.length === 0 ? undefined : timeline(speak, body.events)}
    ${
      others.length === 0
        ? undefined
        : html`<h2>${say(words.media)}</h2>
            <div class="media">${others.map((medium) => figure(speak, medium))}</div>`
    }
    ${facts(speak, item, steward)}
    ${
      body.sources === undefined
        ? undefined
        : html`<h2>${say(words.sources)}</h2>
            <ul lang="vi">
              ${body.sources.map((source) => html`<li>${source}</li>`)}
            </ul>`
    }
    ${
      routes.length === 0
        ? undefined
        : html`<h2>${say(words.through)}</h2>
            <ul>
              ${routes.map((route) => html`<li><a class="act" href="${speak.to(`/heritage/routes/${route.id}`)}">${nameOf(speak, route.body)}</a></li>`)}
            </ul>`
    }
    <h2>${say(words.check)}</h2>
    <p class="stated">${say(words.stated)}</p>
    <p><a class="act" href="${speak.verifierUrl}/R/${id}">${say(words.verify)}</a></p>
    ${manifest === undefined ? undefined : html`<p><a class="act" href="${manifest}">${say(words.manifest)}</a></p>`}
    <figure>
      <img
        class="qr"
        src="/heritage/items/${id}/qr.svg"
        alt="${say(words.qr)}"
        width="176"
        height="176"
        loading="lazy"
      />
      <figcaption class="small">${say(words.qr)}</figcaption>
    </figure>
    <p class="small">${say(words.object)}</p>
    <p><a class="act" href="${speak.to('/heritage')}">${say(words.back)}</a></p>`;
  return frame(speak, sharedOf(speak, item, hero, manifest), content);
}

const sharedOf = (
  speak: Speaker,
  { id, body }: Item,
  hero: Medium | undefined,
  manifest: string | undefined,
): Shared => {
  const copy = hero && copyFor(hero, 1200);
  return {
    title: speak.pick({ vi: body.name, en: body.nameEn }),
    description: speak.pick(body.summary),
    ...{ path: `/heritage/items/${id}`, type: 'article' },
    ...(hero === undefined || copy === undefined
      ? {}
      : {
          image: { path: fileUrl(copy.sha256), alt: speak.pick(hero.body.alt), width: copy.width, height: copy.height },
        }),
    ...(manifest === undefined ? {} : { manifest }),
  };
};

/** What stands where something was taken down: that, and on what ground. */
export const gonePage = (speak: Speaker, id: string, { ground, at }: Takedown): string => {
  const { say } = speak;
  const title = say(words.goneTitle);
  const content = html`<h1>${title}</h1>
    <p>${say(words.gone)}</p>
    <dl>${row(say(words.ground), say(takedownGrounds[ground]))} ${row(say(words.recorded), timeText(at))}</dl>
    <p><a class="act" href="${speak.verifierUrl}/R/${id}">${say(words.verify)}</a></p>
    <p><a class="act" href="${speak.to('/heritage')}">${say(words.back)}</a></p>`;
  return frame(speak, { title, description: '', path: `/heritage/items/${id}` }, content, false);
};

/** Nothing is shown under this address. */
export const missingPage = (speak: Speaker): string => {
  const { say } = speak;
  const title = say(words.missingTitle);
  const content = html`<h1>${title}</h1>
    <p role="status">${say(words.missing)}</p>
    <p><a class="act" href="${speak.to('/heritage')}">${say(words.back)}</a></p>`;
  return frame(speak, { title, description: '', path: '/heritage' }, content, false);
};

/** The page of an item or a medium that is not shown: taken down, or not there. */
export async function sendAbsent(store: IndexStore, response: Response, speak: Speaker, id: string): Promise<void> {
  const state = (await stateOf(store, id)) as RecordState<{ takedown?: Takedown }> | undefined;
  const isOurs = state?.type === 'heritage/item' || state?.type === 'heritage/media';
  const takedown = isOurs ? state.body.takedown : undefined;
  if (takedown === undefined) sendPage(response, speak, missingPage(speak), { status: 404 });
  else sendPage(response, speak, gonePage(speak, id, takedown), { status: 410 });
}
