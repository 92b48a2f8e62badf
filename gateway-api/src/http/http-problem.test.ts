import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DomainError } from '@daunguon/records';
import express from 'express';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpProblem, sendProblem } from './http-problem.ts';
import { allProblems } from './http-problems.ts';
import { problemsPage, problemsPageFile } from './problems-page.ts';

const requestId = '6f0a5f0e-3c2b-4a55-9d7e-0d2b7c1f9e10';
const wrong = [
  { pointer: '/lot', detail: 'lot-characters' },
  { pointer: '/x', detail: 'unknown-field' },
  { pointer: '/batch', detail: 'origin/batch-recalled' },
];
const thrown: Record<string, () => never> = {
  rule: () => {
    throw new DomainError('origin/batch-recalled', 'LO-1');
  },
  fields: () => {
    throw new DomainError('registry/invalid-command', '', wrong);
  },
  later: () => {
    throw new HttpProblem('ledger/unavailable', '', { 'Retry-After': '5' });
  },
  index: () => {
    throw Object.assign(new Error('connect ECONNREFUSED 10.0.0.7'), { name: 'MongoServerSelectionError' });
  },
  bug: () => {
    throw new Error('password=hunter2');
  },
};
let server: Server;
let base: string;
beforeAll(async () => {
  const app = express();
  app.use((_request, response, next) => {
    response.set('X-Request-Id', requestId);
    next();
  });
  app.get('/:what', (request) => thrown[request.params.what]?.());
  app.post('/body', express.json({ limit: 10 }));
  app.use(sendProblem);
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());
const ask = async (what: string, language?: string) => {
  const headers: Record<string, string> = language === undefined ? {} : { 'accept-language': language };
  const answer = await fetch(`${base}/${what}`, { headers });
  return { answer, body: (await answer.json()) as Record<string, unknown> };
};

describe('a problem', () => {
  test.each([
    [undefined, 'Lô đang bị thu hồi', 'vi'],
    ['vi-VN,vi;q=0.9,en;q=0.8', 'Lô đang bị thu hồi', 'vi'],
    ['fr', 'Lô đang bị thu hồi', 'vi'],
    ['en-GB,en;q=0.9', 'The batch is recalled', 'en'],
  ])('for Accept-Language %s', async (language, title, spoken) => {
    const { answer, body } = await ask('rule', language);
    expect(body).toEqual({
      type: 'urn:daunguon:problem:origin:batch-recalled',
      title,
      status: 409,
      detail: `${title}: LO-1`,
      instance: `urn:uuid:${requestId}`,
      code: 'origin/batch-recalled',
      errors: [],
    });
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect([answer.status, answer.headers.get('content-language'), answer.headers.get('vary')]).toEqual([
      409,
      spoken,
      'Accept-Language',
    ]);
  });

  test('names each wrong field in the language asked for', async () => {
    expect((await ask('fields', 'en')).body['errors']).toEqual([
      {
        pointer: '/lot',
        code: 'lot-characters',
        detail: 'The lot may have only letters, digits and punctuation of GS1 set 82, no spaces',
      },
      { pointer: '/x', code: 'unknown-field', detail: 'There is no such field' },
      { pointer: '/batch', code: 'origin/batch-recalled', detail: 'The batch is recalled' },
    ]);
    expect((await ask('fields')).body['errors']).toMatchObject([
      {},
      { detail: 'Không có trường này' },
      { detail: 'Lô đang bị thu hồi' },
    ]);
  });

  test('that passes says when to come again', async () => {
    const { answer } = await ask('later');
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
  });

  test('of an index that does not answer says so, and not where it is', async () => {
    const { answer, body } = await ask('index');
    expect([answer.status, body['code'], answer.headers.get('retry-after')]).toEqual([503, 'index/unavailable', '5']);
    expect(JSON.stringify(body)).not.toContain('10.0.0.7');
  });

  test('that nobody foresaw tells nothing of the inside', async () => {
    const { answer, body } = await ask('bug', 'en');
    expect([answer.status, body['code'], body['detail']]).toEqual([
      500,
      'http/unexpected',
      'Something unexpected went wrong and was noted; try again later',
    ]);
    expect(JSON.stringify(body)).not.toContain('hunter2');
  });

  test('of a body parser has its own code', async () => {
    const post = (body: string) =>
      fetch(`${base}/body`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect(await (await post('{"a":"too long"}')).json()).toMatchObject({ code: 'http/body-too-large', status: 413 });
    expect(await (await post('{')).json()).toMatchObject({ code: 'http/bad-request', status: 400 });
  });
});

test('every problem has words in both languages, and a title says no more than one line', () => {
  for (const [code, { status, title }] of Object.entries(allProblems)) {
    expect([code, status >= 400 && status < 600, title.vi !== title.en]).toEqual([code, true, true]);
    expect([code, title.vi.length < 130, title.en.length < 130]).toEqual([code, true, true]);
    expect(title.vi).toBe(title.vi.normalize('NFC'));
  }
});

test('docs/problems.md is what the tables say', () => {
  expect(readFileSync(problemsPageFile, 'utf8')).toBe(problemsPage());
});
