import { setTimeout as sleep } from 'node:timers/promises';
import express, { Router } from 'express';
import type { RecordStatus } from '@daunguon/records';
import { HttpProblem } from '../../http/http-problem.ts';
import type { RateLimit } from '../../market/rate-limit.ts';
import { stateOf } from '../record-reads.ts';
import type { CredentialDeps } from './credential-deps.ts';
import { sent } from '../../http/sent-body.ts';
import { paperName, paperTag } from './paper-tag.ts';
import { paperQuestionSchema, type PaperAnswer } from './paper-schemas.ts';

export interface PaperDeps extends Pick<CredentialDeps, 'store' | 'sealed' | 'unitKeys'> {
  /** Questions of one address within a minute. */
  readonly byAddress: RateLimit;
  /** Tries at one document within a day: birth dates are guessed at, not known. */
  readonly byDocument: RateLimit;
  /** Every answer comes at a multiple of this many milliseconds after its question. */
  readonly answerStepMs?: number;
}

const questionsPerMinute = 30;
const triesPerDay = 10;
const body = express.raw({ type: () => true, limit: '2kb' });

/** The time that an answer takes says nothing about what was found. */
const untilStep = async (startedAt: number, stepMs: number): Promise<void> => {
  const taken = performance.now() - startedAt;
  await sleep(Math.ceil(taken / stepMs) * stepMs - taken);
};

/**
 * Whether a document on paper with these numbers was issued, and its status: POST only, so that no number stands in an address or a log
 * line. It is the gateway's word: no id is told, so nothing can be proven, and nobody learns a record from numbers.
 */
export function paperRoutes({ store, sealed, unitKeys, byAddress, byDocument, answerStepMs = 200 }: PaperDeps): Router {
  const take = (limit: RateLimit, who: string, most: number): void => {
    const wait = limit.take(who, 1, most);
    if (wait > 0) throw new HttpProblem('credential/too-many-questions', '', { 'Retry-After': String(wait) });
  };
  /** Of the unit's newest document with this tag that the ledger knows; a miss reads as much as a hit. */
  const statusOf = async (unit: string, tag: string): Promise<RecordStatus | undefined> => {
    const ids = sealed.ofPaper(tag);
    const states = await Promise.all((ids.length === 0 ? [tag] : ids).map((id) => stateOf(store, id)));
    return states.findLast((state) => state?.owner === unit)?.status;
  };
  const router = Router();
  router.post('/api/credential/paper-lookup', body, async (request, response) => {
    const startedAt = performance.now();
    response.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-store' });
    take(byAddress, request.ip ?? '', questionsPerMinute);
    const { unit, ...numbers } = sent(paperQuestionSchema, request);
    const key = unitKeys.lookUpKey(unit);
    take(byDocument, paperName(key, numbers), triesPerDay);
    const status = await statusOf(unit, paperTag(key, numbers));
    const answer: PaperAnswer =
      status === undefined ? { match: false, statedBy: 'gateway' } : { match: true, status, statedBy: 'gateway' };
    await untilStep(startedAt, answerStepMs);
    response.json(answer);
  });
  return router;
}
