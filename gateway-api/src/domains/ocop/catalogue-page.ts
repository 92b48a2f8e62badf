import { communes, ocopGroups } from '@daunguon/records';
import { dateText, publicPage, speaker, type PageLanguage, type Speaker } from '../../public-pages/public-frame.ts';
import { searchForm } from '../../public-pages/search-form.ts';
import { html, type Html } from '../../stated-page/html.ts';
import { catalogueStandings, type Catalogue, type CatalogueItem } from './catalogue.ts';
import { catalogueWords as words, foundWords, standingWords, starsWords } from './catalogue-words.ts';

/** What the form was sent with, as text. */
export type Asked = Readonly<Partial<Record<'text' | 'group' | 'stars' | 'commune' | 'standing', string>>>;

/** Address of the catalogue, without language. */
const addressOf = (asked: Asked, after?: string): string => {
  const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''));
  if (after !== undefined) query.set('after', after);
  return query.size === 0 ? '/ocop' : `/ocop?${query.toString()}`;
};

const form = (speak: Speaker, asked: Asked): Html => {
  const { say } = speak;
  const choices = [
    {
      ...{ name: 'group', title: words.group },
      options: Object.entries(ocopGroups).map(([code, name]) => [code, say(name)] as const),
    },
    {
      ...{ name: 'stars', title: words.stars },
      options: [5, 4, 3].map((count) => [String(count), say(starsWords(count))] as const),
    },
    {
      ...{ name: 'commune', title: words.commune },
      options: communes.map(({ code, name }) => [code, name] as const),
    },
    {
      ...{ name: 'standing', title: words.standing },
      options: catalogueStandings.map((standing) => [standing, say(standingWords[standing])] as const),
    },
  ];
  return searchForm(speak, { action: '/ocop', words }, choices, asked);
};

const product = ({ say, to, language }: Speaker, item: CatalogueItem, verifierUrl: string): Html => {
  const name = language === 'en' ? (item.nameEn ?? item.name) : item.name;
  const nameLanguage = name === item.name ? 'vi' : 'en';
  return html`<li>
    <h3 lang="${nameLanguage}"><a href="${to(`/ocop/${item.id}`)}">${name}</a></h3>
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
    <a class="act" href="${verifierUrl}/R/${item.id}">${say(words.verify)}<span class="hidden">: ${name}</span></a>
  </li>`;
};

const results = (speak: Speaker, found: Catalogue, asked: Asked, after: boolean, verifierUrl: string): Html => {
  const { say, to } = speak;
  const next = found.next === undefined ? undefined : to(addressOf(asked, found.next));
  return html`<p role="status">${found.total === 0 ? say(words.none) : say(foundWords(found.total))}</p>
    <ul class="products">
      ${found.items.map((item) => product(speak, item, verifierUrl))}
    </ul>
    <nav aria-label="${say(words.results)}">
      ${after ? html`<a href="${to(addressOf(asked))}">${say(words.first)}</a>` : undefined}
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
  return publicPage(
    speak,
    { title: say(words.title), path: addressOf(asked) },
    html`<p class="stated">${say(words.meaning)}</p>
      ${form(speak, found === undefined ? {} : asked)}
      <h2>${say(words.results)}</h2>
      ${
        found === undefined
          ? html`<p role="alert">${say(words.wrong)}</p>`
          : results(speak, found, asked, !isFirst, verifierUrl)
      }`,
  );
}
