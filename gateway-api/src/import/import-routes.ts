import express, { Router, type NextFunction, type Request, type Response } from 'express';
import { isId } from '@daunguon/proof';
import { openEventStream } from '../http/event-stream.ts';
import { HttpProblem } from '../http/http-problem.ts';
import { chunkRows } from './chunk-rows.ts';
import { importIdOf } from './import-ids.ts';
import { ImportFileError, type RowError } from './import-problems.ts';
import type { ImportRunner } from './import-runner.ts';
import type { ImportActor, ImportRecord, ImportSummary, LineRow } from './import-record.ts';
import type { ImportStore } from './import-store.ts';
import { readUpload, type Upload } from './read-upload.ts';

/** What a file comes to: nothing is issued yet. */
export interface ImportPlan<Row> {
  readonly rows: number;
  readonly valid: readonly LineRow<Row>[];
  readonly errors: readonly RowError[];
  /** Rows that are recorded already, or come twice: they are left out and stop nothing. */
  readonly duplicates?: readonly RowError[];
  readonly about?: Readonly<Record<string, unknown>>;
}

export interface ImportDeps<Row, Result = never> {
  readonly store: ImportStore<Row, Result>;
  /** The largest file; 10 MB where it is absent. */
  readonly maxBytes?: number;
  readonly runner: ImportRunner;
  /** The signed-in person; rejects with the API's own error when there is none. */
  actorOf(request: Request): Promise<ImportActor>;
  /** Whose import it is: the same file of the same owner is the same import. */
  ownerOf(actor: ImportActor): string;
  /** Rows to records, or what is wrong with them. `id` is the import's, from which ids of records follow. @throws ImportFileError */
  plan(actor: ImportActor, id: string, upload: Upload): Promise<ImportPlan<Row>>;
}

const maxShownErrors = 1000;

const importView = ({ errors, duplicates, ...summary }: ImportRecord) => ({
  ...summaryView(summary),
  errors: errors.slice(0, maxShownErrors),
  duplicates: duplicates.slice(0, maxShownErrors),
});
/** The same without its rows. */
export const summaryView = (record: ImportSummary) => ({
  importId: record.id,
  state: record.state,
  rows: record.rows,
  ok: record.ok,
  ...{ errors: [] as readonly RowError[], errorCount: record.errorCount },
  ...{ duplicates: [] as readonly RowError[], duplicateCount: record.duplicateCount },
  ...(record.about === undefined ? {} : { about: record.about }),
  committed: record.committed,
  refused: record.refused,
});

const preview = async <Row, Result>(
  deps: ImportDeps<Row, Result>,
  actor: ImportActor,
  upload: Upload,
): Promise<ImportRecord> => {
  const id = importIdOf(deps.ownerOf(actor), upload.sha256);
  const known = deps.store.get(id);
  if (known !== undefined && known.state !== 'previewed') return known;
  const { valid, ...planned } = await deps.plan(actor, id, upload);
  return deps.store.savePreview({ id, actor, ...planned }, chunkRows(valid), Date.now());
};

/** Streams what happened since `Last-Event-ID`, then what happens, until the import has ended (HTML §9.2). */
const streamEvents = async (
  deps: Pick<ImportDeps<unknown>, 'runner'> & { readonly store: Pick<ImportStore<unknown>, 'events' | 'get'> },
  id: string,
  request: Request,
  response: Response,
): Promise<void> => {
  const stream = openEventStream(request, response);
  let seq = Number(request.get('Last-Event-ID') ?? 0) || 0;
  while (stream.isOpen()) {
    const changed = deps.runner.changed(id, 15_000);
    const events = deps.store.events(id, seq);
    for (const event of events) {
      stream.send(String(event.data['type']), event.seq, event.data);
      seq = event.seq;
    }
    if (deps.store.get(id)?.state !== 'running') break;
    if (events.length === 0) stream.beat();
    await changed;
  }
  stream.end();
};

/** A file that cannot be read, as the problem that says so in both languages. */
const fileProblem = (error: unknown): unknown => {
  if (!(error instanceof ImportFileError)) return error;
  const code = error.error.code === 'file-too-large' ? 'origin/import-file-too-large' : 'origin/import-file';
  return new HttpProblem(code, '', {}, { errors: [error.error] });
};

/** The import named in the path, if it is this owner's, and who asks; else 404 for both cases. */
export async function ownImport<Row, Result>(
  deps: Pick<ImportDeps<Row, Result>, 'actorOf' | 'ownerOf' | 'store'>,
  request: Request,
): Promise<{ readonly record: ImportRecord; readonly actor: ImportActor }> {
  const actor = await deps.actorOf(request);
  const id = String(request.params['id']);
  const record = isId(id) ? deps.store.get(id) : undefined;
  if (record !== undefined && deps.ownerOf(record.actor) === deps.ownerOf(actor)) return { record, actor };
  throw new HttpProblem('origin/import-not-found');
}

/** CSV import below `path`: preview, commit, status, progress. Mount at the root of the API. */
export function importRoutes<Row, Result>(path: string, deps: ImportDeps<Row, Result>): Router {
  const router = Router();

  router.post(path, async (request, response) => {
    // Who sends is known before a byte of the file is read.
    const actor = await deps.actorOf(request);
    response.json(importView(await preview(deps, actor, await readUpload(request, deps.maxBytes))));
  });

  router.get(`${path}/:id`, async (request, response) => {
    const { record } = await ownImport(deps, request);
    response.json(importView(record));
  });

  router.post(`${path}/:id/commit`, express.json({ limit: '1kb' }), async (request, response) => {
    const { record, actor } = await ownImport(deps, request);
    const onlyValid = (request.body as { onlyValid?: unknown } | undefined)?.onlyValid === true;
    if (record.state === 'previewed') {
      if (record.errors.length > 0 && !onlyValid) {
        const errors = record.errors.slice(0, maxShownErrors);
        throw new HttpProblem('origin/import-has-errors', '', {}, { errors });
      }
      deps.store.start(record.id, actor);
    }
    deps.runner.run(record.id);
    response
      .status(202)
      .location(`${path}/${record.id}`)
      .json(importView(deps.store.get(record.id) ?? record));
  });

  router.get(`${path}/:id/events`, async (request, response) => {
    const { record } = await ownImport(deps, request);
    await streamEvents(deps, record.id, request, response);
  });

  router.use(path, (error: unknown, _request: Request, _response: Response, next: NextFunction) => {
    next(fileProblem(error));
  });
  return router;
}
