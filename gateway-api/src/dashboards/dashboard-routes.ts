import { dashboardTitles, parseCommand, vietnamDate, type Measure } from '@daunguon/records';
import express, { Router, type Request, type RequestHandler } from 'express';
import { z } from 'zod';
import type { CommandDeps } from '../domains/command-routes.ts';
import { cursorOf } from '../domains/read-routes.ts';
import { openEventStream } from '../http/event-stream.ts';
import { sendCsvPages } from '../http/csv-pages.ts';
import { HttpProblem } from '../http/http-problem.ts';
import type { Health } from '../http/operations-routes.ts';
import { parseJson } from '../http/parse-json.ts';
import { dashboardAnswer, dashboardOf, targetOf, toldMeasure } from './dashboard-answers.ts';
import { choiceOf, measureOf, monthBefore } from './dashboard-query.ts';
import { monthPdf } from './month-pdf.ts';
import { communesOf, daysOf, kindsOf, seriesOf } from './read-numbers.ts';
import { recordsBehind, type BehindLine } from './records-behind.ts';
import { statusesNow } from './statuses-now.ts';
import { leads, type TargetStore } from './targets.ts';

export interface DashboardDeps extends Pick<
  CommandDeps,
  'store' | 'authenticate' | 'identityOf' | 'indexed' | 'config'
> {
  readonly health: Pick<Health, 'position' | 'lagSeconds'>;
  readonly targets: TargetStore;
  readonly now: () => number;
}

export const targetSchema = z.strictObject({
  measure: z.string(),
  year: z.int().min(2025).max(2100),
  /** Null takes the target away. */
  value: z.number().min(0).max(1e15).nullable(),
  of: z.enum(['records', 'amount']),
  source: z.string().trim().min(1).max(200),
  /** Version that was read; 0: there was none. */
  base: z.int().min(0),
});

/** Waiting for a block ends after so long, so that the stream says it is alive. */
const beatMs = 15_000;
/** At most one message in so long, however fast blocks come. */
const leastMs = 1000;

const csvHead = ['ma_ho_so', 'loai', 'ten', 'ngay', 'xa', 'nhom', 'luong', 'giao_dich', 'khoi'];

/** Dashboards for whoever is signed in, all from counters of the index. */
export function dashboardRoutes(deps: DashboardDeps): Router {
  const { store, authenticate, targets } = deps;
  const router = Router();
  const today = (): string => vietnamDate(new Date(deps.now()).toISOString());
  const signedIn: RequestHandler = async (request, _response, next) => {
    await authenticate(request);
    next();
  };
  const asked = (request: Request) => {
    const measure = measureOf(String(request.params['measure']));
    return { measure, choice: choiceOf(request.query, today()) };
  };

  /** Who has no identity here sets no target; that is no reason to refuse the numbers. */
  const maySet = async (request: Request, measure: Measure): Promise<boolean> => {
    const { subject, token } = await authenticate(request);
    return deps.identityOf(subject, token).then(
      (identity) => leadsIt(identity, measure),
      () => false,
    );
  };

  router.get('/api/dashboards/events', signedIn, async (request, response) => {
    const stream = openEventStream(request, response);
    let seen = deps.health.position();
    while (stream.isOpen()) {
      if (await deps.indexed(seen + 1, beatMs)) {
        seen = deps.health.position();
        stream.send('block', seen, { block: seen, lag: deps.health.lagSeconds() });
        await new Promise((resolve) => setTimeout(resolve, leastMs));
      } else stream.beat();
    }
    stream.end();
  });

  router.get('/api/dashboards/:slug/months/:month.pdf', signedIn, async (request, response) => {
    const slug = dashboardOf(String(request.params['slug']));
    const month = String(request.params['month']);
    const to = choiceOf({ to: month }, today()).to;
    const answer = await dashboardAnswer(store, targets, slug, choiceOf({ from: monthBefore(to, 11), to }, today()));
    const pdf = await monthPdf({
      ...{ title: dashboardTitles[slug], month: to, answer, explorerUrl: deps.config.explorerUrl },
      ...{ block: deps.health.position(), lagSeconds: deps.health.lagSeconds() },
      madeAt: new Date(deps.now()).toISOString(),
    });
    response.type('application/pdf').set('Content-Disposition', `attachment; filename="${slug}-${to}.pdf"`).send(pdf);
  });

  router.get('/api/dashboards/:slug', signedIn, async (request, response) => {
    const slug = dashboardOf(String(request.params['slug']));
    response.json(await dashboardAnswer(store, targets, slug, choiceOf(request.query, today())));
  });

  router.get('/api/dashboards/measures/:measure', signedIn, async (request, response) => {
    const { measure, choice } = asked(request);
    response.json({
      ...toldMeasure(measure),
      ...choice,
      ...(await seriesOf(store, measure, choice)),
      communes: await communesOf(store, measure, choice),
      kinds: await kindsOf(store, measure, choice),
      days: await daysOf(store, measure, vietnamDate(new Date(deps.now() - 30 * 86_400_000).toISOString())),
      target: await targetOf(store, targets, measure, Number(choice.to.slice(0, 4))),
      maySetTarget: await maySet(request, measure),
    });
  });

  const statuses = statusesNow(store, deps.now);
  router.get('/api/dashboards/measures/:measure/statuses', signedIn, async (request, response) => {
    const { measure } = listed(request);
    response.json({ type: measure.type, items: await statuses(measure) });
  });

  const listed = (request: Request) => {
    const found = asked(request);
    if (found.measure.isProtected === true) throw new HttpProblem('dashboard/records-protected', found.measure.id);
    return found;
  };
  router.get('/api/dashboards/measures/:measure/records', signedIn, async (request, response) => {
    const { measure, choice } = listed(request);
    const { after, limit: asText } = request.query;
    const limit = asText === undefined ? 50 : Number(asText);
    if (!Number.isInteger(limit) || limit < 1 || limit > 200) throw new HttpProblem('http/invalid-query', 'limit');
    response.json(
      await recordsBehind(store, measure, choice, {
        limit,
        ...(after === undefined ? {} : { after: cursorOf(String(after)) }),
      }),
    );
  });

  router.get('/api/dashboards/measures/:measure/records.csv', signedIn, async (request, response) => {
    const { measure, choice } = listed(request);
    const name = `${measure.id}-${choice.from}-${choice.to}.csv`;
    const decimals = measure.amount?.decimals ?? 0;
    await sendCsvPages(
      response,
      { name, head: csvHead },
      (after) => recordsBehind(store, measure, choice, { limit: 1000, ...(after === undefined ? {} : { after }) }),
      (line) => csvLine(line, decimals),
    );
  });

  router.post('/api/dashboards/targets', express.raw({ type: () => true, limit: '4kb' }), async (request, response) => {
    const { subject, token } = await authenticate(request);
    const sent = parseJson(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
    const { base, ...target } = parseCommand(targetSchema, sent) as z.infer<typeof targetSchema>;
    const measure = measureOf(target.measure);
    const { mspId, role } = await deps.identityOf(subject, token);
    if (!leadsIt({ mspId, role }, measure))
      throw new HttpProblem('dashboard/target-not-yours', leads[measure.dashboard]);
    const setAt = new Date(deps.now()).toISOString();
    const saved = targets.set({ ...target, setAt, by: { msp: mspId, role } }, base);
    if (saved === undefined) throw new HttpProblem('dashboard/newer-target', measure.id);
    response.status(201).json(await targetOf(store, targets, measure, target.year));
  });
  return router;
}

/** A registrar or administrator of the department that leads. */
const leadsIt = ({ mspId, role }: { readonly mspId: string; readonly role: string }, { dashboard }: Measure): boolean =>
  mspId === leads[dashboard] && ['registrar', 'admin'].includes(role);

/** Whole numbers of 10^-`decimals` as decimal text. */
const decimalText = (amount: number, decimals: number): string => {
  if (decimals === 0) return String(amount);
  const digits = String(amount).padStart(decimals + 1, '0');
  const fraction = digits.slice(-decimals).replace(/0+$/, '');
  return `${digits.slice(0, -decimals)}${fraction === '' ? '' : `.${fraction}`}`;
};

const csvLine = (line: BehindLine, decimals: number): string[] => [
  ...[line.id, line.type, line.name, line.day, line.commune, line.kind],
  ...[decimalText(line.amount, decimals), line.txId, String(line.blockNumber)],
];
