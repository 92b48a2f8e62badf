const cacheName = 'records-v1';
const kept = 50;
const savedAtHeader = 'x-saved-at';

export interface SavedAnswer {
  json: unknown;
  savedAt: string;
}

/** Keeps the last seen answers with the time they came, for use without a network. Only public records ever get here. */
export async function saveAnswer(id: string, json: unknown, now: Date): Promise<void> {
  try {
    const cache = await caches.open(cacheName);
    await cache.delete(`/saved/${id}`);
    const headers = { 'content-type': 'application/json', [savedAtHeader]: now.toISOString() };
    await cache.put(`/saved/${id}`, new Response(JSON.stringify(json), { headers }));
    const keys = await cache.keys(); // oldest first: the Cache API keeps the order of insertion
    await Promise.all(keys.slice(0, Math.max(0, keys.length - kept)).map((key) => cache.delete(key)));
  } catch {
    // no Cache API (private window, plain HTTP): the page works, only not offline
  }
}

export async function savedAnswer(id: string): Promise<SavedAnswer | null> {
  try {
    const response = await (await caches.open(cacheName)).match(`/saved/${id}`);
    const savedAt = response?.headers.get(savedAtHeader);
    return response && savedAt ? { json: await response.json(), savedAt } : null;
  } catch {
    return null;
  }
}

/** Everything kept, the newest first. */
export async function savedAnswers(): Promise<SavedAnswer[]> {
  try {
    const cache = await caches.open(cacheName);
    const responses = await Promise.all((await cache.keys()).map((key) => cache.match(key)));
    const saved = responses.map(async (response) => {
      const savedAt = response?.headers.get(savedAtHeader);
      return response && savedAt ? [{ json: (await response.json()) as unknown, savedAt }] : [];
    });
    return (await Promise.all(saved)).flat().sort((a, b) => b.savedAt.localeCompare(a.savedAt));
  } catch {
    return [];
  }
}

export async function forgetAnswers(): Promise<void> {
  await caches.delete(cacheName);
}
