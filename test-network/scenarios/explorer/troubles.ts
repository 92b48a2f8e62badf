/** Pages while the gateway is slow, broken, has nothing or is out of reach. */
import type { Page, Route } from 'playwright-core';

/** What a broken gateway answers (RFC 9457). */
export const problem = { type: 'about:blank', title: 'Cổng đang bảo trì', status: 503, code: 'test/broken' };

/** A gateway's answer, with a list emptied, or read by an index that is far behind the ledger. */
async function answerAs(route: Route, { isEmpty = false, isStale = false }): Promise<void> {
  const answer = await route.fetch();
  const headers: Record<string, string> = { ...answer.headers(), ...(isStale && { 'dn-index': 'block=7, lag=99' }) };
  if (!isEmpty || !/json/.test(headers['content-type'] ?? '')) return route.fulfill({ response: answer, headers });
  const body = (await answer.json()) as Record<string, unknown>;
  const isList = Array.isArray(body['items']);
  return route.fulfill({ response: answer, headers, json: isList ? { ...body, items: [], next: undefined } : body });
}

/** What the gateway's answers become, by what the page should say then. */
export const troubles = {
  broken: (route: Route) => {
    const isEnglish = route.request().headers()['accept-language'] === 'en';
    const json = { ...problem, ...(isEnglish && { title: 'The gateway is under maintenance' }) };
    return route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(json) });
  },
  slow: () => Promise.resolve(),
  empty: (route: Route) => answerAs(route, { isEmpty: true }),
  stale: (route: Route) => answerAs(route, { isStale: true }),
  /** Both at once, which the tests look at. */
  emptyAndStale: (route: Route) => answerAs(route, { isEmpty: true, isStale: true }),
} as const;
export type Trouble = keyof typeof troubles;

/** Opens a page under a trouble; whether it asked the gateway for anything. */
export async function openUnder(page: Page, url: string, trouble: Trouble): Promise<boolean> {
  let hasAsked = false;
  // What comes as a stream of events has no end to wait for.
  await page.route(/\/api\/(?!dashboards\/events)/, async (route) => {
    if (route.request().method() !== 'GET') return route.continue();
    hasAsked = true;
    await troubles[trouble](route);
  });
  await page.goto(url);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  return hasAsked;
}

/** Goes to another page of the one that is open, as a link of it does. */
export const goWithin = (page: Page, path: string): Promise<unknown> =>
  page.evaluate(`history.pushState(null, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate'))`);
