import { expect, test } from '@jest/globals';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { emptyTreeRoot, leafHash, nodeHash } from './merkle.ts';

// The hashes that transparency-dev/merkle's rfc6962_test.go expects.
test('leaves and nodes have prefixes of their own', () => {
  expect(bytesToHex(emptyTreeRoot)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(bytesToHex(leafHash(new Uint8Array()))).toBe(
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  );
  expect(bytesToHex(leafHash(new TextEncoder().encode('L123456')))).toBe(
    '395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56',
  );
  expect(bytesToHex(nodeHash(new TextEncoder().encode('N123'), new TextEncoder().encode('N456')))).toBe(
    'aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb',
  );
});

test('the hash can be injected', () => {
  const seen: string[] = [];
  const hash = (data: Uint8Array): Uint8Array => {
    seen.push(bytesToHex(data));
    return sha256(data);
  };
  const left = hexToBytes('11'.repeat(32));
  const right = hexToBytes('22'.repeat(32));
  expect(nodeHash(left, right, hash)).toEqual(nodeHash(left, right));
  expect(leafHash(Uint8Array.of(7), hash)).toEqual(leafHash(Uint8Array.of(7)));
  expect(seen).toEqual([`01${'11'.repeat(32)}${'22'.repeat(32)}`, '0007']);
});
