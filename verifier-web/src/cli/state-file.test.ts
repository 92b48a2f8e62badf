import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { keepHead, readHead } from './state-file.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verify-state-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const head = (origin: string, size: bigint) => ({ origin, size, root: new Uint8Array(32), note: `${origin}\n` });

test('a head is kept for each log, never goes back, and no unfinished file stays', async () => {
  const path = join(folder, 'a/b/heads.json');
  expect(await readHead(path, 'log-a')).toBeNull();
  await keepHead(path, head('log-a', 7n));
  await keepHead(path, head('log-b', 3n));
  await keepHead(path, head('log-a', 6n));
  expect(await readHead(path, 'log-a')).toEqual(head('log-a', 7n));
  expect(await readHead(path, 'log-b')).toEqual(head('log-b', 3n));
  expect(await readdir(join(folder, 'a/b'))).toEqual(['heads.json']);
});

test('a file that is no memory is written anew', async () => {
  const path = join(folder, 'broken.json');
  await writeFile(path, '[1,');
  expect(await readHead(path, 'log-a')).toBeNull();
  await keepHead(path, head('log-a', 1n));
  expect((await readHead(path, 'log-a'))?.size).toBe(1n);
});
