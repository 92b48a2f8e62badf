import type { Browser, BrowserContext, Page, Response } from 'playwright-core';
import type { System } from '../system.ts';

/** Somebody in a browser of their own, signed in at the workspaces. */
export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Broken security policy, uncaught errors, and requests that left for other origins than this system's. */
  readonly complaints: string[];
  /** Opens a page of the workspaces and waits for what it shows. */
  open(path: string, heading: string | RegExp): Promise<Response | null>;
}

export interface VisitorOptions {
  readonly width?: number;
  readonly english?: boolean;
  readonly dark?: boolean;
}

/** What a page complains of from now on: broken security policy, uncaught errors, requests to other origins than this system's. */
export function watch(page: Page | BrowserContext): string[] {
  const complaints: string[] = [];
  const context = 'context' in page ? page.context() : page;
  context.on('console', (message) => {
    const text = message.text();
    if (/Content Security Policy|Trusted ?(Script|Type)|Uncaught|ERROR/i.test(text)) complaints.push(text);
  });
  context.on('weberror', (error) => complaints.push(String(error.error())));
  context.on('request', (request) => {
    if (!/^(http:\/\/localhost:|data:|blob:)/.test(request.url())) complaints.push(request.url());
  });
  return complaints;
}

/** What is wrong with the security policy of a page (Content Security Policy Level 3): nothing is allowed that it does not name. */
export const policyProblems = (answer: Response | null): string[] =>
  problemsOfPolicy(answer?.headers()['content-security-policy']);

/** The same of the header's text. */
export function problemsOfPolicy(policy: string | null | undefined): string[] {
  const said = policy ?? '';
  // What these four allow does not follow from default-src, or is what it must be.
  const named = [
    /(^|; ?)default-src 'none'(;|$)/,
    /(^|; ?)base-uri '/,
    /(^|; ?)form-action '/,
    /(^|; ?)frame-ancestors /,
  ];
  return [
    ...named.filter((directive) => !directive.test(said)).map(String),
    ...[...said.matchAll(/'unsafe-(inline|eval|hashes)'|https?:(?!\/\/)|(?<=-src) \*/g)].map(([found]) => found),
  ];
}

/** Signs a demo account in as a person does: button, issuer's page, back. */
export async function signedIn(
  browser: Browser,
  system: System,
  login: string,
  { width = 1280, english = false, dark = false }: VisitorOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    colorScheme: dark ? 'dark' : 'light',
  });
  if (english) await context.addInitScript(() => localStorage.setItem('dn-language', 'en'));
  const page = await context.newPage();
  const complaints = watch(context);
  await page.goto(system.explorer);
  await page.locator('.sign-in-card button').click();
  await page.locator(`button[value="${login}"]`).click();
  await page.locator('.menu .who').waitFor();
  return {
    ...{ page, context, complaints },
    open: async (path, heading) => {
      const answer = await page.goto(system.explorer + path);
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
      await page
        .getByText(/Đang tải…|Loading…/)
        .first()
        .waitFor({ state: 'detached' });
      return answer;
    },
  };
}
