/** Of the app's own files; the server writes that of the headers before this script, because a kept page goes on under the headers it came with. */
declare const APP_VERSION: string;
declare const HEADERS_VERSION: string;
declare const APP_FILES: readonly string[];

/** What a service worker has, as far as it is used here: the DOM's own types know only the page's side. */
interface WorkerEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface WorkerFetch extends WorkerEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface WorkerScope {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  addEventListener(name: 'install' | 'activate', listener: (event: WorkerEvent) => void): void;
  addEventListener(name: 'fetch', listener: (event: WorkerFetch) => void): void;
}
const scope = self as unknown as WorkerScope;
const prefix = 'dn-field-';
const current = `${prefix}${APP_VERSION}-${HEADERS_VERSION}`;
const page = '/field/index.html';

// No `skipWaiting`: a page that is open goes on with the scripts of its own version until it is closed.
scope.addEventListener('install', (event) => {
  event.waitUntil(caches.open(current).then((cache) => cache.addAll([...APP_FILES])));
});

scope.addEventListener('activate', (event) => {
  const names = caches.keys().then((all) => all.filter((name) => name.startsWith(prefix) && name !== current));
  const old = names.then((all) => Promise.all(all.map((name) => caches.delete(name))));
  event.waitUntil(old.then(() => scope.clients.claim()));
});

/**
 * The app's own files come from the device, whole and of one version, whether or not there is a network; a new version is fetched beside and shown
 * at the next start. Nothing else passes through here: neither what the gateway says nor an address whose fragment is a secret is kept.
 */
scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== scope.location.origin) return;
  const key = request.mode === 'navigate' && pathname.startsWith('/field') ? page : pathname;
  if (APP_FILES.includes(key)) event.respondWith(answer(key, request));
});

async function answer(key: string, request: Request): Promise<Response> {
  return (await (await caches.open(current)).match(key)) ?? fetch(request);
}
