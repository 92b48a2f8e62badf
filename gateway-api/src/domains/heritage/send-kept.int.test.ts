import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import express from 'express';
import { sendProblem } from '../../http/http-problem.ts';
import { openSubjectKeys } from '../../vault/subject-keys.ts';
import { openMediaStore, type MediaStore } from './media/media-store.ts';
import { sendKept } from './send-kept.ts';

const root = mkdtempSync(join(tmpdir(), 'kept-'));
const keys = openSubjectKeys(':memory:', Buffer.alloc(32, 7));
const bytes = randomBytes(200_000);
let media: MediaStore;
let digest: string;
let server: Server;
let url: string;
beforeAll(async () => {
  media = openMediaStore(root, keys);
  digest = await media.put(bytes);
  media.putFacts(digest, { mediaType: 'video/mp4' });
  const app = express();
  app.get('/:digest', (request, response) => sendKept(request, response, media, request.params.digest));
  app.use(sendProblem);
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  keys.close();
  rmSync(root, { recursive: true, force: true });
});
const get = async (headers: Record<string, string> = {}, method = 'GET') => {
  const answer = await fetch(`${url}/${digest}`, { method, headers });
  return { answer, body: Buffer.from(await answer.arrayBuffer()), told: (name: string) => answer.headers.get(name) };
};

describe('a kept file is sent', () => {
  test('whole, with its type, length and name', async () => {
    const { answer, body, told } = await get();
    expect([answer.status, body.equals(bytes), told('content-type'), told('content-length')]).toEqual([200, true, 'video/mp4', '200000']); // prettier-ignore
    expect([told('accept-ranges'), told('etag'), told('content-disposition')]).toEqual(['bytes', `"${digest}"`, `inline; filename="${digest.slice(0, 16)}.mp4"`]); // prettier-ignore
  });

  test.each([
    ['bytes=4-7', 4, 8],
    ['bytes=65530-65545', 65_530, 65_546],
    ['bytes=199990-', 199_990, 200_000],
    ['bytes=-10', 199_990, 200_000],
    ['bytes=0-999999', 0, 200_000],
  ])('in a range: %s', async (range, from, to) => {
    const { answer, body, told } = await get({ range });
    expect([answer.status, told('content-range'), body.equals(bytes.subarray(from, to))]).toEqual([206, `bytes ${from}-${to - 1}/200000`, true]); // prettier-ignore
  });

  test('a range that is not there is refused, others that cannot be answered are the whole', async () => {
    const beyond = await get({ range: 'bytes=200000-' });
    expect([beyond.answer.status, beyond.told('content-range'), beyond.told('content-type')]).toEqual([416, 'bytes */200000', expect.stringContaining('problem+json')]); // prettier-ignore
    expect(JSON.parse(beyond.body.toString())).toMatchObject({ code: 'http/no-such-range' });
    for (const range of ['bytes=0-1,10-11', 'lines=1-2', 'bytes=x'])
      expect((await get({ range })).answer.status).toBe(200);
    expect((await get({ range: 'bytes=0-1', 'if-range': '"another"' })).answer.status).toBe(200);
    expect((await get({ range: 'bytes=0-1', 'if-range': `"${digest}"` })).answer.status).toBe(206);
  });

  test('not again to whoever has it, and without its bytes to HEAD', async () => {
    expect((await get({ 'if-none-match': `"${digest}"`, 'cache-control': 'max-age=0' })).answer.status).toBe(304);
    const head = await get({}, 'HEAD');
    expect([head.answer.status, head.told('content-length'), head.body.length]).toEqual([200, '200000', 0]);
  });
});

describe('on disk', () => {
  test('an earlier version’s files, and those put aside, are sealed where they lie and keep their time', async () => {
    const [kept, aside] = [Buffer.from('in clear'), Buffer.from('put aside in clear')];
    const digestOf = (of: Buffer): string => createHash('sha256').update(of).digest('hex');
    const files = [
      join(root, digestOf(kept).slice(0, 2), digestOf(kept)),
      join(root, 'quarantine', digestOf(aside)),
    ] as const;
    for (const [file, content] of [
      [files[0], kept],
      [files[1], aside],
    ] as const) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
      utimesSync(file, 1_700_000_000, 1_700_000_000);
    }
    expect([await media.sealEarlier(), await media.sealEarlier()]).toEqual([2, 0]);
    expect(files.map((file) => [readFileSync(file).includes('clear'), statSync(file).mtimeMs])).toEqual([[false, 1_700_000_000_000], [false, 1_700_000_000_000]]); // prettier-ignore
    expect(media.restore(digestOf(aside))).toBe(true);
    for (const content of [kept, aside]) {
      const file = (await media.open(digestOf(content)))!;
      expect(await file.read(0, 100)).toEqual(content);
      await file.close();
    }
  });

  test('what was removed does not open from a copy either; the same bytes sent again are a new file', async () => {
    const gone = await media.put(Buffer.from('taken down'));
    const [file, copy] = [media.path(gone)!, join(root, 'backup')];
    copyFileSync(file, copy);
    media.remove(gone);
    copyFileSync(copy, file);
    expect(await media.open(gone)).toBeUndefined();
    expect((await fetch(`${url}/${gone}`)).status).toBe(404);
    await media.put(Buffer.from('taken down'));
    const again = (await media.open(gone))!;
    expect(await again.read(0, 100)).toEqual(Buffer.from('taken down'));
    await again.close();
  });
});
