import { expect, test } from '@jest/globals';
import { patientClaim } from './patient-claim.ts';

test('a printed secret has the secret and the claim that anybody computes', () => {
  // printf 'daunguon/patient-claim/v1\0%s' 01ARZ3NDEKTSV4RRFFQ69G5FAV | sha256sum; the claim is the sha256sum of those bytes
  expect(patientClaim('01ARZ3NDEKTSV4RRFFQ69G5FAV')).toEqual({
    secret: '9668eaf42224f57659384c67dfd4078136d1939e6aae3b3134aa6a67b154e45d',
    claim: '413641e2de8f49f07860bd8a08c68a667ff04f29def6ffb79eaab03f8434289f',
  });
});
