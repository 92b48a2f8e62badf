import { expect } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { accessibilityProblems } from '../../../verifier-web/test/verifier-page.ts';
import type { System } from '../system.ts';
import { Actor, type ActorOptions } from './actor.ts';
import { readGuide, typedOf, wordsOf } from './guide.ts';

/** What is done for one numbered step of the page. */
export type RoleStep = (me: Actor) => Promise<void>;

export interface FollowOptions extends ActorOptions {
  /** Looks at the page after each step, not after the last one only. */
  readonly checkEach?: boolean;
}

/** Nothing that the page shows stands in anybody's way, or sticks out of it. */
async function isClean(page: Page, at: string): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  expect([at, await accessibilityProblems(page)]).toEqual([at, []]);
  expect([at, await page.evaluate('document.documentElement.scrollWidth <= innerWidth')]).toEqual([at, true]);
}

/**
 * Follows docs/guide/roles/<role>.md line by line in a browser of its own. Fails where the page has a step without code or the code one without
 * page, where a step touches or sees other words than the page prints in bold, or types other values than it prints as code.
 */
export async function follow(
  role: string,
  steps: readonly RoleStep[],
  browser: Browser,
  system: System,
  { checkEach = false, ...options }: FollowOptions = {},
): Promise<void> {
  const guide = readGuide(role);
  expect([role, steps.length]).toEqual([role, guide.length]);
  const me = await Actor.enter(browser, system, options);
  for (const [index, step] of guide.entries()) {
    const at = `${role}.md, step ${index + 1}: ${options.english ? step.en : step.vi}`;
    me.begin(step);
    await steps[index]?.(me).catch((error: unknown) => {
      throw new Error(`${at}\n${me.page.url()}\n${String(error)}`, { cause: error });
    });
    expect([at, me.words, me.typed]).toEqual([at, wordsOf(step.vi), typedOf(step.vi)]);
    if (checkEach || index === guide.length - 1) await isClean(me.page, at);
  }
  expect([role, me.complaints]).toEqual([role, []]);
  await me.page.context().close();
}
