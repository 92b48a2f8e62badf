import { heritageKinds } from '@daunguon/records/heritage-words';
import { searchForm } from '../../public-pages/search-form.ts';
import { html, type Html } from '../../stated-page/html.ts';
import {
  communesOf,
  copyFor,
  fileUrl,
  findItems,
  pageSize,
  type Gallery,
  type GalleryQuery,
  type Item,
} from './gallery.ts';
import { galleryWords as words } from './gallery-words.ts';
import { frame, type Speaker } from './page-frame.ts';

/** What the form was sent with, as text. */
export type Asked = Readonly<Partial<Record<'text' | 'kind' | 'commune' | 'page', string>>>;

const form = (speak: Speaker, gallery: Gallery, asked: Asked): Html => {
  const kinds = Object.entries(heritageKinds).map(([code, name]) => [code, speak.say(name)] as const);
  const places = communesOf(gallery).map(({ code, name }) => [code, name] as const);
  const choices = [
    { name: 'kind', title: words.kind, options: kinds },
    { name: 'commune', title: words.commune, options: places },
  ];
  return searchForm(speak, { action: '/heritage', words }, choices, asked);
};

export const nameOf = (
  { both }: Speaker,
  { name, nameEn }: { readonly name: string; readonly nameEn?: string | undefined },
): Html => both({ vi: name, en: nameEn });

const card = (speak: Speaker, { media }: Gallery, { id, body }: Item): Html => {
  const photo = media.get(id)?.find((one) => one.body.kind === 'image');
  const copy = photo && copyFor(photo, 480);
  return html`<li>
    ${
      photo === undefined || copy === undefined
        ? undefined
        : html`<img
            src="${fileUrl(copy.sha256)}"
            alt="${speak.pick(photo.body.alt)}"
            width="${copy.width}"
            height="${copy.height}"
            loading="lazy"
          />`
    }
    <p class="kind">${speak.say(heritageKinds[body.kind])}</p>
    <h2><a href="${speak.to(`/heritage/items/${id}`)}">${nameOf(speak, body)}</a></h2>
    <p class="small" lang="vi">${body.places.map(({ name }) => name).join(', ')}</p>
    <p>${speak.both(body.summary)}</p>
  </li>`;
};

const addressOf = (speak: Speaker, asked: Asked, page: number): string => {
  const query = new URLSearchParams(Object.entries(asked).filter(([name, value]) => value !== '' && name !== 'page'));
  if (page > 1) query.set('page', String(page));
  return speak.to(query.size === 0 ? '/heritage' : `/heritage?${query.toString()}`);
};

const foundText = ({ language }: Speaker, total: number): string =>
  language === 'vi' ? `${total} di sản` : total === 1 ? '1 item' : `${total} items`;

const results = (speak: Speaker, gallery: Gallery, query: GalleryQuery, asked: Asked): Html => {
  const { say } = speak;
  const { total, items } = findItems(gallery, query);
  const none = gallery.items.size === 0 ? words.empty : words.none;
  return html`<p role="status">${total === 0 ? say(none) : foundText(speak, total)}</p>
    <ul class="cards">
      ${items.map((item) => card(speak, gallery, item))}
    </ul>
    <nav class="pages" aria-label="${say(words.pages)}">
      ${query.page > 1 ? html`<a rel="prev" href="${addressOf(speak, asked, query.page - 1)}">${say(words.previous)}</a>` : undefined}
      ${query.page * pageSize < total ? html`<a rel="next" href="${addressOf(speak, asked, query.page + 1)}">${say(words.next)}</a>` : undefined}
    </nav>`;
};

/** The gallery, for every browser, without script; `query` undefined: what was asked is not valid. */
export function galleryPage(speak: Speaker, gallery: Gallery, query: GalleryQuery | undefined, asked: Asked): string {
  const { say } = speak;
  const content = html`<h1>${say(words.title)}</h1>
    <p class="lead">${say(words.lead)}</p>
    <p class="stated">${say(words.stated)}</p>
    ${form(speak, gallery, query === undefined ? {} : asked)}
    ${query === undefined ? html`<p role="alert">${say(words.wrong)}</p>` : results(speak, gallery, query, asked)}`;
  const shared = { title: say(words.title), description: say(words.lead), path: '/heritage' };
  return frame(speak, shared, content, query !== undefined);
}
