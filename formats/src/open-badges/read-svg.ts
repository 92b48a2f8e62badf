import { FormatError } from '../format-error.ts';

/** Namespace of the element that carries a credential (Open Badges 3.0 §5.3.2), under the prefix `openbadges`. */
export const badgeNamespace = 'https://purl.imsglobal.org/ob/v3p0';
export const badgeElement = 'openbadges:credential';

/** Places in the text of an SVG: where its root tag ends, and the credentials that it carries. */
export interface SvgLayout {
  /** Position of the `>` of the root tag. */
  readonly rootEnd: number;
  /** Whether the root tag declares the prefix of the badge's element. */
  readonly declared: boolean;
  /** Beginning and end of each. */
  readonly baked: readonly (readonly [start: number, end: number])[];
}

/** Elements that draw. What links, runs, animates (and so could set a link) or embeds is not among them, nor is any of another namespace. */
const drawing = new Set(
  (
    'svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan textPath style image ' +
    'linearGradient radialGradient stop pattern clipPath mask marker filter feBlend feColorMatrix feComponentTransfer ' +
    'feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA ' +
    'feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting ' +
    'feSpotLight feTile feTurbulence'
  ).split(' '),
);
/** Namespaces that a prefix may stand for; another prefix could make an element or a link of anything. */
const namespaces: Readonly<Record<string, string>> = {
  xmlns: 'http://www.w3.org/2000/svg',
  'xmlns:xlink': 'http://www.w3.org/1999/xlink',
  'xmlns:openbadges': badgeNamespace,
};
/** Besides those of no namespace. */
const prefixed = new Set(['xlink:href', 'xlink:title', 'xml:space', 'xml:lang']);

const malformed = (): FormatError => new FormatError('image-malformed', '/image', 'a whole SVG in UTF-8 is expected');
const active = (): FormatError =>
  new FormatError('image-malformed', '/image', 'an SVG without scripts and links is expected');

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** Text as a reader of XML gets it. There is no DOCTYPE, so no other entity can be. */
const decoded = (text: string): string =>
  text.replaceAll(/&([^;]*);?/g, (whole, name: string) => {
    const code = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name);
    const point = code === null ? NaN : parseInt(code[1] ?? code[2]!, code[1] === undefined ? 10 : 16);
    const character = named[name] ?? (point <= 0x10ffff ? String.fromCodePoint(point) : undefined);
    if (character === undefined || !whole.endsWith(';')) throw malformed();
    return character;
  });

/** A style sheet, or a value that is read as one: it may point into the picture, and nowhere else. Escapes could hide anything. */
const loadsNothing = (css: string): boolean =>
  !/\\|\/\/|@|image-set|image\s*\(|src\s*\(|element\s*\(|expression|-moz-binding|behavior|javascript/i.test(css) &&
  // Comments may stand within it, and a string may look like a comment.
  [css, css.replaceAll(/\/\*[\s\S]*?\*\//g, '')].every((text) => !/url\s*\((?!\s*["']?#)/i.test(text));

function checkAttribute(name: string, value: string): void {
  if (name.startsWith('xmlns')) {
    if (namespaces[name] !== value) throw active();
    return;
  }
  if (/^on/i.test(name) || /^src$/i.test(name) || (name.includes(':') && !prefixed.has(name))) throw active();
  if (/(?:^|:)href$/i.test(name)) {
    if (!/^(?:#|data:image\/(?:png|jpeg);base64,[A-Za-z0-9+/=\s]*$)/.test(value)) throw active();
    return;
  }
  if (!loadsNothing(value)) throw active();
}

const tag = /<([A-Za-z_][\w:.-]*)((?:\s+[A-Za-z_][\w:.-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const attribute = /([A-Za-z_][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const declaration =
  /^<\?xml\s+version\s*=\s*["']1\.0["'](?:\s+encoding\s*=\s*["']utf-8["'])?(?:\s+standalone\s*=\s*["'](?:yes|no)["'])?\s*\?>/i;

/** Attributes of a tag, each checked and named once. */
function checkAttributes(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', quoted, single] of text.matchAll(attribute)) {
    if (found.has(name)) throw malformed();
    const value = decoded(quoted ?? single ?? '');
    checkAttribute(name, value);
    found.set(name, value);
  }
  return found;
}

/**
 * Reads an SVG tag by tag, because what a browser makes of it is what counts: entities, name spaces, style sheets and CDATA have hidden
 * scripts and addresses from every list of forbidden words. @throws FormatError for text that is no whole SVG, or may run or load something
 */
export function readSvg(svg: string): SvgLayout {
  // A byte that is no UTF-8 could be another character to a reader that takes another encoding.
  if (/[^\P{Cc}\t\n\r]|[\ufffd-\uffff]/u.test(svg)) throw malformed();
  const open: string[] = [];
  const baked: [number, number][] = [];
  let [rootEnd, declared] = [-1, false];
  let at = svg.startsWith('\ufeff') ? 1 : 0;
  at += declaration.exec(svg.slice(at))?.[0].length ?? 0;
  while (at < svg.length) {
    const next = svg.indexOf('<', at);
    const text = svg.slice(at, next < 0 ? svg.length : next);
    const inside = open.at(-1);
    if (inside === undefined && text.trim() !== '') throw malformed();
    if (inside === 'style' && !loadsNothing(decoded(text))) throw active();
    decoded(text);
    if (next < 0) break;
    at = next;
    if (svg.startsWith('<!--', at)) {
      const end = svg.indexOf('--', at + 4);
      if (end < 0 || svg[end + 2] !== '>') throw malformed();
      // A style sheet in a comment inside a style element is read by old browsers.
      if (inside === 'style') throw active();
      at = end + 3;
    } else if (svg.startsWith('<![CDATA[', at)) {
      const end = svg.indexOf(']]>', at);
      if (end < 0 || inside !== badgeElement) throw active();
      at = end + 3;
    } else if (svg.startsWith('</', at)) {
      const close = /<\/([\w:.-]+)\s*>/y;
      close.lastIndex = at;
      const name = close.exec(svg)?.[1];
      if (name === undefined || open.pop() !== name) throw malformed();
      at = close.lastIndex;
      if (name === badgeElement) baked.at(-1)![1] = at;
    } else {
      tag.lastIndex = at;
      const [, name = '', attributes = '', empty = ''] = tag.exec(svg) ?? [];
      // DOCTYPE, ENTITY and processing instructions (a style sheet from elsewhere) are no tags either.
      if (name === '') throw /^<[!?]/.test(svg.slice(at, at + 2)) ? active() : malformed();
      if (name !== badgeElement && !drawing.has(name)) throw active();
      if (inside === badgeElement || inside === 'style') throw active();
      const found = checkAttributes(attributes);
      const isRoot = open.length === 0;
      if (isRoot && (rootEnd >= 0 || name !== 'svg' || empty !== '' || found.get('xmlns') === undefined))
        throw malformed();
      if (isRoot) [rootEnd, declared] = [tag.lastIndex - 1, found.has('xmlns:openbadges')];
      if (name === badgeElement) baked.push([at, tag.lastIndex]);
      if (empty === '') open.push(name);
      at = tag.lastIndex;
    }
  }
  if (rootEnd < 0 || open.length > 0) throw malformed();
  return { rootEnd, declared, baked };
}
