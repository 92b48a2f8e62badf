import { describe, expect, test } from '@jest/globals';
import { toBase64 } from '../base64.ts';
import { policyJson, policyText } from '../verify/bundle-fixture.ts';
import { freshnessLimit, readTrustPolicy } from './trust-policy.ts';

const root = toBase64(new Uint8Array(32).fill(5));

test('a policy is read whole', () => {
  const policy = readTrustPolicy(policyText(), {
    ...policyJson,
    outside: null,
    anchors: [{ chainId: 1, contract: `0x${'a'.repeat(40)}`, sender: `0x${'B'.repeat(40)}`, extra: true }],
    epochs: [{ policy: policyText(), toSize: 9, root }],
  });
  expect(policy).toMatchObject({
    origin: policyJson.origin,
    organisations: 'organisations',
    outside: null,
    trial: true,
  });
  expect(policy.names.get('agri')).toEqual({ msp: 'agriMSP', vi: 'Sở agri', en: 'Department agri' });
  expect(policy.anchors).toEqual([{ chainId: 1, contract: `0x${'a'.repeat(40)}`, sender: `0x${'B'.repeat(40)}` }]);
  expect(policy.epochs).toMatchObject([{ toSize: 9n, root: new Uint8Array(32).fill(5) }]);
});

test.each([
  ['origin/batch', 3_600],
  ['origin/batches', 3_600],
  ['origin/farm', 7_200],
  ['credential/diploma', 86_400],
  ['', 86_400],
  [undefined, 3_600], // absence: whatever is hidden could be of any type
])('the limit of %s is %d s: that of the longest prefix', (type, limit) => {
  expect(freshnessLimit(readTrustPolicy(policyText(), policyJson), type)).toBe(limit);
});

describe('refuses', () => {
  test.each<[string, string, object]>([
    ['an unknown group', '/organisations', { organisations: 'nobody' }],
    ['an unknown outside group', '/outside', { outside: 'nobody' }],
    ['an origin without a log key', '/origin', { origin: 'log.example/other' }],
    [
      'a limit as text',
      '/freshness/types/origin~1batch',
      { freshness: { default: 1, types: { 'origin/batch': '1' } } },
    ],
    ['a negative limit', '/freshness/default', { freshness: { default: -1, types: {} } }],
    [
      'an anchor of another form',
      '/anchors/0/sender',
      { anchors: [{ chainId: 1, contract: `0x${'a'.repeat(40)}`, sender: '0x' }] },
    ],
    ['an epoch without a root', '/epochs/0/root', { epochs: [{ policy: policyText(), toSize: 1, root: 'AA==' }] }],
    ['names of another form', '/names/agri/vi', { names: { agri: { msp: 'x', en: 'y' } } }],
    ['no list', '/gateways', { gateways: 'https://gateway.example' }],
    ['trial unsaid', '/trial', { trial: null }],
  ])('%s', (_name, pointer, change) => {
    expect(() => readTrustPolicy(policyText(), { ...policyJson, ...change })).toThrow(
      expect.objectContaining({ name: 'ShapeError', pointer }),
    );
  });

  test('a quorum of nobody, text that is no policy, JSON that is no object', () => {
    expect(() => readTrustPolicy(policyText().replace('quorum quorum', 'quorum none'), policyJson)).toThrow('quorum');
    expect(() => readTrustPolicy('', policyJson)).toThrow(expect.objectContaining({ name: 'PolicyError' }));
    expect(() => readTrustPolicy(policyText(), { ...policyJson, epochs: [{ policy: 'x', toSize: 1, root }] })).toThrow(
      expect.objectContaining({ name: 'PolicyError' }),
    );
    expect(() => readTrustPolicy(policyText(), [])).toThrow(
      expect.objectContaining({ name: 'ShapeError', pointer: '' }),
    );
  });
});
