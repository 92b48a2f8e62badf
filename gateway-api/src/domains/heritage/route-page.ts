import { isExpired, type ProductBody, type RecordState } from '@daunguon/records';
import { html, type Html } from '../../stated-page/html.ts';
import { copyFor, fileUrl, type Gallery, type Route } from './gallery.ts';
import { nameOf } from './gallery-page.ts';
import { galleryWords as words } from './gallery-words.ts';
import { storyOf } from './item-page.ts';
import { frame, type Speaker } from './page-frame.ts';
import { routeMap, type MapStop } from './route-map.ts';

export type Products = ReadonlyMap<string, RecordState>;

/** All routes. */
export function routesPage(speak: Speaker, { routes }: Gallery): string {
  const { say } = speak;
  const content = html`<h1>${say(words.routes)}</h1>
    <p class="lead">${say(words.routesLead)}</p>
    ${routes.size === 0 ? html`<p role="status">${say(words.noRoutes)}</p>` : undefined}
    <ul class="cards">
      ${[...routes.values()].map(
        ({ id, body }) =>
          html`<li>
            <h2><a href="${speak.to(`/heritage/routes/${id}`)}">${nameOf(speak, body)}</a></h2>
            <p>${speak.both({ vi: body.story.vi[0] ?? '', en: body.story.en?.[0] })}</p>
            <p class="small">${body.stops.length} ${say(words.stopsOf)}</p>
          </li>`,
      )}
    </ul>`;
  return frame(
    speak,
    { title: say(words.routes), description: say(words.routesLead), path: '/heritage/routes' },
    content,
  );
}

/** Stars as they are today: what has expired or was revoked says so. */
const product = (speak: Speaker, state: RecordState | undefined, id: string, today: string): Html => {
  const { say } = speak;
  const { name, nameEn, rating } = (state?.body ?? { name: id }) as Partial<ProductBody> & { name: string };
  const standing =
    state?.status === 'revoked'
      ? html`– ${say(words.revoked)}`
      : rating !== undefined && isExpired(rating.expiresOn, today)
        ? html`– ${say(words.expired)}`
        : html`<span aria-hidden="true">${'★'.repeat(rating?.stars ?? 0)}</span>`;
  const stars = rating === undefined ? '' : `OCOP ${rating.stars} ${say(words.stars)}`;
  return html`<li>
    <a class="act" href="${speak.verifierUrl}/R/${id}">${speak.both({ vi: name, en: nameEn })}</a>
    <span class="small">${stars} ${standing}</span>
  </li>`;
};

const stopOf = (
  speak: Speaker,
  gallery: Gallery,
  stop: Route['body']['stops'][number],
  products: Products,
  today: string,
): Html => {
  const { say } = speak;
  const item = gallery.items.get(stop.item);
  const photo = gallery.media.get(stop.item)?.find(({ body }) => body.kind === 'image');
  const copy = photo && copyFor(photo, 480);
  const goods = stop.products ?? [];
  return html`<li>
    ${
      item === undefined
        ? html`<p>${say(words.stopGone)}</p>`
        : html`<h3><a href="${speak.to(`/heritage/items/${item.id}`)}">${nameOf(speak, item.body)}</a></h3>
            <p class="small" lang="vi">${item.body.places.map(({ name }) => name).join(', ')}</p>
            ${photo && copy ? html`<img src="${fileUrl(copy.sha256)}" alt="${speak.pick(photo.body.alt)}" width="${copy.width}" height="${copy.height}" loading="lazy" />` : undefined}
            <p>${speak.both(item.body.summary)}</p>`
    }
    ${stop.note === undefined ? undefined : html`<p>${speak.both(stop.note)}</p>`}
    ${
      goods.length === 0
        ? undefined
        : html`<p class="kind">${say(words.products)}</p>
            <ul>
              ${goods.map((id) => product(speak, products.get(id), id, today))}
            </ul>`
    }
  </li>`;
};

/** One route: map, stops in their order with what is sold there, signs to print. */
export function routePage(speak: Speaker, gallery: Gallery, route: Route, products: Products, today: string): string {
  const { say } = speak;
  const { id, body } = route;
  const stops = body.stops.flatMap(({ item }, at): MapStop[] => {
    const found = gallery.items.get(item)?.body;
    return found?.pointE7 === undefined ? [] : [{ number: at + 1, name: found.name, pointE7: found.pointE7 }];
  });
  const title = speak.pick({ vi: body.name, en: body.nameEn });
  const content = html`<p class="kind">${say(words.routes)}</p>
    <h1>${nameOf(speak, body)}</h1>
    <div class="story">${storyOf(speak, body.story)}</div>
    ${
      stops.length === 0
        ? undefined
        : html`<h2>${say(words.routeMap)}</h2>
            ${routeMap(`${say(words.routeMap)}: ${stops.map(({ number, name }) => `${number}. ${name}`).join('; ')}`, stops)}
            <p class="small">${say(words.mapNote)}</p>`
    }
    <h2>${say(words.stops)}</h2>
    <ol class="stops">
      ${body.stops.map((stop) => stopOf(speak, gallery, stop, products, today))}
    </ol>
    <p class="stated">${say(words.stated)}</p>
    <p><a class="act" href="${speak.verifierUrl}/R/${id}">${say(words.verify)}</a></p>
    <p><a class="act" href="/heritage/routes/${id}/signs.pdf">${say(words.signs)}</a></p>
    <p><a class="act" href="${speak.to('/heritage/routes')}">${say(words.routes)}</a></p>`;
  const [description = ''] = speak.language === 'en' ? (body.story.en ?? body.story.vi) : body.story.vi;
  return frame(speak, { title, description, path: `/heritage/routes/${id}`, type: 'article' }, content);
}
