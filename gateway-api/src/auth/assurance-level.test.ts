import { expect, test } from '@jest/globals';
import { readConfig } from '../config.ts';
import { levelIn, readAmrLevels } from './assurance-level.ts';

const levels = readAmrLevels('urn:x:high=hwk+face  urn:x:high=mfa urn:x:low=pwd', 'DN_X');

test('a level that the issuer states is the level, whatever methods it names beside it', () => {
  expect(levelIn({ acr: 'urn:x:stated', amr: ['mfa'] }, levels)).toEqual({ acr: 'urn:x:stated' });
});

test.each([
  [['pwd'], 'urn:x:low'],
  [['pwd', 'mfa'], 'urn:x:high'],
  [['face', 'hwk', 'geo'], 'urn:x:high'],
  [['face'], undefined],
  [[], undefined],
  ['mfa', undefined],
  [undefined, undefined],
])('methods %p alone: %s', (amr, acr) => {
  expect(levelIn({ amr }, levels)).toEqual(acr === undefined ? {} : { acr });
});

test('without a mapping methods say nothing', () => {
  expect(levelIn({ amr: ['mfa'] }, readConfig({}).amrLevels)).toEqual({});
});

test.each(['urn:x:high', 'urn:x:high=', '=mfa', 'urn:x:high=mfa+'])(
  'the setting “%s” is refused by its name',
  (text) => {
    expect(() => readConfig({ DN_OIDC_AMR_LEVELS: `urn:x:low=pwd ${text}` })).toThrow(
      /^DN_OIDC_AMR_LEVELS: “.*” is no level/,
    );
  },
);
