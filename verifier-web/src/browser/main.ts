import { labelPath, readLabelPath } from '../check/label.ts';
import type { Label } from '../check/label.ts';
import { languageFrom } from '../check/said.ts';
import { currentLanguage, h, rememberLanguage, say } from './dom.ts';
import type { Page } from './page.ts';
import { trustPolicy } from './policy.ts';
import { recordPage } from './record-page.ts';

const app = document.getElementById('app');
let leave = (): void => undefined;
let shown = 0;
/** What the link brought for the record that is shown. Kept in this page's memory only, and no longer than the record is shown. */
let held = { path: '', fragment: '' };

/** Goes to a label's record or home without loading the shell again. */
function open(label: Label | null, fragment = ''): void {
  const path = label === null ? '/' : labelPath(label);
  held = { path, fragment };
  history.pushState(null, '', path);
  void show(true);
}

async function show(moveFocus: boolean): Promise<void> {
  const turn = ++shown;
  leave();
  leave = () => undefined;
  // A secret in the fragment must not stay where screenshots and shared links show it (trust.md §3).
  if (location.hash !== '') {
    held = { path: location.pathname, fragment: location.hash.slice(1) };
    history.replaceState(null, '', location.pathname);
  }
  if (held.path !== location.pathname) held = { path: location.pathname, fragment: '' };
  const label = readLabelPath(location.pathname);
  const { path, fragment } = held;
  const page = label === null ? await other(path, fragment) : recordPage(label, fragment, open);
  if (turn !== shown) return page.leave(); // another view was asked for in the meantime
  leave = page.leave;
  const main = h('main', { id: 'view', tabindex: -1 }, page.element);
  app?.replaceChildren(skipLink(), header(), main, footer());
  if (moveFocus) {
    main.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
}

/** The other pages are no part of what a scanned label loads before its verdict. */
async function other(path: string, fragment: string): Promise<Page> {
  return (await import('./other-page.ts')).otherPage(path, fragment, open);
}

function skipLink(): HTMLElement {
  return h('a', { class: 'skip', href: '#view' }, say({ vi: 'Đến nội dung chính', en: 'Skip to content' }));
}

function header(): HTMLElement {
  const other = currentLanguage() === 'vi' ? 'en' : 'vi';
  const brand = h(
    'a',
    { class: 'brand', href: '/', click: goHome },
    h('img', { src: '/icon.svg', alt: '', width: 32, height: 32 }),
    h('span', {}, 'Dấu Nguồn'),
  );
  const switchLanguage = (): void => {
    rememberLanguage(other);
    void show(false).then(() => document.querySelector<HTMLElement>('.language')?.focus());
  };
  const toggle = h(
    'button',
    { type: 'button', class: 'language', lang: other, click: switchLanguage },
    other === 'en' ? 'English' : 'Tiếng Việt',
  );
  return h('header', {}, h('div', { class: 'bar' }, brand, toggle), trialNote());
}

/** The policy says whether its network is a trial; without a policy nothing is claimed to be real. */
function trialNote(): HTMLElement {
  const note = h(
    'p',
    { class: 'trial', hidden: true },
    say({ vi: 'Mạng thử nghiệm – chưa có giá trị pháp lý', en: 'Trial network – records have no legal effect' }),
  );
  void trustPolicy().then((loaded) => (note.hidden = loaded !== null && !loaded.policy.trial));
  return note;
}

function goHome(event: Event): void {
  event.preventDefault();
  open(null);
}

/** Nobody waits for it. */
function footer(): HTMLElement {
  const element = h('footer', {});
  void import('./footer.ts').then(({ footerContent }) => element.replaceChildren(...footerContent()));
  return element;
}

const asked = new URLSearchParams(location.search).get('lang');
if (asked) rememberLanguage(languageFrom(asked));
document.documentElement.lang = currentLanguage();
addEventListener('popstate', () => void show(true));
void show(false);
if ('serviceWorker' in navigator) navigator.serviceWorker.register('/sw.js').catch(() => undefined);
