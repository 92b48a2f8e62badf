import { afterAll, describe, expect, test } from '@jest/globals';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anchorKey } from './anchor-key.ts';

const folder = mkdtempSync(join(tmpdir(), 'daunguon-anchor-key-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the key of the anchor', () => {
  test('is made once, readable by its owner only', () => {
    const file = join(folder, 'evm', 'anchor.key');
    const { address } = anchorKey(file, true);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toMatch(/^0x[0-9a-f]{64}\n$/);
    expect(anchorKey(file, true).address).toBe(address);
  });

  test('is not made in place of one that the operator named', () => {
    expect(() => anchorKey(join(folder, 'absent'), false)).toThrow('DN_EVM_KEY_FILE');
  });

  test('that is none is refused without showing the content', () => {
    const file = join(folder, 'bad');
    writeFileSync(file, 'correct horse', { mode: 0o600 });
    expect(() => anchorKey(file, false)).toThrow(/DN_EVM_KEY_FILE(?!.*horse)/);
  });

  test('that others may read is refused', () => {
    const file = join(folder, 'open.key');
    anchorKey(file, true);
    chmodSync(file, 0o644);
    expect(() => anchorKey(file, false)).toThrow('chmod 600');
  });
});
