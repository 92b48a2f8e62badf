import { expect, test } from '@jest/globals';
import { readConfig } from './config.ts';

test('a gateway’s tokens never enrol a person’s own key', () => {
  expect(readConfig({})).toMatchObject({
    audience: 'urn:daunguon:gateway',
    enrolmentAudience: 'urn:daunguon:enrolment',
  });
  expect(() => readConfig({ DN_OIDC_ENROLMENT_AUDIENCE: 'urn:daunguon:gateway' })).toThrow('must differ');
});
