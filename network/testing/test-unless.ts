import { describe, test } from '@jest/globals';

const said = new Set<string>();
/** A file of many tests says its reason once. */
const say = (reason: string): void => {
  if (!said.has(reason)) console.warn(`SKIPPED: ${reason}`);
  said.add(reason);
};

/** `test`; where there is a reason why these tests cannot run here, `test.skip`, and the reason is printed. Every skip goes through this file, those of a ledger through build/jest/ledger-environment.mjs. */
export function testUnless(reason: string | undefined): typeof test | typeof test.skip {
  if (reason === undefined) return test;
  say(reason);
  return test.skip;
}

/** The same for a group. */
export function describeUnless(reason: string | undefined): typeof describe | typeof describe.skip {
  if (reason === undefined) return describe;
  say(reason);
  return describe.skip;
}
