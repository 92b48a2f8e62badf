import { currentLanguage, h, rememberLanguage, say } from './dom.ts';
import { homePage } from './home-page.ts';
import { recordPage } from './record-page.ts';
import { readPath } from './typed-code.ts';

const app = document.getElementById('app');
let leave = (): void => undefined;

/** Goes to a record or home without loading the shell again. */
function open(id: string | null): void {
  history.pushState(null, '', id === null ? '/' : `/R/${id}`);
  show(true);
}

function show(moveFocus: boolean): void {
  leave();
  // A secret in the fragment must not stay where screenshots and shared links show it (trust.md §3).
  if (location.hash !== '') history.replaceState(null, '', location.pathname);
  const id = readPath(location.pathname);
  const page = id === null ? homePage(open) : recordPage(id, open);
  leave = page.leave;
  const main = h('main', { id: 'view', tabindex: -1 }, page.element);
  app?.replaceChildren(skipLink(), header(), main, footer());
  if (moveFocus) {
    main.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
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
  const toggle = h(
    'button',
    {
      type: 'button',
      class: 'language',
      lang: other,
      click: () => {
        rememberLanguage(other);
        show(false);
        document.querySelector<HTMLElement>('.language')?.focus();
      },
    },
    other === 'en' ? 'English' : 'Tiếng Việt',
  );
  return h(
    'header',
    {},
    h('div', { class: 'bar' }, brand, toggle),
    h(
      'p',
      { class: 'trial' },
      say({
        vi: 'Mạng thử nghiệm – chưa có giá trị pháp lý',
        en: 'Trial network – records have no legal effect',
      }),
    ),
  );
}

function goHome(event: Event): void {
  event.preventDefault();
  open(null);
}

function footer(): HTMLElement {
  return h(
    'footer',
    {},
    say({
      vi: 'Dấu Nguồn · thành phố Đồng Nai. Trang này không đặt cookie, không theo dõi bạn và chạy ở địa chỉ riêng, tách khỏi cổng.',
      en: 'Dấu Nguồn · Đồng Nai city. This page sets no cookie, does not track you, and runs on its own origin, apart from the gateway.',
    }),
  );
}

document.documentElement.lang = currentLanguage();
addEventListener('popstate', () => show(true));
show(false);
if ('serviceWorker' in navigator) navigator.serviceWorker.register('/sw.js').catch(() => undefined);
