import { formatTime, languageFrom } from '../check/said.ts';
import type { Language, Said } from '../check/said.ts';

const languageKey = 'daunguon.language';

export function currentLanguage(): Language {
  try {
    return languageFrom(localStorage.getItem(languageKey));
  } catch {
    return 'vi'; // storage forbidden by the browser
  }
}

export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(languageKey, language);
  } catch {
    // storage forbidden: the choice lasts for this page only
  }
  document.documentElement.lang = language;
}

/** The sentence in the chosen language; a text of the record stands as it is. */
export function say(said: Said | string): string {
  return typeof said === 'string' ? said : said[currentLanguage()];
}

type Child = Node | string | null | undefined;
type Attributes = Record<string, string | number | boolean | ((event: Event) => void)>;

/** One element; text goes in as text nodes only, so nothing fetched is ever read as HTML. */
export function h(tag: string, attributes: Attributes = {}, ...children: Child[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child): child is Node | string => child !== null && child !== undefined));
  return element;
}

/** Codes with hyphens, words that mean something else apart, a number and its unit; and no line begins with a dash. */
const wholes =
  /((?:chứng chỉ|thu hồi|có thể|\([^\s()]+ [^\s()]+\)|\S+) –|\([^\s()]+ [^\s()]+\)|chứng chỉ|thu hồi|có thể|[\d.,]+ (?:kg|tCO2e)|(?:(?:số lô|số|lô|lot|no\.) )?\S*-\S*)/iu;

/** The text, with all of that on one line each where a line is long enough. */
export const whole = (text: string): (Node | string)[] =>
  text.split(wholes).map((part, at) => (at % 2 === 1 ? h('span', { class: 'whole' }, part) : part));

export function timeTag(iso: string): HTMLElement {
  return h('time', { datetime: iso }, formatTime(iso));
}

const svg = 'http://www.w3.org/2000/svg';

/** A line icon from path data on a 24 x 24 grid; decoration only, the words beside it carry the meaning. */
export function icon(path: string): SVGElement {
  const element = document.createElementNS(svg, 'svg');
  element.setAttribute('viewBox', '0 0 24 24');
  element.setAttribute('aria-hidden', 'true');
  element.setAttribute('class', 'icon');
  const line = document.createElementNS(svg, 'path');
  line.setAttribute('d', path);
  element.append(line);
  return element;
}

export const icons = {
  recall: 'M8 2h8l6 6v8l-6 6H8l-6-6V8zM6.5 12h11',
  warn: 'M12 3 1.8 21h20.4zM12 9.5v5.5M12 17.6v.9',
  check: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zM7 12.4l3.4 3.4L17 9',
  cross: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zM8.2 8.2l7.6 7.6M15.8 8.2l-7.6 7.6',
  flag: 'M5 22V3M5 4h13l-2.5 4.5L18 13H5',
  details: 'M9 3h6M7 5h10v16H7zM10 10h4M10 14h4M10 18h2',
  unknown: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zM9 9.3a3 3 0 1 1 4.2 2.8c-.8.4-1.2.9-1.2 1.9M12 17v.6',
  lock: 'M5 11h14v10H5zM8.5 11V7a3.5 3.5 0 0 1 7 0v4',
  clock: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zM12 6.5V12l4 2.5',
  bin: 'M4 7h16M9 7V4h6v3M6 7l1 14h10l1-14',
  swap: 'M4 9h15l-4-4M20 15H5l4 4',
  cap: 'M2 9l10-5 10 5-10 5zM6 11.5V17q6 4 12 0v-5.5',
  speak: 'M4 9v6h4l6 5V4L8 9zM17.5 8.5a5 5 0 0 1 0 7M20 6a9 9 0 0 1 0 12',
  lamp: 'M8 3h8l-1.5 6v11h-5V9zM8 6h8M12 12v3',
  camera: 'M3 8V4h4M17 4h4v4M21 16v4h-4M7 20H3v-4M7 9h4v4H7zM14 9h3M14 13h3v2.5M7 16h4',
  file: 'M6 2h8l5 5v15H6zM14 2v5h5M12 18v-7M9 14l3-3 3 3',
  photo: 'M3 5h18v14H3zM3 16l5-5 4 4 3-3 6 6M15.5 8.5v.1',
} as const;
