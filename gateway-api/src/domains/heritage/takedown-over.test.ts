import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RecordState } from '@daunguon/records';
import express from 'express';
import { idOf, photo, temple } from '../../../../records/src/domains/heritage/heritage-fixtures.ts';
import { HttpProblem, sendProblem } from '../../http/http-problem.ts';
import { openSqliteStore } from '../../index-store/sqlite-store.ts';
import { problemSchema } from '../../openapi/answer-schemas.ts';
import { collections, projectBlock } from '../../project-block.ts';
import { readRoutes, storyRoutes } from '../read-routes.ts';
import { heritageLists } from './heritage-routes.ts';

const [museum, other] = [idOf('1'), idOf('2')];
const [shownItem, goneItem, shownMedium, hiddenMedium, goneMedium] = ['11', '12', '21', '22', '23'].map(idOf) as [
  ...[string, string, string, string, string],
];
const takedown = { ground: 'objection', at: '2026-11-24T00:00:00Z' } as const;
const store = openSqliteStore(':memory:', collections);
const units: Readonly<Record<string, string>> = { steward: museum, farmer: other };
let enrolled = 0;
let server: Server;
let base = '';
let blocks = 0;

const apply = async (id: string, type: RecordState['type'], body: object, more: Partial<RecordState> = {}) => {
  blocks += 1;
  const ts = `2026-11-24T00:00:${String(blocks).padStart(2, '0')}Z`;
  const state = { id, type, version: 1, status: 'active', owner: museum, ts, commitment: `0${blocks}`, body, ...more };
  const ref = { number: blocks, hash: `h${blocks}` };
  const writes = [{ key: `r/${id}`, value: JSON.stringify(state) }];
  const block = { ...ref, transactions: [{ txId: 't', time: ts, endorsers: [], writes }] };
  await store.applyBlocks([{ ref, ops: projectBlock(block as unknown as Parameters<typeof projectBlock>[0]) }]);
};
const secret = { vi: 'Lời đã gỡ', en: 'Words taken down' };
const gone = { version: 2, status: 'erased' } as const;

beforeAll(async () => {
  await apply(shownItem, 'heritage/item', { ...temple, steward: museum, places: [] });
  await apply(goneItem, 'heritage/item', { ...temple, name: secret.vi, steward: museum, places: [] });
  await apply(shownMedium, 'heritage/media', { ...photo, item: shownItem });
  await apply(hiddenMedium, 'heritage/media', { ...photo, item: goneItem, alt: secret, caption: secret });
  await apply(goneMedium, 'heritage/media', { ...photo, item: shownItem, alt: secret });
  await apply(goneItem, 'heritage/item', { kind: 'tangible', steward: museum, takedown }, gone);
  await apply(goneMedium, 'heritage/media', { ...photo, alt: undefined, item: shownItem, takedown }, gone);
  const routes = readRoutes(
    {
      store,
      authenticate: async (request) => {
        const login = /^Bearer (.+)$/.exec(request.get('authorization') ?? '')?.[1];
        if (login === undefined) throw new HttpProblem('auth/token-refused');
        return { issuer: 'https://issuer', subject: login, token: login };
      },
      identityOf: async (subject) => {
        enrolled += 1;
        if (subject === 'citizen') throw new HttpProblem('auth/token-refused');
        return { mspId: 'M', role: '', certificatePem: '', keyPem: '', unit: units[subject] ?? '' };
      },
    } as Parameters<typeof readRoutes>[0],
    heritageLists,
  );
  server = express().use(storyRoutes(store), routes, sendProblem).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await store.close();
});

const ask = async (path: string, login = 'farmer') => {
  enrolled = 0;
  const answer = await fetch(`${base}${path}`, { headers: { authorization: `Bearer ${login}` } });
  const text = await answer.text();
  const isJson = /json/.test(answer.headers.get('content-type') ?? '');
  const body = (isJson ? JSON.parse(text) : {}) as { items?: { id: string }[]; next?: string };
  return { status: answer.status, text, body };
};
const idsIn = ({ body }: Awaited<ReturnType<typeof ask>>): string[] => (body.items ?? []).map(({ id }) => id);

describe('of an item that was taken down', () => {
  test('lists have no medium with words, whatever is asked; its steward has them', async () => {
    for (const query of ['', `?subject=${goneItem}`, `?owner=${museum}`, '?text=Lời', '?limit=1', '?status=active']) {
      expect((await ask(`/api/heritage/media${query}`)).text).not.toContain(secret.vi);
    }
    for (const login of ['farmer', 'citizen'])
      expect(idsIn(await ask('/api/heritage/media', login))).toEqual([goneMedium, shownMedium]);
    expect(idsIn(await ask(`/api/heritage/media?subject=${goneItem}`, 'steward'))).toEqual([hiddenMedium]);
    expect((await ask('/api/heritage/items')).text).not.toContain(secret.vi);
  });

  test('a list as CSV has what the list has, with where it stands on the ledger', async () => {
    const lines = (text: string) => text.trim().split('\r\n').map((line) => line.split(',')); // prettier-ignore
    const { text } = await ask('/api/lists/heritage/media.csv');
    expect(text).not.toContain(secret.vi);
    const [head = [], ...rows] = lines(text.replace('\uFEFF', ''));
    expect([head.length, rows.map(([id]) => id)]).toEqual([9, [goneMedium, shownMedium]]);
    expect(rows.map((row) => [row[1], row[3], row[7], /^\d+$/.test(row[8] ?? '')])).toEqual([
      ['heritage/media', 'erased', 't', true],
      ['heritage/media', 'active', 't', true],
    ]);
    expect(lines((await ask('/api/lists/heritage/media.csv?status=active')).text)).toHaveLength(2);
    expect((await ask('/api/lists/heritage/media.csv', 'steward')).text).toContain(hiddenMedium);
    expect((await ask('/api/lists/heritage/none.csv')).status).toBe(404);
  });

  test('pages go on behind what is left out, and no cursor names it', async () => {
    expect(await ask('/api/heritage/media?text=L')).toMatchObject({ body: { items: [] } });
    const first = await ask('/api/heritage/media?limit=1');
    const second = await ask(`/api/heritage/media?limit=1&after=${first.body.next}`);
    expect([...idsIn(first), ...idsIn(second)]).toEqual([goneMedium, shownMedium]);
    const cursors = [first, second, await ask('/api/heritage/media?text=&limit=2')].map(({ body }) => body.next ?? '');
    for (const cursor of cursors) {
      expect(Buffer.from(cursor, 'base64url').toString('utf8')).not.toMatch(new RegExp(`loi|${hiddenMedium}`));
    }
  });

  test.each([
    ['the item with its history', `/api/heritage/items/${goneItem}`],
    ['a medium of it', `/api/heritage/media/${hiddenMedium}`],
    ['a medium that was taken down, with its history', `/api/heritage/media/${goneMedium}`],
  ])('%s answers 410 with the notice, except to its steward', async (_, path) => {
    for (const login of ['farmer', 'citizen']) {
      const { status, text, body } = await ask(path, login);
      expect([status, text.includes(secret.vi)]).toEqual([410, false]);
      expect(problemSchema.parse(body)).toMatchObject({ code: 'heritage/taken-down', takedown });
    }
    const own = await ask(path, 'steward');
    expect([own.status, own.text.includes(secret.vi)]).toEqual([200, true]);
  });

  test('the public story tells of the item that it is gone, and nothing of its media', async () => {
    expect(await ask(`/r/${goneItem}/story`)).toMatchObject({ status: 200, body: { record: { body: { takedown } } } });
    const medium = await ask(`/r/${hiddenMedium}/story`);
    expect([medium.status, medium.text.includes(secret.vi)]).toEqual([410, false]);
  });
});

test('what is shown is shown to everybody, and asks nobody’s identity', async () => {
  for (const path of [`/api/heritage/items/${shownItem}`, `/api/heritage/media/${shownMedium}`]) {
    expect([(await ask(path, 'citizen')).status, enrolled]).toEqual([200, 0]);
  }
});
