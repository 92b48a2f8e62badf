import express, { Router, type NextFunction, type Request, type Response } from 'express';
import { isId } from '@daunguon/proof';
import { aliasId, normaliseSiteCode } from '@daunguon/records';
import { HttpProblem } from '../http/http-problem.ts';
import { chunkRows } from './chunk-rows.ts';
import { batchIdOf, importIdOf, sha256OfFile } from './import-ids.ts';
import { ImportFileError } from './import-problems.ts';
import type { ImportRunner } from './import-runner.ts';
import type { ImportActor, ImportRecord, ImportStore } from './import-store.ts';
import { maxFileBytes, readCsv } from './read-csv.ts';
import { gtin14, rowsToBatches, type KnownGrowingArea } from './row-to-batch.ts';

export interface ImportDeps {
  readonly store: ImportStore;
  readonly runner: ImportRunner;
  /** The signed-in person; rejects with the API's own error when there is none. */
  actorOf(request: Request): Promise<ImportActor>;
  /** Growing areas of these normalised codes, from the index. */
  growingAreas(pucs: readonly string[]): Promise<ReadonlyMap<string, KnownGrowingArea>>;
  /** Which of these lots are in use, from the index: `<growing area id> <lot>`, or the alias id of GTIN and lot. */
  lotsInUse(keys: readonly string[]): Promise<ReadonlySet<string>>;
  now(): Date;
}

const maxShownErrors = 1000;

const view = (record: ImportRecord) => ({
  importId: record.id,
  state: record.state,
  rows: record.rows,
  ok: record.ok,
  errors: record.errors.slice(0, maxShownErrors),
  errorCount: record.errors.length,
  committed: record.committed,
  refused: record.refused,
});

const vietnamDate = (now: Date): string => new Date(now.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);

const preview = async (deps: ImportDeps, actor: ImportActor, bytes: Uint8Array): Promise<ImportRecord> => {
  const id = importIdOf(`${actor.key} ${actor.unit}`, sha256OfFile(bytes));
  const known = deps.store.get(id);
  if (known !== undefined && known.state !== 'previewed') return known;
  const file = readCsv(bytes);
  const areas = await deps.growingAreas([...new Set(file.rows.map((row) => normaliseSiteCode(row.cells.puc ?? '')))]);
  const keys = file.rows.flatMap(({ cells }) => {
    const area = areas.get(normaliseSiteCode(cells.puc ?? ''));
    const lot = cells.lot ?? '';
    return [...(area ? [`${area.id} ${lot}`] : []), ...(cells.gtin ? [aliasId(gtin14(cells.gtin), lot)] : [])];
  });
  const rows = rowsToBatches(file, {
    areas,
    lotsInUse: await deps.lotsInUse(keys),
    unit: actor.unit,
    today: vietnamDate(deps.now()),
    idOf: (line) => batchIdOf(id, line),
  });
  const batches = rows.flatMap(({ line, batch }) => (batch ? [{ line, batch }] : []));
  return deps.store.savePreview({ id, actor, rows: rows.length, errors: rows.flatMap((row) => row.errors) }, batches);
};

/** Streams what happened since `Last-Event-ID`, then what happens, until the import has ended (HTML §9.2). */
const streamEvents = async (deps: ImportDeps, id: string, request: Request, response: Response): Promise<void> => {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no',
  });
  let seq = Number(request.get('Last-Event-ID') ?? 0) || 0;
  let open = true;
  response.on('close', () => (open = false));
  while (open) {
    const changed = deps.runner.changed(id, 15_000);
    const events = deps.store.events(id, seq);
    for (const event of events) {
      response.write(`id: ${event.seq}\nevent: ${String(event.data['type'])}\ndata: ${JSON.stringify(event.data)}\n\n`);
      seq = event.seq;
    }
    if (deps.store.get(id)?.state !== 'running') break;
    if (events.length === 0) response.write(': still here\n\n');
    await changed;
  }
  response.end();
};

/** A file that cannot be read, as the problem that says so in both languages. */
const fileProblem = (error: unknown): unknown => {
  if (!(error instanceof ImportFileError)) return error;
  const code = error.error.code === 'file-too-large' ? 'origin/import-file-too-large' : 'origin/import-file';
  return new HttpProblem(code, '', {}, { errors: [error.error] });
};

/** CSV import of harvest batches: preview, commit, status, progress. Mount at the root of the API. */
export function importRoutes(deps: ImportDeps): Router {
  const router = Router();
  const path = '/api/origin/imports';
  const upload = express.raw({ type: ['text/csv', 'application/octet-stream'], limit: maxFileBytes });

  /** The import named in the path, if it is this person's; else 404 for both cases. */
  const own = async (request: Request): Promise<ImportRecord> => {
    const actor = await deps.actorOf(request);
    const id = String(request.params['id']);
    const record = isId(id) ? deps.store.get(id) : undefined;
    if (record?.actor.key === actor.key) return record;
    throw new HttpProblem('origin/import-not-found');
  };

  router.post(path, upload, async (request, response) => {
    const actor = await deps.actorOf(request);
    if (!Buffer.isBuffer(request.body)) throw new HttpProblem('origin/import-media-type');
    response.json(view(await preview(deps, actor, request.body)));
  });

  router.get(`${path}/:id`, async (request, response) => {
    response.json(view(await own(request)));
  });

  router.post(`${path}/:id/commit`, express.json({ limit: '1kb' }), async (request, response) => {
    const record = await own(request);
    const onlyValid = (request.body as { onlyValid?: unknown } | undefined)?.onlyValid === true;
    if (record.state === 'previewed') {
      if (record.errors.length > 0 && !onlyValid) {
        const errors = record.errors.slice(0, maxShownErrors);
        throw new HttpProblem('origin/import-has-errors', '', {}, { errors });
      }
      deps.store.start(record.id, chunkRows(deps.store.batches(record.id)));
    }
    deps.runner.run(record.id);
    response
      .status(202)
      .location(`${path}/${record.id}`)
      .json(view(deps.store.get(record.id) ?? record));
  });

  router.get(`${path}/:id/events`, async (request, response) => {
    const record = await own(request);
    await streamEvents(deps, record.id, request, response);
  });

  router.use(path, (error: unknown, _request: Request, _response: Response, next: NextFunction) => {
    const tooLarge = (error as { type?: string }).type === 'entity.too.large';
    next(fileProblem(tooLarge ? new ImportFileError('file-too-large', 1) : error));
  });
  return router;
}
