import type { Entity, EntityLink } from './entity-links.ts';
import { linkTypes, vocabulary } from './link-types.ts';

interface Target {
  readonly href: string;
  readonly title: string;
  readonly hreflang: readonly string[];
  readonly type: string;
}
export type LinksetItem = Readonly<Record<string, string | readonly Target[]>>;

const target = ({ type, href, media }: EntityLink): Target => ({
  href,
  title: linkTypes[type].join(' · '),
  hreflang: ['vi', 'en'],
  type: media,
});

/** RFC 9264 linkset in the form of GS1's schema: one item a level, each with its default link, which also stands under its own type. */
export const linksetOf = (entities: readonly Entity[], origin: string): { linkset: LinksetItem[] } => ({
  linkset: entities.map(({ path, description, links }) => {
    const item: Record<string, string | Target[]> = { anchor: `${origin}${path}`, itemDescription: description };
    const [first] = links;
    // The default link says nothing optional of itself (Resolver standard, 5.4).
    if (first !== undefined)
      item[`${vocabulary}defaultLink`] = [{ href: first.href, title: target(first).title }] as Target[];
    for (const link of links) {
      const name = `${vocabulary}${link.type}`;
      item[name] = [...((item[name] as Target[] | undefined) ?? []), target(link)];
    }
    return item;
  }),
});
