import type { SavedBundle } from '../check/look-up.ts';

const cacheName = 'bundles-1';
const kept = 50;
const savedAtHeader = 'x-saved-at';
const keyOf = (id: string): string => `/saved/${encodeURIComponent(id)}`;

/** Keeps the last proven bundles with the time they came, for use without a network. Only public records ever get here. */
export async function saveBundle(id: string, bundle: unknown, now: Date): Promise<void> {
  try {
    const cache = await caches.open(cacheName);
    await cache.delete(keyOf(id));
    const headers = { 'content-type': 'application/json', [savedAtHeader]: now.toISOString() };
    await cache.put(keyOf(id), new Response(JSON.stringify(bundle), { headers }));
    const keys = await cache.keys(); // oldest first: the Cache API keeps the order of insertion
    await Promise.all(keys.slice(0, Math.max(0, keys.length - kept)).map((old) => cache.delete(old)));
  } catch {
    // no Cache API (private window, plain HTTP): the page works, only not offline
  }
}

export async function savedBundle(id: string): Promise<SavedBundle | null> {
  try {
    return await read(await (await caches.open(cacheName)).match(keyOf(id)));
  } catch {
    return null;
  }
}

/** Everything kept, the newest first. */
export async function savedBundles(): Promise<SavedBundle[]> {
  try {
    const cache = await caches.open(cacheName);
    const responses = await Promise.all((await cache.keys()).map((key) => cache.match(key)));
    const saved = await Promise.all(responses.map(read));
    return saved.filter((one) => one !== null).sort((a, b) => b.savedAt.localeCompare(a.savedAt));
  } catch {
    return [];
  }
}

async function read(response: Response | undefined): Promise<SavedBundle | null> {
  const savedAt = response?.headers.get(savedAtHeader);
  return response && savedAt ? { bundle: await response.json(), savedAt } : null;
}

export async function forgetBundles(): Promise<void> {
  await caches.delete(cacheName);
}
