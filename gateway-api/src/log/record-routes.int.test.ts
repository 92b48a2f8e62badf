import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseNote, parseCheckpoint, verify, type Head } from '@daunguon/proof';
import { aliasBundleOf, type BundleSource } from './bundle-of.ts';
import { idOf, serve, TestLog, type Served } from '../mirror/test-log.ts';

const dir = mkdtempSync(join(tmpdir(), 'record-routes-'));
const alias = '01/09521234543213/10/A%2F1';
let log: TestLog;
let served: Served;
let firstHead: Head;

beforeAll(async () => {
  log = new TestLog(dir).put({ id: idOf(1), body: { name: 'một' } }, { id: idOf(2), body: { name: 'hai' } }).publish();
  const { origin, size, root } = parseCheckpoint(parseNote(log.head?.note ?? '').text);
  firstHead = { origin, size, root };
  const product = { gtin: '09521234543213' };
  log
    .put({ id: idOf(3), body: { name: 'ba', product, lot: 'A/1' } })
    .put({ id: alias, type: 'origin/alias', body: { target: idOf(3) } })
    .put({ id: idOf(1), body: { name: 'một', recalls: ['R'] }, status: 'recalled' })
    .publish();
  served = await serve(log.app());
});
afterAll(async () => {
  await served.close();
  rmSync(dir, { recursive: true });
});

const ask = async (path: string) => {
  const answer = await fetch(`${served.url}${path}`);
  return { answer, body: (await answer.json()) as Record<string, unknown> };
};
const check = (bundle: unknown, id: string, more: object = {}) =>
  verify({ bundle, id, policy: log.policy(), now: Date.now(), ...more });

describe('GET /r/<id>', () => {
  test('answers a bundle that verifies, readable from any page, also in lower case', async () => {
    const { answer, body } = await ask(`/r/${idOf(1)}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(check(body, idOf(1))).toMatchObject({
      authenticity: 'authentic',
      standing: { status: 'recalled', n: 2 },
      body: { name: 'một', recalls: ['R'] },
    });
    expect((await ask(`/R/${idOf(1)}`)).body).toEqual(body);
  });

  test('is small when the client takes gzip', async () => {
    const bytes = await new Promise<number>((resolve) => {
      get(`${served.url}/r/${idOf(2)}`, { headers: { 'accept-encoding': 'gzip' } }, (response) => {
        expect(response.headers['content-encoding']).toBe('gzip');
        let length = 0;
        response.on('data', (chunk: Buffer) => (length += chunk.length)).on('end', () => resolve(length));
      });
    });
    expect(bytes).toBeLessThan(2200);
  });

  test('proves that a record does not exist', async () => {
    const { answer, body } = await ask(`/r/${idOf(9)}`);
    expect(answer.status).toBe(404);
    expect(check(body, idOf(9))).toMatchObject({ authenticity: 'not-authentic', standing: { absent: true } });
  });

  test('proves that the log only grew since the reader’s last head, and says so when it has not grown that far', async () => {
    const { body } = await ask(`/r/${idOf(2)}?from=${firstHead.size}`);
    const { steps } = check(body, idOf(2), { lastHead: firstHead });
    expect(steps.find(({ name }) => name === 'consistency')).toMatchObject({ result: 'pass' });
    const same = await ask(`/r/${idOf(2)}?from=${log.size}`);
    expect(same.body['consistency']).toEqual({ from: log.size, proof: [] });
    const ahead = await ask(`/r/${idOf(2)}?from=${log.size + 1}`);
    expect(ahead.answer.status).toBe(409);
    expect(ahead.body).toEqual({ size: log.size });
    expect((await ask(`/r/${idOf(2)}?from=many`)).answer.status).toBe(422);
  });

  test('what is no id is nobody’s record', async () => {
    const { answer } = await ask('/r/hello');
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });
});

describe('GET /r/01/<GTIN>/10/<lot>', () => {
  test('proves which record a lot is', async () => {
    const { answer, body } = await ask('/r/01/09521234543213/10/A%2F1');
    expect(answer.status).toBe(200);
    const identifiers = { gtin: '09521234543213', lot: 'A/1' };
    expect(check(body, alias, { identifiers })).toMatchObject({
      authenticity: 'authentic',
      body: { name: 'ba' },
    });
    // The same answer does not prove another lot.
    expect(check(body, alias, { identifiers: { ...identifiers, lot: 'A/2' } }).authenticity).toBe('cannot-confirm');
  });

  test('is proven from the newest head where waiting for the body outlived the one before', async () => {
    const sourceAt = (moves: boolean): BundleSource => ({
      ...{ log: log.log.store, map: log.log.map, head: log.head!, indexOf: () => Promise.resolve(undefined) },
      renewed: () => sourceAt(false),
      bodyOf({ commitment }) {
        if (moves) {
          log.put({ id: idOf(7), body: { name: 'bảy' } }).publish();
          log.log.map.forget(log.size);
        }
        return Promise.resolve(log.bodies.get(commitment ?? ''));
      },
    });
    const bundle = await aliasBundleOf(sourceAt(true), alias);
    expect(check(bundle, alias, { identifiers: { gtin: '09521234543213', lot: 'A/1' } })).toMatchObject({
      authenticity: 'authentic',
      head: { size: BigInt(log.size) },
    });
  });

  test('proves that there is no such lot', async () => {
    const { answer, body } = await ask('/r/01/09521234543213/10/B');
    expect(answer.status).toBe(404);
    expect(check(body, '01/09521234543213/10/B').authenticity).toBe('not-authentic');
  });

  test('a GTIN with a wrong check digit names nothing', async () => {
    expect((await ask('/r/01/09521234543214/10/B')).answer.status).toBe(404);
  });
});

describe('GET /log/…', () => {
  const fetchText = async (path: string) => {
    const answer = await fetch(`${served.url}/log/${path}`);
    return { status: answer.status, cache: answer.headers.get('cache-control'), text: await answer.text() };
  };

  test('serves the published head and what lies below it, and nothing beyond', async () => {
    expect(await fetchText('checkpoint')).toMatchObject({ status: 200, text: log.head?.note });
    expect((await fetchText(`tile/entries/000.p/${log.size}`)).status).toBe(200);
    const published = log.size;
    log.put({ id: idOf(4), body: {} });
    expect((await fetchText(`tile/0/000.p/${published}`)).status).toBe(200);
    expect((await fetchText(`tile/0/000.p/${published + 1}`)).status).toBe(404);
    expect((await fetchText('tile/0/..%2Fkey')).status).toBe(404);
  });

  test('full tiles and bodies never change', async () => {
    log.put(...Array.from({ length: 260 }, (_, index) => ({ id: idOf(100 + index), body: { index } }))).publish();
    expect((await fetchText('tile/0/000')).cache).toBe('public, max-age=31536000, immutable');
    expect((await fetchText('tile/0/001.p/2')).cache).toBe('public, max-age=3600');
    const [commitment = ''] = [...log.bodies.keys()];
    const body = await fetchText(`body/${commitment}`);
    expect(body.cache).toBe('public, max-age=31536000, immutable');
    expect(JSON.parse(body.text)).toMatchObject({ body: { name: 'một' } });
    expect((await fetchText(`body/${'0'.repeat(64)}`)).status).toBe(404);
  });
});

describe('GET /log/checkpoint/<size>', () => {
  test('answers the earliest kept checkpoint with so many leaves; none for more, and for what is no size', async () => {
    const found = await fetch(`${served.url}/log/checkpoint/${log.size}`);
    expect(found.headers.get('access-control-allow-origin')).toBe('*');
    expect(await found.text()).toBe(log.head?.note);
    for (const size of [String(log.size + 1), '-1', '01', '1e3', 'x']) {
      expect((await fetch(`${served.url}/log/checkpoint/${size}`)).status).toBe(404);
    }
  });
});
