import { setTimeout as sleep } from 'node:timers/promises';
import { randomBytes } from 'node:crypto';
import { Router, type Request, type RequestHandler } from 'express';
import { newId } from '@daunguon/proof';
import { DomainError, problems, type ProblemCode } from '@daunguon/records';
import type { CommandDeps } from '../domains/command-routes.ts';
import { stateOf } from '../domains/record-reads.ts';
import { HttpProblem, languageOf } from '../http/http-problem.ts';
import { parseJson } from '../http/parse-json.ts';
import type { CaptureWorker } from './capture-worker.ts';
import { chunkOf } from './capture-worker.ts';
import { invalidDocument, jobProblem } from './epcis-problem.ts';
import { signedIn, type SignedIn } from './epcis-reader.ts';
import { limitedBody } from './limited-body.ts';
import { nextLink, pageOf } from './epcis-paging.ts';
import type { CaptureJob, ErrorBehaviour, EventStore, JobError, WaitingEvent } from './event-store.ts';
import { limits, prepareDocument, prepareEvent, unitsNamed, type Capturing } from './prepare-events.ts';

/** How long the answer to a single event waits for the ledger. */
const eventWaitMs = 15_000;

export interface CaptureDeps extends CommandDeps {
  readonly events: EventStore;
  readonly worker: CaptureWorker;
}

const bodyOf = (request: Request): { text: string; value: unknown } => {
  const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  return { text: bytes.toString('utf8'), value: parseJson(bytes) };
};
const behaviourOf = (request: Request): ErrorBehaviour => {
  const name = 'GS1-Capture-Error-Behaviour';
  const value = request.get(name) ?? 'rollback';
  if (value !== 'rollback' && value !== 'proceed') throw new HttpProblem('epcis/invalid-query', `${name}: ${value}`);
  return value;
};

/** What the standard says of a job, and how far it is. */
const view = (job: CaptureJob, language: 'vi' | 'en') => ({
  captureID: job.id,
  createdAt: job.createdAt,
  ...(job.finishedAt === undefined ? {} : { finishedAt: job.finishedAt }),
  running: job.running,
  success: job.errors.length === 0,
  captureErrorBehaviour: job.behaviour,
  errors: job.errors.map((error) => jobProblem(error, language)),
  events: job.events,
  captured: job.committed,
});

/** Capturing (EPCIS 2.0, section 8.1): a document as a job, an event at once. */
export function captureRoutes(deps: CaptureDeps): Router {
  const { events, worker } = deps;
  const router = Router();
  const raw = limitedBody(limits.documentBytes);
  const json: RequestHandler = (request, _response, next) => {
    if (request.is(['application/json', 'application/ld+json']) === false) throw new HttpProblem('http/unsupported');
    next();
  };

  const capturing = async ({ identity }: SignedIn, text: string): Promise<Capturing> => {
    const communes = new Map<string, string>();
    for (const unit of [identity.unit, ...unitsNamed(text)].slice(0, 200)) {
      const body = (await stateOf(deps.store, unit))?.body as { commune?: string } | undefined;
      if (body?.commune !== undefined) communes.set(unit, body.commune);
    }
    return { unit: identity.unit, communes, secret: events.secret, now: new Date() };
  };

  /** Events that are there already, or twice in the request, as errors; the others. */
  const fresh = (prepared: readonly WaitingEvent[]): { fresh: WaitingEvent[]; errors: JobError[] } => {
    const seen = new Set<string>();
    const errors: JobError[] = [];
    const kept = prepared.filter((one) => {
      const eventId = String(one.event['eventID']);
      const declares = one.event['errorDeclaration'] !== undefined;
      const known = events.same(one.sameness) ?? (declares ? undefined : events.withEventId(eventId));
      const twice = known !== undefined || seen.has(one.sameness) || (!declares && seen.has(eventId));
      seen.add(one.sameness);
      if (!declares) seen.add(eventId);
      if (twice) errors.push({ code: 'epcis/event-exists', subject: known ?? eventId, pointer: one.pointer });
      return !twice;
    });
    return { fresh: kept, errors };
  };

  const begin = (
    who: SignedIn,
    behaviour: ErrorBehaviour,
    waiting: readonly WaitingEvent[],
    errors: readonly JobError[],
  ): CaptureJob => {
    const id = newId(randomBytes(16));
    const job = {
      id,
      actor: who.actor,
      unit: who.identity.unit,
      behaviour,
      createdAt: new Date().toISOString(),
      errors,
    };
    // All or none: a job with an error brings nothing to the ledger.
    events.begin(job, behaviour === 'rollback' && errors.length > 0 ? [] : waiting);
    void worker.run(id);
    return events.job(id) as CaptureJob;
  };

  router.post(
    '/epcis/capture',
    json,
    async (request, response, next) => {
      // Who may not capture is told so before anything is read.
      response.locals['who'] = await signedIn(deps, request);
      next();
    },
    raw,
    async (request, response) => {
      const who = response.locals['who'] as SignedIn;
      const behaviour = behaviourOf(request);
      const { text, value } = bodyOf(request);
      const { events: prepared, issues, envelope } = prepareDocument(value, await capturing(who, text));
      const wrong = [...envelope, ...(behaviour === 'rollback' ? issues : [])];
      if (wrong.length > 0) throw invalidDocument(wrong, languageOf(request));
      if (prepared.length + issues.length > limits.events)
        throw new HttpProblem('epcis/too-many-events', String(limits.events));
      if (behaviour === 'rollback' && chunkOf(prepared).events.length < prepared.length) {
        throw new HttpProblem('epcis/too-many-to-roll-back', `${prepared.length} > ${chunkOf(prepared).events.length}`);
      }
      const { fresh: waiting, errors } = fresh(prepared);
      const found = issues.map(({ pointer, code }) => ({ code, subject: '', pointer }));
      const job = begin(who, behaviour, waiting, [...found, ...errors]);
      response
        .status(202)
        .location(`/epcis/capture/${job.id}`)
        .json(view(job, languageOf(request)));
    },
  );

  router.get('/epcis/capture', async (request, response) => {
    const { identity } = await signedIn(deps, request);
    const { perPage, token } = pageOf(request);
    const before = token === undefined ? undefined : Number(token);
    if (before !== undefined && !Number.isSafeInteger(before))
      throw new HttpProblem('epcis/invalid-query', 'nextPageToken');
    const { jobs, next } = events.jobs(identity.unit, perPage, before);
    nextLink(request, response, next === undefined ? undefined : String(next));
    response.json(jobs.map((job) => view(job, languageOf(request))));
  });

  router.get('/epcis/capture/:captureID', async (request, response) => {
    const { identity } = await signedIn(deps, request);
    const job = events.job(request.params.captureID);
    // Another unit's job is not told apart from none.
    if (job?.unit !== identity.unit) throw new HttpProblem('epcis/not-found', request.params.captureID);
    response.json(view(job, languageOf(request)));
  });

  router.post('/epcis/events', json, raw, async (request, response) => {
    const who = await signedIn(deps, request);
    const { text, value } = bodyOf(request);
    const { events: prepared, issues } = prepareEvent(value, await capturing(who, text));
    const [event] = prepared;
    if (event === undefined) throw invalidDocument(issues, languageOf(request));
    const { errors } = fresh(prepared);
    if (errors[0] !== undefined) throw new HttpProblem('epcis/event-exists', errors[0].subject);
    const job = begin(who, 'rollback', prepared, []);
    await Promise.race([worker.run(job.id), sleep(eventWaitMs, undefined, { ref: false })]);
    const ended = events.job(job.id) ?? job;
    const [error] = ended.errors;
    if (error !== undefined && Object.hasOwn(problems, error.code))
      throw new DomainError(error.code as ProblemCode, error.subject);
    if (error !== undefined) throw new HttpProblem('ledger/refused', error.code);
    if (ended.running) {
      response
        .status(202)
        .location(`/epcis/capture/${job.id}`)
        .json(view(ended, languageOf(request)));
      return;
    }
    const location = `/epcis/events/${encodeURIComponent(String(event.event['eventID']))}`;
    response
      .status(201)
      .location(location)
      .json({ eventID: event.event['eventID'], record: event.id, receipt: `/r/${event.id}` });
  });
  return router;
}
