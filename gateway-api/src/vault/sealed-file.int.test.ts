import { afterAll, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isSealedFile, openSealed, writeSealed } from './sealed-file.ts';
import { openSubjectKeys } from './subject-keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'sealed-file-'));
const keys = openSubjectKeys(':memory:', Buffer.alloc(32, 7));
afterAll(() => {
  keys.close();
  rmSync(folder, { recursive: true, force: true });
});
const whose = { subject: 'media:a', about: 'media a' };
let count = 0;
const newFile = (): string => join(folder, String((count += 1)));
const sealed = async (...chunks: readonly Buffer[]): Promise<string> => {
  const file = newFile();
  await writeSealed(file, chunks, keys, whose);
  return file;
};
const read = async (file: string, from = 0, length = Number.MAX_SAFE_INTEGER, of = whose) => {
  const found = await openSealed(file, keys, of);
  try {
    return await found?.read(from, length);
  } finally {
    await found?.close();
  }
};
const segment = 65_536;
const bytes = randomBytes(3 * segment + 5);

test.each([0, 1, segment - 1, segment, segment + 1, 2 * segment, 3 * segment + 5])(
  'a file of %i bytes opens whole, and tells its length',
  async (length) => {
    const file = await sealed(bytes.subarray(0, length));
    const found = (await openSealed(file, keys, whose))!;
    expect([found.bytes, (await found.read(0, length + 1)).equals(bytes.subarray(0, length))]).toEqual([length, true]);
    await found.close();
  },
);

test('it comes in chunks of any size, and opens in ranges of any size', async () => {
  const file = await sealed(bytes.subarray(0, 7), bytes.subarray(7, 100_000), bytes.subarray(100_000));
  for (const [from, to] of [
    [0, 1],
    [4, 8],
    [segment - 1, segment + 1],
    [segment, 2 * segment],
    [100, 3 * segment + 5],
    [3 * segment, 9e9],
  ] as const)
    // prettier-ignore
    expect((await read(file, from, to - from))?.equals(bytes.subarray(from, to))).toBe(true);
  expect(await read(file, bytes.length, 5)).toEqual(Buffer.alloc(0));
});

test('nothing of it is readable on disk, and the same bytes look different each time', async () => {
  const text = Buffer.from('Nghi thức kín của đình '.repeat(9000));
  const [one, other] = [readFileSync(await sealed(text)), readFileSync(await sealed(text))];
  expect([one.includes('Nghi thức'), one.equals(other)]).toEqual([false, false]);
});

test('changed, moved, left out or cut off: refused', async () => {
  const file = await sealed(bytes);
  const whole = readFileSync(file);
  const start = whole.length - bytes.length - 4 * 16;
  const [a, b] = [start, start + segment + 16];
  const spoilt = [
    Buffer.concat([whole.subarray(0, -1), Buffer.from([whole.at(-1)! ^ 1])]),
    Buffer.concat([
      whole.subarray(0, a),
      whole.subarray(b, 2 * b - a),
      whole.subarray(a, b),
      whole.subarray(2 * b - a),
    ]),
    Buffer.concat([whole.subarray(0, a), whole.subarray(b)]),
    whole.subarray(0, whole.length - 5 - 16),
    whole.subarray(0, -3),
  ];
  for (const bad of spoilt) {
    writeFileSync(file, bad);
    await expect(read(file)).rejects.toThrow();
  }
  await expect(read(await sealed(bytes), 0, 9, { ...whose, about: 'media b' })).rejects.toThrow();
});

test('whose key was destroyed is gone; what was never sealed comes as it is', async () => {
  const file = await sealed(bytes);
  const plain = newFile();
  writeFileSync(plain, bytes);
  expect([await isSealedFile(file), await isSealedFile(plain)]).toEqual([true, false]);
  expect((await read(plain, 3, 70_000))?.equals(bytes.subarray(3, 70_003))).toBe(true);
  keys.destroy(whose.subject);
  expect(await read(file)).toBeUndefined();
});

test('a file that is there is never overwritten', async () => {
  const file = await sealed(bytes);
  await expect(writeSealed(file, [bytes], keys, whose)).rejects.toMatchObject({ code: 'EEXIST' });
});
