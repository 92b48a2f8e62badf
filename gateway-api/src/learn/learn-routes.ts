import { DomainError } from '@daunguon/records';
import express, { Router, type Request } from 'express';
import type { Deps } from '../deps.ts';
import { requireAdministrator } from '../auth/administrator.ts';
import { csvText } from '@daunguon/formats/csv';
import { HttpProblem } from '../http/http-problem.ts';
import { sent } from '../http/sent-body.ts';
import type { RateLimit } from '../market/rate-limit.ts';
import type { Appointee } from '../vault/appointee.ts';
import { holderTag } from '../vault/holder-tag.ts';
import { offeredOrder, passPercent, type Course, type Exercise, type Lesson } from './course.ts';
import { issueCertificate, type CertificateDeps } from './issue-certificate.ts';
import { progressView, tried, triesLeft, withLesson } from './learn-progress.ts';
import { certificateSchema, exerciseAnswerSchema, quizAnswersSchema, type ExerciseAnswer } from './learn-schemas.ts';
import { courseView, headOf, said } from './learn-views.ts';
import type { Practice } from './practice.ts';

export interface LearnParts extends CertificateDeps {
  readonly courses: readonly Course[];
  readonly practice: Practice;
  readonly exerciser: Appointee;
  readonly vaultKey: Buffer;
  /** Of an address: answers within an hour, and lots. */
  readonly answers: RateLimit;
  readonly lots: RateLimit;
}
export type LearnDeps = Pick<Deps, 'config' | 'store' | 'authenticate' | 'identityOf'> & { readonly learn: LearnParts };

const base = '/api/learn';
const body = express.raw({ type: () => true, limit: '16kb' });
/** Within an hour. A school, or everybody who comes by the workspaces, is one address; who signed in is counted alone. */
const most = { answers: 3000, quizzes: 300, lots: 60, lotsOfPerson: 5, lotsOfAll: 120 };

/** Courses, live exercises and quizzes for everybody; progress and certificates for whoever signed in. */
export function learnRoutes(deps: LearnDeps): Router {
  const router = Router();
  const { courses, practice, exerciser, issuer, book, vaultKey, now } = deps.learn;

  /** The blinded account of whoever signed in; undefined for a visitor. */
  const personOf = async (request: Request): Promise<string | undefined> => {
    const person = await deps.authenticate(request).catch((error: unknown) => {
      if (error instanceof HttpProblem && error.status === 401) return undefined;
      throw error;
    });
    return person && holderTag(vaultKey, person);
  };
  const signedIn = async (request: Request): Promise<string> => holderTag(vaultKey, await deps.authenticate(request));
  const courseOf = ({ params }: Request): Course => {
    const course = courses.find(({ id }) => id === params['course']);
    if (course === undefined) throw new HttpProblem('http/not-found');
    return course;
  };
  const take = (limit: RateLimit, who: string, perWindow: number): void => {
    const wait = limit.take(who, 1, perWindow);
    if (wait > 0) throw new HttpProblem('learn/too-many', '', { 'Retry-After': String(wait) });
  };

  router.get(`${base}/courses`, async (request, response) => {
    const person = await personOf(request);
    const items = courses.map((course) => ({
      ...{ ...headOf(course), lessons: course.lessons.length },
      ...(person === undefined ? {} : { progress: progressView(book.get(person, course.id), now()) }),
    }));
    response.set('Cache-Control', 'no-store').json({ signedIn: person !== undefined, items });
  });

  router.get(`${base}/courses/:course`, async (request, response) => {
    const course = courseOf(request);
    const person = await personOf(request);
    response.set('Cache-Control', 'no-store').json({
      ...courseView(course, await practice.lots(), exerciser.identity() !== undefined),
      ...{ signedIn: person !== undefined, passPercent, certificates: issuer.identity() !== undefined },
      ...(person === undefined ? {} : { progress: progressView(book.get(person, course.id), now()) }),
    });
  });

  router.post(`${base}/courses/:course/lessons/:lesson`, body, async (request, response) => {
    const course = courseOf(request);
    const lesson = course.lessons.find(({ id }) => id === request.params['lesson']);
    if (lesson === undefined) throw new HttpProblem('http/not-found');
    const person = await personOf(request);
    const answer = sent(exerciseAnswerSchema, request);
    take(deps.learn.answers, `answer ${request.ip}`, most.answers);
    const result = await judged(lesson, answer, person ?? request.ip ?? '', person === undefined);
    if (result.right && person !== undefined)
      book.put(person, course.id, withLesson(book.get(person, course.id), lesson.id));
    response.set('Cache-Control', 'no-store').json(result);
  });

  async function judged({ exercise }: Lesson, answer: ExerciseAnswer, who: string, isVisitor: boolean) {
    if (exercise === undefined) return { right: 'read' in answer };
    if (exercise.kind === 'register') {
      if (!('weightKg' in answer)) throw unfit();
      take(deps.learn.lots, `lot ${who}`, isVisitor ? most.lots : most.lotsOfPerson);
      take(deps.learn.lots, 'all', most.lotsOfAll);
      return { right: true, why: said(exercise.why), lot: await practice.register(answer) };
    }
    const right = await isRight(exercise, answer);
    return { right, ...(right ? { why: said(exercise.why) } : {}) };
  }
  async function isRight(exercise: Exclude<Exercise, { kind: 'register' }>, answer: ExerciseAnswer): Promise<boolean> {
    if (exercise.kind === 'look' && 'choice' in answer) return answer.choice === exercise.right;
    if (exercise.kind === 'find' && 'lot' in answer) return (await practice.lots())[exercise.lot]?.id === answer.lot;
    if (exercise.kind === 'order' && 'order' in answer) {
      const offered = offeredOrder(exercise.steps);
      return answer.order.length === offered.length && answer.order.every((at, place) => offered[at] === place);
    }
    throw unfit();
  }

  router.post(`${base}/courses/:course/quiz`, body, async (request, response) => {
    const course = courseOf(request);
    const person = await personOf(request);
    const { answers } = sent(quizAnswersSchema, request);
    const missing = course.quiz.filter(({ id }) => answers[id] === undefined);
    if (missing.length > 0)
      throw new DomainError(
        'registry/invalid-command',
        '',
        missing.map(({ id }) => ({ pointer: `/answers/${id}`, detail: 'missing' })),
      );
    if (person === undefined) take(deps.learn.answers, `quiz ${request.ip}`, most.quizzes);
    else if (triesLeft(book.get(person, course.id), now()) === 0) throw new HttpProblem('learn/no-tries-left');
    const results = course.quiz.map(({ id, right, why, lesson }) =>
      answers[id] === right ? { id, right: true, why: said(why) } : { id, right: false, lesson },
    );
    const score = Math.floor((100 * results.filter(({ right }) => right).length) / results.length);
    const passed = score >= passPercent;
    if (person !== undefined) book.put(person, course.id, tried(book.get(person, course.id), score, passed, now()));
    const left = person === undefined ? most.quizzes : triesLeft(book.get(person, course.id), now());
    response.set('Cache-Control', 'no-store').json({ score, passed, triesLeft: left, results });
  });

  router.post(`${base}/courses/:course/certificate`, body, async (request, response) => {
    const course = courseOf(request);
    const person = await signedIn(request);
    const { fullName } = sent(certificateSchema, request);
    const made = await issueCertificate(deps.learn, course, person, fullName);
    response.set('Cache-Control', 'no-store').status(201).json(made);
  });

  // Law 91/2025/QH15: what is kept of a person goes when they ask. The certificate is a credential and has its own ways.
  router.delete(`${base}/progress`, async (request, response) => {
    book.forget(await signedIn(request));
    response.status(204).end();
  });

  router.get(`${base}/finishers.csv`, async (request, response) => {
    await requireAdministrator(deps, request);
    const rows = book
      .all()
      .flatMap(({ course, learned: { certificate, passedAt = '', score = 0 } }) =>
        certificate === undefined ? [] : [[course, certificate.fullName, passedAt, String(score), certificate.id]],
      );
    response.set({ 'Cache-Control': 'no-store', 'Content-Disposition': 'attachment; filename="hoan-thanh.csv"' });
    response.type('text/csv').send(csvText(['course', 'full_name', 'passed_at', 'score_percent', 'certificate'], rows));
  });

  for (const [what, appointee] of [['exercises', exerciser] as const, ['certificates', issuer] as const]) {
    router.post(`${base}/appointments/${what}`, async (request, response) => {
      const { subject, token } = await deps.authenticate(request);
      const { mspId, unit, role } = await deps.identityOf(subject, token);
      const fits =
        what === 'exercises'
          ? role === 'farmer' && (await practice.trains(unit))
          : role === 'issuer' && mspId === deps.config.ownMspId;
      if (unit === '' || !fits) throw new HttpProblem('learn/not-a-trainer');
      // One unit trains at a time; only an administrator puts another in its place.
      if ((appointee.current()?.unit ?? unit) !== unit) await requireAdministrator(deps, request);
      appointee.appoint(subject, unit, new Date(now()).toISOString());
      response.status(201).json({ unit });
    });
    router.delete(`${base}/appointments/${what}`, async (request, response) => {
      const { subject } = await deps.authenticate(request);
      if (appointee.current()?.subject !== subject) await requireAdministrator(deps, request);
      appointee.dismiss();
      response.status(204).end();
    });
  }
  return router;
}

/** An answer of another kind than the exercise asks for. */
const unfit = (): DomainError =>
  new DomainError('registry/invalid-command', '', [{ pointer: '', detail: 'not-allowed' }]);
