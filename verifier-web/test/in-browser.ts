import type { Browser } from 'playwright-core';
import { testUnless } from '../../network/testing/test-unless.ts';

/** `test` for what needs a browser; skipped where `launchChromium` found none. */
export const testIn = (browser: Browser | null): ReturnType<typeof testUnless> =>
  testUnless(browser === null ? 'tests in a browser: no Chromium starts' : undefined);
