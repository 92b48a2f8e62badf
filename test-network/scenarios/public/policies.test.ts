/** Every page of every origin says what it may load and run (Content Security Policy Level 3), and allows nothing that stands in the page itself. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { problemsOfPolicy } from '../explorer/visitor.ts';
import { seedId } from '../seed-id.ts';
import { sharedSystem, type System } from '../system.ts';

jest.setTimeout(120_000);
let system: System;
beforeAll(async () => {
  system = await sharedSystem();
}, 240_000);
afterAll(() => system?.stop(), 30_000);

interface Page {
  readonly path: string;
  readonly policy: string | null;
  readonly text: string;
}

/** A page at this address; undefined where it is no page, or leads elsewhere. */
async function pageAt(url: string, headers: Record<string, string> = {}): Promise<Page | undefined> {
  const answer = await fetch(url, { redirect: 'manual', headers: { accept: 'text/html', ...headers } });
  const text = await answer.text();
  const isPage = answer.headers.get('content-type')?.startsWith('text/html') === true;
  if (!isPage || (answer.status >= 300 && answer.status < 400)) return undefined;
  return { path: new URL(url).pathname, policy: answer.headers.get('content-security-policy'), text };
}

/** The pages from which others are reached, and those to which they lead on the same origin. */
async function reached(origin: string, starts: readonly string[]): Promise<readonly Page[]> {
  const waiting = starts.map((path) => origin + path);
  const seen = new Set(waiting);
  const pages: Page[] = [];
  for (let url = waiting.pop(); url !== undefined; url = waiting.pop()) {
    const page = await pageAt(url);
    if (page === undefined) continue;
    pages.push(page);
    for (const [, href = ''] of page.text.matchAll(/<a [^>]*href="([^"#]+)/g)) {
      const next = new URL(href.replaceAll('&amp;', '&').replaceAll('&#38;', '&'), url);
      if (next.origin !== origin || next.searchParams.has('lang') || seen.has(next.href)) continue;
      seen.add(next.href);
      waiting.push(next.href);
    }
  }
  return pages;
}

const problemsOf = (pages: readonly Page[]): unknown[] =>
  pages.flatMap(({ path, policy }) => problemsOfPolicy(policy).map((problem) => [path, problem]));

test('the gateway: every page of its description, and all to which they lead', async () => {
  const stated = `/s/${seedId(system, 'split-1')}`;
  const pages = [
    ...(await reached(system.gateway, ['/', '/docs', '/tiles/province', stated, '/products/09521234543213'])),
    (await pageAt(`${system.gateway}/api/origin/fake-reports/evidence.html`, {
      authorization: `Bearer ${await system.token('market-inspector')}`,
    }))!,
  ];
  expect(problemsOf(pages)).toEqual([]);
  // A page that is added later is asked for here, too.
  const { paths } = (await system.get('/openapi.json')).body as {
    paths: Record<string, { get?: { responses: Record<string, { content?: object }> } }>;
  };
  const described = Object.entries(paths)
    .filter(([, { get }]) => 'text/html' in (get?.responses['200']?.content ?? {}))
    .map(([path]) => path);
  const isSeen = (path: string): boolean => {
    const pattern = new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
    return pages.some((page) => pattern.test(page.path));
  };
  expect(described.length).toBeGreaterThan(12);
  expect(described.filter((path) => !isSeen(path))).toEqual([]);
});

test('the verifier, the workspaces and the field app, whatever is asked for', async () => {
  const record = seedId(system, 'split-1');
  const pages = await Promise.all(
    [
      ...['/', `/R/${record}`, `/nhung/R/${record}`, '/cach-kiem-chung', '/kiem-tra-nhieu'].map(
        (path) => system.verifier + path,
      ),
      ...['/', '/signed-in', '/operations', '/nowhere', '/field/', '/field/queue'].map(
        (path) => system.explorer + path,
      ),
    ].map((url) => pageAt(url)),
  );
  expect(pages).not.toContain(undefined);
  expect(problemsOf(pages as Page[])).toEqual([]);
});

test('the development sign-in: its front page, the choice of an account, a wrong name, and what it refuses', async () => {
  const begun = await fetch(`${system.explorer}/session/sign-in`, { redirect: 'manual' });
  const asked = await fetch(begun.headers.get('location') ?? '', { redirect: 'manual' });
  const cookie = asked.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const choice = new URL(asked.headers.get('location') ?? '', system.issuer).href;
  const wrong = await fetch(choice, {
    method: 'POST',
    body: new URLSearchParams({ login: 'nobody' }),
    headers: { cookie },
  });
  const pages = [
    await pageAt(`${system.issuer}/`),
    await pageAt(choice, { cookie }),
    await pageAt(`${system.issuer}/auth?client_id=nobody`),
    { path: 'a wrong name', policy: wrong.headers.get('content-security-policy'), text: await wrong.text() },
  ] as Page[];
  expect(pages.map((page) => page?.text.includes('THỬ NGHIỆM'))).toEqual([true, true, true, true]);
  expect(problemsOf(pages)).toEqual([]);
  // Else the answer to the form could not lead back.
  expect(pages[1]?.policy).toContain(`form-action 'self'`);
  expect(pages[1]?.policy).toContain(system.explorer);
  for (const { text } of pages) expect(text).not.toMatch(/<style|<script|https?:\/\/(?!localhost)/);
});
