declare const SHELL_VERSION: string;
declare const SHELL_FILES: string[];

const scope = self as unknown as ServiceWorkerGlobalScope;
const cacheName = `shell-${SHELL_VERSION}`;

scope.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(cacheName)
      .then((cache) => cache.addAll(SHELL_FILES))
      .then(() => scope.skipWaiting()),
  );
});

scope.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name.startsWith('shell-') && name !== cacheName))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => scope.clients.claim()),
  );
});

/**
 * Own files only: the network first, the kept copy when there is none. The gateway's answers never pass through here, and every
 * record's address falls back to the one shell, so no address (whose fragment may carry a secret) is ever stored.
 */
scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== scope.location.origin) return;
  event.respondWith(answer(request, request.mode === 'navigate' ? '/' : url.pathname));
});

async function answer(request: Request, key: string): Promise<Response> {
  const cache = await caches.open(cacheName);
  try {
    const response = await fetch(request);
    if (response.ok && key.startsWith('/zxing')) await cache.put(key, response.clone());
    return response;
  } catch {
    return (await cache.match(key)) ?? Response.error();
  }
}
