/**
 * Requests that Schemathesis makes up from the API's own description, of nobody and of people in several roles: no 5xx, and no answer that the
 * description does not promise. It takes longer than everything else together, so `npm run test:api` runs it alone.
 */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { describeUnless } from '../../../network/testing/test-unless.ts';
import { sharedSystem, type System } from '../system.ts';
import { fuzz, withoutSchemathesis } from './schemathesis.ts';

jest.setTimeout(3_600_000);
/** Examples of each operation beside those that cover its schema. */
const examples = 5;
const roles = [undefined, 'farmer', 'registrar-tech', 'registrar', 'school', 'clinic-a'] as const;

describeUnless(withoutSchemathesis())('what nobody thought of', () => {
  let system: System;
  beforeAll(async () => {
    system = await sharedSystem();
  }, 240_000);
  afterAll(() => system?.stop(), 60_000);

  test.each(roles)('is answered as described, sent by %p', async (login) => {
    const token = login === undefined ? undefined : await system.token(login);
    const { code, report } = await fuzz(system.gateway, token, examples, 20_261_130);
    if (code !== 0) console.error(report);
    expect(report).toMatch(/Tested: \d{3}/);
    expect(code).toBe(0);
  });
});
