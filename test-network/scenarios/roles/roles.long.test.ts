/** Each role's main job, from sign-in to proof, as docs/guide/roles tells it line by line: in a real browser, on one running system. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { inFull } from '../../../network/testing/long-run.ts';
import { launchChromium } from '../../../verifier-web/test/chromium.ts';
import { testIn } from '../../../verifier-web/test/in-browser.ts';
import { startSystem, type System } from '../system.ts';
import { follow } from './follow.ts';
import { guideRoles, readGuide, typedOf, wordsOf } from './guide.ts';
import { scripts } from './scripts.ts';

jest.setTimeout(300_000);
// What is committed to of health goes to the ledger in batches, at night unless it is told otherwise.
process.env['DN_HEALTH_BATCH_SECONDS'] = '1';

/** In `npm test` two of them, in Vietnamese. */
const followed = Object.keys(scripts).filter((role) => inFull || ['cooperative', 'holder'].includes(role));
/** Followed with nothing but a keyboard. */
const byKeyboard = ['cooperative', 'official'];

const browser = await launchChromium();
const inBrowser = testIn(browser);
afterAll(async () => browser?.close());

test('every page of the guide has its script, and every script its page', () => {
  expect(Object.keys(scripts).sort()).toEqual(guideRoles());
});

test.each(Object.keys(scripts))('%s: each step says the same in both languages', (role) => {
  for (const { vi, en } of readGuide(role))
    expect([vi, wordsOf(en).length, typedOf(en).length]).toEqual([vi, wordsOf(vi).length, typedOf(vi).length]);
});

const languages = inFull ? [false, true] : [false];

describe.each(languages)('English %s', (english) => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem();
  }, 240_000);
  afterAll(async () => system?.stop(), 30_000);

  inBrowser.each(followed)('%s', async (role) => {
    const options = { english, byKeyboard: !english && byKeyboard.includes(role), checkEach: inFull };
    await follow(role, await scripts[role]!(system), browser!, system, options);
  });
});
