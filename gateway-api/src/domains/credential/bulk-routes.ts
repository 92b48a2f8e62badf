import { credentialKinds, type CredentialKind } from '@daunguon/records';
import { Router } from 'express';
import { csvText } from '@daunguon/formats/csv';
import { HttpProblem } from '../../http/http-problem.ts';
import { importListRoutes } from '../../import/import-list-routes.ts';
import { importRoutes, type ImportDeps } from '../../import/import-routes.ts';
import { columnTitle, fieldsOf } from './bulk-columns.ts';
import type { BulkResult, BulkStore } from './bulk-import.ts';
import { linkOf } from './custodial-routes.ts';
import type { CredentialDeps } from './credential-deps.ts';
import type { IssueRow } from './issue-credentials.ts';

const path = '/api/credential/imports';
/** A unit's imports, the links of those that are done, and empty files to fill. */
export function bulkRoutes(
  deps: Pick<CredentialDeps, 'config'> & {
    readonly bulk: ImportDeps<IssueRow, BulkResult> & { readonly store: BulkStore };
  },
): Router {
  const { bulk, config } = deps;
  const router = Router();

  router.use(
    importListRoutes(path, bulk, {
      columns: ['Dòng', 'Họ và tên', 'Số hiệu', 'Số vào sổ gốc', 'Mã hồ sơ', 'Đường dẫn', 'Biên nhận', 'Giao dịch'],
      row: (one) => [
        ...[String(one.line), one.fullName, one.serialNumber ?? '', one.registerNumber ?? '', one.id],
        ...[linkOf(deps, one).link, `${config.verifierUrl}/R/${one.id}`, one.txId],
      ],
    }),
  );

  router.get('/api/credential/import-template/:kind', (request, response) => {
    const kind = request.params.kind as CredentialKind;
    if (!credentialKinds.includes(kind)) throw new HttpProblem('http/not-found');
    response.set('Content-Disposition', `attachment; filename="${kind}.csv"`);
    response.type('text/csv').send(csvText(fieldsOf(kind).map(columnTitle), []));
  });
  return router.use(importRoutes(path, bulk));
}
