import { describe, expect, test } from '@jest/globals';
import { createList, decodeList } from '@digitalbazaar/vc-bitstring-status-list';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { diploma } from '../credential/credential-fixtures.ts';
import { buildCredential } from '../vc/build-credential.ts';
import { validateCredential } from '../vc/validate-credential.ts';
import { bitAt, decodeBitstring, encodeBitstring, minEntries } from './bitstring.ts';
import { buildStatusList, statusEntriesOf, statusIn } from './status-list-credential.ts';
import { statusPlaces } from './status-places.ts';

const encoded = (bytes: Buffer): string => `u${bytes.toString('base64url')}`;
const code = (value: string) => expect.objectContaining({ code: value });

describe('the bits of a status list', () => {
  test('are those of the example in the Recommendation: nothing set', () => {
    const list = 'uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA';
    expect(decodeBitstring(list)).toEqual(new Uint8Array(16_384));
  });

  test('are read by the library of Digital Bazaar, and theirs here', async () => {
    const set = [0, 1, 7, 8, 94_567, minEntries - 1];
    const theirs = await decodeList({ encodedList: encodeBitstring(set) });
    expect([0, 1, 2, 7, 8, 9, 94_567, 94_566, minEntries - 1].filter((index) => theirs.getStatus(index))).toEqual(set);
    const list = await createList({ length: minEntries });
    for (const index of set) list.setStatus(index, true);
    const bytes = decodeBitstring(await list.encode());
    expect([...Array(minEntries).keys()].filter((index) => bitAt(bytes, index))).toEqual(set);
  });

  test('beyond the list are a RANGE_ERROR', () => {
    const bytes = decodeBitstring(encodeBitstring([]));
    for (const index of [minEntries, -1, 0.5, NaN, 2 ** 40])
      expect(() => bitAt(bytes, index)).toThrow(code('RANGE_ERROR'));
    expect(() => encodeBitstring([minEntries])).toThrow('no entry');
    expect(() => encodeBitstring([], 8)).toThrow('131072');
  });

  test.each<[string, string, unknown]>([
    ['a list of 131,064', 'STATUS_LIST_LENGTH_ERROR', encoded(gzipSync(Buffer.alloc(16_383)))],
    ['a bomb of 50 MB in 50 kB', 'STATUS_LIST_LENGTH_ERROR', encoded(gzipSync(Buffer.alloc(50_000_000), { level: 1 }))],
    ['deflate without GZIP', 'STATUS_VERIFICATION_ERROR', encoded(deflateRawSync(Buffer.alloc(16_384)))],
    ['GZIP cut short', 'STATUS_VERIFICATION_ERROR', encoded(gzipSync(Buffer.alloc(16_384)).subarray(0, 12))],
    ['base58', 'STATUS_VERIFICATION_ERROR', 'z11'],
    ['a number', 'STATUS_VERIFICATION_ERROR', 7],
    ['text without end', 'STATUS_VERIFICATION_ERROR', `u${'A'.repeat(3_000_000)}`],
  ])('%s is a %s', (_, name, list) => {
    const began = process.cpuUsage();
    expect(() => decodeBitstring(list)).toThrow(code(name));
    // Of the processor, ms: a busy machine takes longer by the clock.
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(2_000);
  });
});

describe('a status list credential', () => {
  const url = 'https://daunguon.example/status/1';
  const list = { url, issuer: diploma.issuer.id, purpose: 'revocation', validFrom: '2026-11-25T00:00:00Z' } as const;
  const credential = (index: unknown = '5', change: object = {}) => {
    const document = buildCredential({ ...diploma, status: { index: 5, lists: { revocation: url } } });
    const [entry] = document['credentialStatus'] as [object];
    return validateCredential({ ...document, credentialStatus: { ...entry, statusListIndex: index, ...change } });
  };
  const [entry] = statusEntriesOf(credential());
  const read = (change: object, set = [5]) =>
    statusIn(validateCredential({ ...buildStatusList({ ...list, set }), ...change }), entry!, diploma.issuer.id);

  test('says what is revoked', () => {
    expect(entry).toEqual({ purpose: 'revocation', index: 5, list: url });
    expect(read({})).toBe(true);
    expect(read({}, [4, 6])).toBe(false);
  });

  test.each<[string, string, object]>([
    ['of another issuer', '/issuer', { issuer: 'https://truong-khac.example' }],
    ['at another address', '/id', { id: 'https://daunguon.example/status/2' }],
    ['that is none', '/type', { type: ['VerifiableCredential'] }],
    [
      'for another purpose',
      '/credentialSubject/statusPurpose',
      { credentialSubject: { type: 'BitstringStatusList', statusPurpose: 'suspension' } },
    ],
  ])('%s is refused', (_, pointer, change) => {
    expect(() => read(change)).toThrow(expect.objectContaining({ code: 'STATUS_VERIFICATION_ERROR', pointer }));
  });

  test.each([5, '-1', '05', '1e3', '9999999999', undefined])('index %j is a RANGE_ERROR', (index) => {
    expect(() => statusEntriesOf(credential(index === undefined ? null : index))).toThrow(code('RANGE_ERROR'));
  });

  test('of two bits an entry is refused', () => {
    expect(() => statusEntriesOf(credential('5', { statusSize: 2 }))).toThrow(code('STATUS_VERIFICATION_ERROR'));
  });
});

describe('places in the lists', () => {
  const ids = [...Array(66_000).keys()].map((number) => `id-${number}`);
  const places = statusPlaces(ids);

  test('are all different, and the list is left half empty', () => {
    expect(new Set([...places.values()].map(({ list, index }) => `${list}:${index}`)).size).toBe(66_000);
    expect([...places.values()].filter(({ list }) => list === 0)).toHaveLength(65_536);
  });

  test('do not move when more follow, and do not follow the order', () => {
    const fewer = statusPlaces(ids.slice(0, 1_000));
    for (const [id, place] of fewer) expect(places.get(id)).toEqual(place);
    const first = ids.slice(0, 100).map((id) => places.get(id)!.index);
    expect([...first].sort((a, b) => a - b)).not.toEqual(first);
  });
});
