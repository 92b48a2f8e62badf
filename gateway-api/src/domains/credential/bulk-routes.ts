import { credentialKinds, type CredentialKind } from '@daunguon/records';
import { Router } from 'express';
import { csvText } from '../../http/csv-text.ts';
import { HttpProblem } from '../../http/http-problem.ts';
import { importRoutes, importView, ownImport, type ImportDeps } from '../../import/import-routes.ts';
import { columnTitle, fieldsOf } from './bulk-columns.ts';
import type { BulkResult, BulkStore } from './bulk-import.ts';
import { linkOf } from './custodial-routes.ts';
import type { CredentialDeps } from './credential-deps.ts';
import type { IssueRow } from './issue-credentials.ts';

const path = '/api/credential/imports';
const resultColumns = [
  'Dòng',
  'Họ và tên',
  'Số hiệu',
  'Số vào sổ gốc',
  'Mã hồ sơ',
  'Đường dẫn',
  'Biên nhận',
  'Giao dịch',
];

/** A unit's imports, the links of those that are done, and empty files to fill. */
export function bulkRoutes(
  deps: Pick<CredentialDeps, 'config'> & {
    readonly bulk: ImportDeps<IssueRow, BulkResult> & { readonly store: BulkStore };
  },
): Router {
  const { bulk, config } = deps;
  const router = Router();

  router.get(path, async (request, response) => {
    const actor = await bulk.actorOf(request);
    const mine = bulk.store.ofUnit(actor.unit, 100).filter((one) => bulk.ownerOf(one.actor) === bulk.ownerOf(actor));
    const items = mine.map(({ at, ...record }) => ({ ...importView(record), errors: [], at }));
    response.set('Cache-Control', 'no-store').json({ items });
  });

  router.get(`${path}/:id/results.csv`, async (request, response) => {
    const { id } = (await ownImport(bulk, request)).record;
    const rows = bulk.store
      .results(id)
      .map((one) => [
        ...[String(one.line), one.fullName, one.serialNumber ?? '', one.registerNumber ?? '', one.id],
        ...[linkOf(deps, one).link, `${config.verifierUrl}/R/${one.id}`, one.txId],
      ]);
    response.set({ 'Cache-Control': 'no-store', 'Content-Disposition': `attachment; filename="${id}.csv"` });
    response.type('text/csv').send(csvText(resultColumns, rows));
  });

  router.post(`${path}/:id/forget`, async (request, response) => {
    const { id } = (await ownImport(bulk, request)).record;
    bulk.store.forgetResults(id);
    response.json({ forgotten: true });
  });

  router.get('/api/credential/import-template/:kind', (request, response) => {
    const kind = request.params.kind as CredentialKind;
    if (!credentialKinds.includes(kind)) throw new HttpProblem('http/not-found');
    response.set('Content-Disposition', `attachment; filename="${kind}.csv"`);
    response.type('text/csv').send(csvText(fieldsOf(kind).map(columnTitle), []));
  });
  return router.use(importRoutes(path, bulk));
}
