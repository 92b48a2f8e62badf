import { embedPrefix } from '../embed/embed-path.ts';

declare const SHELL_VERSION: string;
declare const SHELL_FILES: string[];

const scope = self as unknown as ServiceWorkerGlobalScope;
const shellCache = `shell-${SHELL_VERSION}`;
/** The trust policy is no part of the build: it outlives every version of the shell and is renewed whenever it was fetched. */
const policyCache = 'policy';
const policyFiles = ['/policy.txt', '/policy.json'];
/** On a line that is neither dead nor alive the kept copy comes after so long. */
const patienceMs = 3000;

scope.addEventListener('install', (event) => {
  const shell = caches.open(shellCache).then((cache) => cache.addAll(SHELL_FILES));
  // A network without a policy yet must not keep the shell from being installed.
  const policy = caches
    .open(policyCache)
    .then((cache) => cache.addAll(policyFiles))
    .catch(() => undefined);
  event.waitUntil(Promise.all([shell, policy]).then(() => scope.skipWaiting()));
});

scope.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name.startsWith('shell-') && name !== shellCache))
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
  // The kept shell may not be framed; what stands in a frame on another site comes from the network, with headers of its own.
  const isFramed = request.mode === 'navigate' && url.pathname.startsWith(embedPrefix);
  if (request.method !== 'GET' || url.origin !== scope.location.origin || isFramed) return;
  event.respondWith(answer(request, request.mode === 'navigate' ? '/' : url.pathname));
});

async function answer(request: Request, key: string): Promise<Response> {
  const isPolicy = policyFiles.includes(key);
  const cache = await caches.open(isPolicy ? policyCache : shellCache);
  const kept = await cache.match(key);
  try {
    const response = await (kept ? inTime(fetch(request)) : fetch(request));
    if (response.ok && (isPolicy || /^\/(zxing|pdf|employer)/.test(key))) await cache.put(key, response.clone());
    return response;
  } catch {
    return kept ?? Response.error();
  }
}

function inTime(answering: Promise<Response>): Promise<Response> {
  const late = new Promise<never>((_resolve, reject) => setTimeout(() => reject(new Error('late')), patienceMs));
  return Promise.race([answering, late]);
}
