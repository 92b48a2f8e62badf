import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventClaim, type EventClaim } from '@daunguon/formats/epcis';
import { newId } from '@daunguon/proof';
import { DomainError, maxEpcisEvents } from '@daunguon/records';
import { HttpProblem } from '../http/http-problem.ts';
import type { CaptureJob, EventStore, JobError, WaitingEvent } from './event-store.ts';
import { fieldsOf } from './event-catalog.ts';

export interface CaptureCommand {
  readonly requestId: string;
  readonly events: readonly EventClaim[];
}
/** Submits in the name of who sent the job; resolves when the index shows the block. */
export type SubmitEvents = (actor: string, command: CaptureCommand) => Promise<void>;

/** Bytes of the arguments of one transaction. */
const maxCommandBytes = 900_000;

/** As many of the events as one transaction takes. */
export const chunkOf = (
  events: readonly WaitingEvent[],
): { events: readonly WaitingEvent[]; claims: readonly EventClaim[] } => {
  const claims: EventClaim[] = [];
  let bytes = 0;
  for (const event of events.slice(0, maxEpcisEvents)) {
    const claim = eventClaim(event.id, fieldsOf(event));
    bytes += Buffer.byteLength(JSON.stringify(claim));
    if (bytes > maxCommandBytes && claims.length > 0) break;
    claims.push(claim);
  }
  return { events: events.slice(0, claims.length), claims };
};

/** The same request id for the same events only: what a killed gateway sent is answered with its first result. */
const requestIdOf = ({ id, attempt }: CaptureJob): string =>
  newId(createHash('sha256').update(`daunguon/epcis-capture/v1\0${id}\0${attempt}`).digest().subarray(0, 16));

/** A final refusal: by a rule, or by a check that another try does not change. */
const isRefusal = (error: unknown): error is DomainError | HttpProblem =>
  error instanceof DomainError || (error instanceof HttpProblem && error.status < 500 && error.status !== 409);

const errorsOf = (
  error: DomainError | HttpProblem,
  events: readonly WaitingEvent[],
): readonly (JobError & { readonly event: WaitingEvent })[] => {
  const named = new Map<number, string>();
  for (const { pointer, detail } of error instanceof DomainError ? error.errors : []) {
    const index = Number(/^\/events\/(\d+)/.exec(pointer)?.[1] ?? NaN);
    if (index < events.length) named.set(index, detail);
  }
  const [first] = named.keys();
  return events.flatMap((event, index) => {
    if (named.size > 0 && !named.has(index)) return [];
    const subject = named.size === 0 || index === first ? error.subject : '';
    return [{ event, pointer: event.pointer, code: named.get(index) ?? error.code, subject }];
  });
};

/** Brings the events of jobs to the ledger, each exactly once, whatever fails on the way. */
export function createCaptureWorker(store: EventStore, submit: SubmitEvents, retryMs = 500) {
  const stopping = new AbortController();
  const active = new Map<string, Promise<void>>();

  const refuse = (job: CaptureJob, error: DomainError | HttpProblem, events: readonly WaitingEvent[]): void => {
    const refused = errorsOf(error, events);
    const errors = refused.map(({ event: _, ...rest }) => rest);
    // All or none: with one refused event the others go, too.
    store.refuse(job.id, job.behaviour === 'rollback' ? events : refused.map(({ event }) => event), errors);
  };
  /** One transaction; false when its outcome is not known. */
  const step = async (job: CaptureJob, waiting: readonly WaitingEvent[]): Promise<boolean> => {
    const { events, claims } = chunkOf(waiting);
    try {
      await submit(job.actor, { requestId: requestIdOf(job), events: claims });
      store.commit(job.id, events);
      return true;
    } catch (error) {
      if (isRefusal(error)) {
        refuse(job, error, job.behaviour === 'rollback' ? waiting : events);
        return true;
      }
      console.error(`capture ${job.id}: will be tried again`, (error as Error).message);
      return false;
    }
  };
  const work = async (id: string): Promise<void> => {
    let pause = retryMs;
    while (!stopping.signal.aborted) {
      const job = store.job(id);
      if (job === undefined || !job.running) return;
      const waiting = store.waiting(id, maxEpcisEvents);
      if (waiting.length === 0) {
        store.finish(id, new Date().toISOString());
        return;
      }
      if (await step(job, waiting)) {
        pause = retryMs;
      } else {
        await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
        pause = Math.min(pause * 2, 30_000);
      }
    }
  };
  const run = (id: string): Promise<void> => {
    const known = active.get(id);
    if (known !== undefined) return known;
    const started = work(id).finally(() => active.delete(id));
    active.set(id, started);
    return started;
  };

  return {
    /** Resolves when the job has ended, or the gateway stops. */
    run,
    /** Goes on with everything that a stopped gateway left. */
    resumeAll: (): void => store.running().forEach((id) => void run(id)),
    stop: async (): Promise<void> => {
      stopping.abort();
      await Promise.allSettled(active.values());
    },
  };
}
export type CaptureWorker = ReturnType<typeof createCaptureWorker>;
