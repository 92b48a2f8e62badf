import { expect, test } from '@jest/globals';
import { accessDayPath, accessDayRoot, accessEntryHash, accessLogStart, verifyAccess } from './access-chain.ts';

const entries = ['read', 'send', 'refused', 'review', 'erase'].map((act) => ({ act, at: '2026-03-01T00:00:00Z' }));
const hashes: string[] = [];
for (const entry of entries) hashes.push(accessEntryHash(hashes.at(-1) ?? accessLogStart, entry));

test('each entry follows from all before it', () => {
  // Python: sha256(b"daunguon/access-log/v1\0" + bytes(32) + b'{"act":"read","at":"2026-03-01T00:00:00Z"}')
  expect(hashes[0]).toBe('c7f58a3d0745c025f52c135b261711f7f660e6037558f0302554e5a9bb50f4e6');
  expect(accessEntryHash(hashes[1]!, entries[2])).toBe(hashes[2]);
  expect(accessEntryHash(hashes[0]!, entries[2])).not.toBe(hashes[2]);
});

test('every entry of the day is shown alone; another, another place or another root is refused', () => {
  const root = accessDayRoot(hashes);
  hashes.forEach((hash, index) => {
    const proof = { index, count: hashes.length, path: accessDayPath(hashes, index), root };
    expect(verifyAccess(hash, proof)).toBe(true);
    expect(verifyAccess(hashes[(index + 1) % 5]!, proof)).toBe(false);
    expect(verifyAccess(hash, { ...proof, index: (index + 1) % 5 })).toBe(false);
    expect(verifyAccess(hash, { ...proof, root: 'ab'.repeat(32) })).toBe(false);
    expect(verifyAccess(hash, { ...proof, path: ['zz'] })).toBe(false);
  });
  expect(accessDayRoot(hashes.slice(0, 4))).not.toBe(root);
});
