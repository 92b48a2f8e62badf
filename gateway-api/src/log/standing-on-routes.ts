import { isId, verify, type TrustPolicy } from '@daunguon/proof';
import { provenDates } from '@daunguon/proof/dates';
import { statusOnDay } from '@daunguon/records/valid-on';
import { Router } from 'express';
import { z } from 'zod';
import { HttpProblem } from '../http/http-problem.ts';
import type { RecordProofs } from './record-proofs.ts';

/** What `GET /r/<id>/on/<date>` answers: the gateway's reading of a proof that anybody can ask for (`?history=1&dates=1`). */
export const standingOnSchema = z.strictObject({
  id: z.string(),
  /** A day in Việt Nam, YYYY-MM-DD. */
  date: z.string(),
  /** As of when the versions are proven, ISO 8601. */
  asOf: z.string(),
  /** Status when the day began and when it ended (today: at `asOf`); `not-issued` before it was, `unknown` where the log does not tell. */
  atStart: z.string(),
  atEnd: z.string(),
  /** In force all day. */
  valid: z.boolean(),
  statedBy: z.literal('gateway'),
});

const isDay = (text: string): boolean => z.iso.date().safeParse(text).success;

/** How a record stood on a day, for those who do not read proofs themselves. */
export function standingOnRoutes(
  proofs: Pick<RecordProofs, 'bundle'>,
  policy: () => TrustPolicy | undefined,
  now: () => number,
): Router {
  const router = Router();
  router.get('/r/:id/on/:date', async (request, response) => {
    response.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-cache' });
    const { date } = request.params;
    const id = request.params.id.toUpperCase();
    const trusted = policy();
    if (!isId(id)) throw new HttpProblem('http/record-not-found');
    if (!isDay(date)) throw new HttpProblem('http/invalid-query', 'date');
    if (trusted === undefined) throw new HttpProblem('log/not-published', '', { 'Retry-After': '2' });
    const bundle = await proofs.bundle(id, { history: true, dates: true });
    const { record, history, statusTime } = verify({ bundle, id, policy: trusted, now: now() });
    if (record === undefined || statusTime === undefined) throw new HttpProblem('http/record-not-found');
    const status = new Map([record, ...history.map(({ leaf }) => leaf)].map((leaf) => [leaf.n, leaf.status]));
    const dated = provenDates(bundle, trusted, now()).map((date) => ({ ...date, status: status.get(date.n) ?? '' }));
    const on = statusOnDay(dated.reverse(), date, statusTime);
    // Nobody knows of a day that has not begun.
    if (on === undefined) throw new HttpProblem('http/invalid-query', 'date');
    const valid = on.atStart === 'active' && on.atEnd === 'active';
    response.json({ id, date, asOf: new Date(statusTime).toISOString(), ...on, valid, statedBy: 'gateway' });
  });
  return router;
}
