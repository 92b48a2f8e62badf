import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { verifierDist } from '../src/build-manifest.ts';
import { buildVerifier } from '../src/build-verifier.ts';
import { startVerifier } from '../src/serve.ts';
import type { RunningVerifier } from '../src/serve.ts';
import type { RealLog } from './real-log.ts';
import { startStandInGateway } from './stand-in-gateway.ts';
import type { StandInGateway } from './stand-in-gateway.ts';

export interface ShownVerdict {
  code: string;
  tone: string;
  text: string;
}

/** The built page on its own origin, a gateway and a mirror that say what a test tells them, and a Chromium that looks. */
export interface VerifierPage {
  gateway: StandInGateway;
  mirror: StandInGateway;
  verifier: RunningVerifier;
  /** Folder with policy.txt and policy.json. */
  trust: string;
  context: BrowserContext;
  page: Page;
  /** What the browser complained of: broken security policy, uncaught errors. */
  complaints: string[];
  /** Opens an address and waits for its one verdict. */
  verdictOf(path: string): Promise<ShownVerdict>;
  verdictShown(): Promise<ShownVerdict>;
  /** Forgets all that the browser keeps: a device that has never seen this page. */
  freshDevice(): Promise<void>;
  close(): Promise<void>;
}

/** `npm test` has built the page before any test; a file that runs by itself builds its own. Returns where it lies. */
async function builtPage(folder: string): Promise<string> {
  if (process.env['DN_TEST_SEEDED'] !== undefined) return verifierDist;
  const dist = join(folder, 'dist');
  await buildVerifier(dist);
  return dist;
}

export async function openVerifierPage(browser: Browser, log: RealLog): Promise<VerifierPage> {
  const folder = await mkdtemp(join(tmpdir(), 'verifier-'));
  const trust = join(folder, 'trust');
  const [gateway, mirror] = [await startStandInGateway(), await startStandInGateway()];
  await mkdir(trust);
  await writeFile(join(trust, 'policy.txt'), log.policyText());
  await writeFile(join(trust, 'policy.json'), JSON.stringify(log.policyJson([gateway.url], [mirror.url])));
  const verifier = await startVerifier({ port: 0, trust, dist: await builtPage(folder) });
  const complaints: string[] = [];
  const opened: { context: BrowserContext; page: Page } = await openContext();

  async function openContext(): Promise<{ context: BrowserContext; page: Page }> {
    const context = await browser.newContext({
      viewport: { width: 360, height: 740 },
      permissions: ['camera', 'clipboard-write', 'clipboard-read'],
    });
    const page = await context.newPage();
    page.on('console', (message) => {
      if (/Content Security Policy|Uncaught/.test(message.text())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    return { context, page };
  }
  const verdictShown = async (): Promise<ShownVerdict> => {
    const verdict = opened.page.locator('.verdict[data-code]');
    await verdict.waitFor({ timeout: 15_000 });
    // What explains the verdict is fetched after it.
    await opened.page.locator('.sentences li').first().waitFor();
    const [code, tone, text] = await Promise.all([
      verdict.getAttribute('data-code'),
      verdict.getAttribute('class'),
      verdict.innerText(),
    ]);
    return { code: code ?? '', tone: (tone ?? '').replace('verdict ', ''), text };
  };
  return {
    gateway,
    mirror,
    verifier,
    trust,
    complaints,
    get context() {
      return opened.context;
    },
    get page() {
      return opened.page;
    },
    verdictShown,
    verdictOf: async (path) => {
      await opened.page.goto(verifier.url + path);
      return verdictShown();
    },
    freshDevice: async () => {
      await opened.context.close();
      Object.assign(opened, await openContext());
    },
    close: async () => {
      await opened.context.close();
      await verifier.close().catch(() => undefined);
      await gateway.close();
      await mirror.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Violations of WCAG 2.2 A and AA and of axe's best practices, as text. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  // Without its styles no page has links of a size to touch.
  await page.waitForLoadState();
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe: inPage } = globalThis as unknown as { axe: typeof axe };
    const { violations } = await inPage.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      // Selectors and HTML are worked out only of what is wrong.
      resultTypes: ['violations'],
    });
    return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`);
  });
}
