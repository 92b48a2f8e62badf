import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import { readConfig } from '../config.ts';
import { openBadgeImages } from '../domains/credential/badge-images.ts';
import { openTestCredentials, testUnit, type TestCredentials } from '../domains/credential/test-credentials.ts';
import { HttpProblem, sendProblem } from '../http/http-problem.ts';
import { mountLearn } from '../mount-learn.ts';
import { harvestLot, openTestIndex, testId } from '../opendata/test-open-data.ts';
import { openNumberBook } from '../vault/number-book.ts';
import type { LedgerIdentity } from '../vault/vault.ts';
import { readCourses } from './course.ts';
import { learnRoutes } from './learn-routes.ts';
import { openSubjectKeys } from '../vault/subject-keys.ts';

const trainingUnit = testId(700);
const people: Readonly<Record<string, Pick<LedgerIdentity, 'mspId' | 'unit' | 'role'>>> = {
  registrar: { mspId: 'TechMSP', unit: '', role: 'registrar' },
  trainee: { mspId: 'AgriMSP', unit: trainingUnit, role: 'farmer' },
  farmer: { mspId: 'AgriMSP', unit: testId(701), role: 'farmer' },
  trainer: { mspId: 'TechMSP', unit: testUnit, role: 'issuer' },
  pupil: { mspId: '', unit: '', role: '' },
};
const { store, add } = openTestIndex();
let credentials: TestCredentials;
let server: Server;
let base = '';
let clock = Date.parse('2026-11-30T02:00:00Z');
const submitted: { readonly transaction: string; readonly command: { readonly requestId: string } }[] = [];
let learn: ReturnType<typeof mountLearn>;
let numbers: ReturnType<typeof openNumberBook>;

beforeAll(async () => {
  credentials = await openTestCredentials();
  numbers = openNumberBook(join(credentials.folder, 'numbers.db'));
  const training = (number: number, status: string) => {
    const lot = harvestLot(number, { lot: `TH-${number}`, training: true });
    return { ...lot, status } as typeof lot;
  };
  await add(
    {
      id: testId(702),
      type: 'origin/growing-area',
      owner: trainingUnit,
      body: { name: 'Vùng tập huấn', crop: 'durian', training: true },
    },
    { id: testId(703), type: 'origin/growing-area', owner: testId(701), body: { name: 'Vùng thật', crop: 'durian' } },
    ...[harvestLot(1, { lot: 'TH-0' }), training(2, 'active'), training(3, 'held'), training(4, 'recalled')],
  );
  const config = { ...readConfig({ DN_VERIFIER_URL: 'https://kiem.example.vn' }), dataDir: credentials.folder };
  const identityOf = async (subject: string) =>
    ({ certificatePem: '', keyPem: '', ...people[subject] }) as LedgerIdentity;
  const vault = {
    get: (_issuer: string, subject: string) => ({ certificatePem: '', keyPem: '', ...people[subject]! }),
  };
  const ledger = {
    submit: async (_identity: LedgerIdentity, transaction: string, command: { requestId: string }) => {
      submitted.push({ transaction, command });
      return { txId: 't', blockNumber: 1, result: {} };
    },
  };
  const authenticate = async (asked: express.Request) => {
    const login = asked.get('authorization')?.replace('Bearer ', '') ?? '';
    if (!(login in people)) throw new HttpProblem('auth/token-refused');
    return { issuer: config.issuer, subject: login, token: login };
  };
  const deps = { config, store, ledger, authenticate, identityOf, indexed: async () => true };
  const badgeImages = openBadgeImages(join(credentials.folder, 'images'));
  const issuing = { ...credentials, ...deps, numbers, badgeImages };
  const keys = openSubjectKeys(':memory:', credentials.vaultKey);
  learn = mountLearn(deps as never, vault as never, credentials.vaultKey, keys, issuing as never, () => clock);
  const app = express();
  app.use(learnRoutes({ ...deps, learn: learn.parts } as never));
  app.use(sendProblem);
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/learn`;
});
afterAll(async () => {
  server.close();
  learn.close();
  numbers.close();
  await store.close();
  rmSync(credentials.folder, { recursive: true, force: true });
});

type Json = Record<string, never>;
const ask = async (path: string, body?: object, login?: string, method?: string) => {
  const answer = await fetch(base + path, {
    headers: login === undefined ? {} : { authorization: `Bearer ${login}` },
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, text, json: (/^[{[]/.test(text) ? JSON.parse(text) : {}) as Json };
};
const courses = readCourses();
const rightAnswers = (id: string) => ({
  answers: Object.fromEntries(courses.find((course) => course.id === id)!.quiz.map((one) => [one.id, one.right])),
});
const wrongAnswers = (id: string) => ({
  answers: Object.fromEntries(
    courses.find((course) => course.id === id)!.quiz.map((one) => [one.id, one.right === 0 ? 1 : 0]),
  ),
});

test('courses are open to everybody, and no answer of the server gives a right one away', async () => {
  expect((await ask('/courses')).json).toMatchObject({
    signedIn: false,
    items: [{ id: 'citizen', lessons: 4 }, {}, {}],
  });
  for (const { id } of courses) {
    const { text } = await ask(`/courses/${id}`);
    expect([/"right"|"why"/.test(text), /certificate"/.test(text)]).toEqual([false, false]);
  }
  expect((await ask('/courses/nothing')).status).toBe(404);
});

describe('live exercises', () => {
  test('lead to training lots only, one of each status', async () => {
    const { json } = await ask('/courses/citizen');
    const lessons = (
      json as unknown as { lessons: { id: string; exercise?: { lots: { id: string; address: string }[] } }[] }
    ).lessons;
    const lots = (id: string) => lessons.find((lesson) => lesson.id === id)?.exercise?.lots.map((lot) => lot.id);
    expect(lots('colours')).toEqual([testId(3)]);
    expect(lots('report')).toEqual([2, 3, 4].map(testId));
    expect(lessons[1]?.exercise?.lots[0]?.address).toBe(`https://kiem.example.vn/R/${testId(3)}`);
  });
  test('are judged by the server; an answer of another kind is refused', async () => {
    const path = '/courses/citizen/lessons';
    expect((await ask(`${path}/colours`, { choice: 1 })).json).toMatchObject({ right: true, why: { vi: /./ } });
    expect((await ask(`${path}/colours`, { choice: 0 })).json).toEqual({ right: false });
    expect((await ask(`${path}/report`, { lot: testId(4) })).json).toMatchObject({ right: true });
    expect((await ask(`${path}/report`, { lot: testId(2) })).json).toEqual({ right: false });
    expect((await ask(`${path}/colours`, { lot: testId(4) })).status).toBe(422);
    expect((await ask(`${path}/nothing`, { choice: 1 })).status).toBe(404);
  });
  test('an order is right in one way', async () => {
    const { json } = await ask('/courses/pupil');
    const [{ exercise }] = (
      json as unknown as { lessons: [{ exercise: { steps: { index: number; text: { vi: string } }[] } }] }
    ).lessons;
    const steps = courses.find(({ id }) => id === 'pupil')!.lessons[0]!.exercise as unknown as {
      steps: [string, string][];
    };
    const right = steps.steps.map(([vi]) => exercise.steps.find(({ text }) => text.vi === vi)!.index);
    expect((await ask('/courses/pupil/lessons/journey', { order: right })).json).toMatchObject({ right: true });
    expect((await ask('/courses/pupil/lessons/journey', { order: right.toReversed() })).json).toEqual({ right: false });
    expect((await ask('/courses/pupil/lessons/journey', { order: [] })).json).toEqual({ right: false });
  });
  test('a lot is registered only once a trainer allowed it, on the training area, a few an hour', async () => {
    const path = '/courses/pupil/lessons/ledger';
    expect((await ask(path, { weightKg: '12' })).json['code']).toBe('learn/no-practice');
    for (const login of ['farmer', 'trainer', 'registrar'])
      expect((await ask('/appointments/exercises', {}, login)).json['code']).toBe('learn/not-a-trainer');
    expect((await ask('/appointments/exercises', {}, 'trainee')).status).toBe(201);
    expect((await ask(path, { weightKg: '501' })).status).toBe(422);
    const made = await ask(path, { weightKg: '12' }, 'pupil');
    expect(made.json).toMatchObject({ right: true, lot: { lot: expect.stringMatching(/^TH-261130-/) } });
    expect(submitted.at(-1)).toMatchObject({
      transaction: 'Origin:RegisterBatch',
      command: { growingArea: testId(702), weightKg: '12', harvestDate: '2026-11-30' },
    });
    const more = [];
    for (let count = 0; count < 5; count += 1) more.push(await ask(path, { weightKg: '1' }, 'pupil'));
    expect(more.map(({ status }) => status)).toEqual([200, 200, 200, 200, 429]);
    // A whole class may sit behind one address.
    expect((await ask(path, { weightKg: '1' })).status).toBe(200);
    expect((await ask('/appointments/exercises', undefined, 'farmer', 'DELETE')).status).toBe(403);
    expect((await ask('/appointments/exercises', undefined, 'trainee', 'DELETE')).status).toBe(204);
  });
});

describe('the quiz', () => {
  test('wants every answer, names what is missing, and sends the wrong ones back to their lessons', async () => {
    expect((await ask('/courses/citizen/quiz', { answers: { grey: 1 } })).json).toMatchObject({
      errors: expect.arrayContaining([expect.objectContaining({ pointer: '/answers/fake', code: 'missing' })]),
    });
    expect((await ask('/courses/citizen/quiz', rightAnswers('citizen'))).json).toMatchObject({
      score: 100,
      passed: true,
    });
    const wrong = await ask('/courses/citizen/quiz', wrongAnswers('citizen'));
    expect(wrong.json).toMatchObject({
      score: 0,
      passed: false,
      results: expect.arrayContaining([{ id: 'grey', right: false, lesson: 'colours' }]),
    });
    expect(wrong.text).not.toContain('why');
  });
  test('has three tries a day for whoever signed in, by the calendar of Việt Nam, and progress is theirs', async () => {
    const tries = [];
    for (let count = 0; count < 4; count += 1)
      tries.push(await ask('/courses/pupil/quiz', wrongAnswers('pupil'), 'pupil'));
    expect(tries.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect((await ask('/courses/pupil/certificate', { fullName: 'Nguyễn Văn Bé' }, 'pupil')).json['code']).toBe(
      'learn/not-passed',
    );
    clock = Date.parse('2026-11-30T17:00:00Z');
    const passed = await ask('/courses/pupil/quiz', rightAnswers('pupil'), 'pupil');
    expect(passed.json).toMatchObject({ score: 100, passed: true });
    await ask('/courses/pupil/lessons/private', { read: true }, 'pupil');
    expect((await ask('/courses/pupil', undefined, 'pupil')).json).toMatchObject({
      ...{
        signedIn: true,
        progress: { lessons: ['ledger', 'private'], score: 100, passedAt: '2026-11-30T17:00:00.000Z' },
      },
    });
    expect((await ask('/courses/pupil', undefined, 'farmer')).json).toMatchObject({ progress: { lessons: [] } });
  });
});

describe('the certificate', () => {
  const path = '/courses/pupil/certificate';
  test('needs a sign-in, an issuer and a name that can stand on it', async () => {
    expect((await ask(path, { fullName: 'Nguyễn Văn Bé' })).status).toBe(401);
    expect((await ask(path, { fullName: 'Nguyễn Văn Bé' }, 'pupil')).json['code']).toBe('learn/no-issuer');
    for (const login of ['trainee', 'registrar', 'pupil'])
      expect((await ask('/appointments/certificates', {}, login)).json['code']).toBe('learn/not-a-trainer');
    expect((await ask('/appointments/certificates', {}, 'trainer')).status).toBe(201);
    for (const fullName of ['=cmd()', ' ', 'Нгуен'])
      expect((await ask(path, { fullName }, 'pupil')).json).toMatchObject({ errors: [{ pointer: '/fullName' }] });
  });
  test('is one badge a person and course: asked for again it is the same request with a new link', async () => {
    // A second tap before the first is answered, with the name typed otherwise, makes no second certificate.
    const [first] = await Promise.all([
      ask(path, { fullName: 'Nguyễn Văn Bé' }, 'pupil'),
      ask(path, { fullName: 'Nguyễn Văn Bê' }, 'pupil'),
    ]);
    expect(first).toMatchObject({
      status: 201,
      json: { link: expect.stringMatching(/^https:\/\/kiem\.example\.vn\/R\/.+#.+/) },
    });
    clock += 86_400_000;
    const again = await ask(path, { fullName: 'Tên Khác' }, 'pupil');
    expect([again.json['id'], again.json['link'] === first.json['link']]).toEqual([first.json['id'], false]);
    const issued = submitted.filter(({ transaction }) => transaction === 'Credential:IssueBulk');
    expect(new Set(issued.map(({ command }) => command.requestId)).size).toBe(1);
    expect(JSON.stringify(issued)).not.toContain('Nguyễn');
  });
  test('the administrator’s list names those who took one, and nobody else reads it', async () => {
    expect((await ask('/finishers.csv', undefined, 'pupil')).status).toBe(403);
    const { text } = await ask('/finishers.csv', undefined, 'registrar');
    const lines = text.trim().split(/\r?\n/);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('pupil,Nguyễn Văn Bé,2026-11-30T17:00:00.000Z,100,');
  });
  test('progress is forgotten when its owner asks', async () => {
    expect((await ask('/progress', undefined, undefined, 'DELETE')).status).toBe(401);
    expect((await ask('/progress', undefined, 'pupil', 'DELETE')).status).toBe(204);
    expect((await ask('/courses/pupil', undefined, 'pupil')).json).toMatchObject({ progress: { lessons: [] } });
  });
});
