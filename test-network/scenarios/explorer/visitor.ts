import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { System } from '../system.ts';

/** Somebody in a browser of their own, signed in at the workspaces. */
export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Broken security policy, uncaught errors, and requests that left for other origins than this system's. */
  readonly complaints: string[];
  /** Opens a page of the workspaces and waits for what it shows. */
  open(path: string, heading: string | RegExp): Promise<void>;
}

export interface VisitorOptions {
  readonly width?: number;
  readonly english?: boolean;
  readonly dark?: boolean;
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
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted|Uncaught|ERROR/.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (!/^(http:\/\/localhost:|data:|blob:)/.test(request.url())) complaints.push(request.url());
  });
  await page.goto(system.explorer);
  await page.locator('.sign-in-card button').click();
  await page.locator(`button[value="${login}"]`).click();
  await page.locator('.menu .who').waitFor();
  return {
    ...{ page, context, complaints },
    open: async (path, heading) => {
      await page.goto(system.explorer + path);
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
      await page
        .getByText(/Đang tải…|Loading…/)
        .first()
        .waitFor({ state: 'detached' });
    },
  };
}
