import { Router } from 'express';
import { csvText } from '@daunguon/formats/csv';
import { ownImport, summaryView, type ImportDeps } from './import-routes.ts';

/** What is told of rows that were issued, as a table to take away. */
export interface ToldResults<Result> {
  readonly columns: readonly string[];
  row(result: Result): readonly string[];
}

const mostListed = 100;

/** What a unit imported below `path`, what was wrong with a file in full, and (where there is any) what its rows came to. */
export function importListRoutes<Row, Result>(
  path: string,
  deps: ImportDeps<Row, Result>,
  told?: ToldResults<Result>,
): Router {
  const router = Router();

  router.get(path, async (request, response) => {
    const actor = await deps.actorOf(request);
    const owner = deps.ownerOf(actor);
    const mine = deps.store.ofUnit(actor.unit, mostListed, (one) => deps.ownerOf(one) === owner);
    const items = mine.map(({ at, ...summary }) => ({ ...summaryView(summary), at }));
    response.set('Cache-Control', 'no-store').json({ items });
  });

  router.get(`${path}/:id/report.csv`, async (request, response) => {
    const { id, errors, duplicates } = (await ownImport(deps, request)).record;
    const rows = [...errors, ...duplicates]
      .sort((a, b) => a.line - b.line)
      .map(({ line, vi, en, sameAs }) => {
        const same = sameAs === undefined ? '' : 'line' in sameAs ? `dòng ${sameAs.line}` : sameAs.record;
        return [String(line), vi, en, same];
      });
    response.set({ 'Cache-Control': 'no-store', 'Content-Disposition': `attachment; filename="${id}-report.csv"` });
    response.type('text/csv').send(csvText(['Dòng', 'Vấn đề', 'Problem', 'Trùng với'], rows));
  });

  if (told === undefined) return router;
  router.get(`${path}/:id/results.csv`, async (request, response) => {
    const { id } = (await ownImport(deps, request)).record;
    const rows = deps.store.results(id).map((one) => told.row(one));
    response.set({ 'Cache-Control': 'no-store', 'Content-Disposition': `attachment; filename="${id}.csv"` });
    response.type('text/csv').send(csvText(told.columns, rows));
  });

  router.post(`${path}/:id/forget`, async (request, response) => {
    const { id } = (await ownImport(deps, request)).record;
    deps.store.forgetResults(id);
    response.json({ forgotten: true });
  });
  return router;
}
