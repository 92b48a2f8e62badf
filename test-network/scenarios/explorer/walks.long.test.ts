/** The longest walks through the workspaces (docs/guide/workspaces.md), in the long run alone; the others are in explorer.test.ts. */
import { afterAll, beforeAll, jest } from '@jest/globals';
import { inFull, inLongRun } from '../../../network/testing/long-run.ts';
import { launchChromium } from '../../../verifier-web/test/chromium.ts';
import { testIn } from '../../../verifier-web/test/in-browser.ts';
import { startSystem, type System } from '../system.ts';
import { siteWorkspaces } from './site-workspaces.ts';
import { unitWorkspaces } from './unit-workspaces.ts';

jest.setTimeout(120_000);
const browser = inFull ? await launchChromium() : null;
let system: System;

beforeAll(async () => {
  // Of its own: the diary of an area has to be empty.
  system = await startSystem();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await system?.stop();
}, 30_000);

if (inFull) {
  unitWorkspaces(testIn(browser), browser, () => system, 'long');
  siteWorkspaces(testIn(browser), browser, () => system);
} else inLongRun()('the longest walks through the workspaces', () => undefined);
