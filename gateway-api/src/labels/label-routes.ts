import { DomainError, parseCommand, vietnamDate } from '@daunguon/records';
import { json, Router } from 'express';
import { HttpProblem } from '../http/http-problem.ts';
import { batchLabelData, productLabelData, type RecordOf } from './label-data.ts';
import { labelPdf, type LabelData } from './label-pdf.ts';
import type { LabelSize } from './label-sheet.ts';
import { labelQuerySchema, labelsSchema } from './labels-schema.ts';

export interface LabelDeps {
  /** Public address of the verifier, which the QR code opens. */
  readonly verifierUrl: string;
  /** Reads a record from the index. */
  readonly recordOf: RecordOf;
  /** True when the record's receipt verifies against the trust policy: no label leads to a record that nobody can check. */
  verified(id: string): Promise<boolean>;
}

/**
 * GET /api/origin/batches/{id}/label.pdf?size=&copies=, POST /api/origin/labels {ids, size?, copies?}, and
 * GET /api/ocop/products/{id}/label.pdf, whose code leads to the product's record.
 */
export function labelRoutes(deps: LabelDeps): Router {
  const router = Router();
  router.get('/api/origin/batches/:id/label.pdf', async (request, response) => {
    const { size, copies } = parseCommand(labelQuerySchema, request.query);
    const pdf = await render(deps, [request.params.id], size, copies);
    response.type('application/pdf').setHeader('content-disposition', `inline; filename="${request.params.id}.pdf"`);
    response.send(pdf);
  });
  router.get('/api/ocop/products/:id/label.pdf', async (request, response) => {
    const { id } = request.params;
    const { size, copies } = parseCommand(labelQuerySchema, request.query);
    const label = await productLabelData(deps.recordOf, id, vietnamDate(Date.now()));
    if (label === undefined) throw new DomainError('ocop/rating-not-in-force', id);
    await requireVerified(deps, id);
    response.type('application/pdf').setHeader('content-disposition', `inline; filename="${id}.pdf"`);
    response.send(await labelPdf([label], { verifierUrl: deps.verifierUrl, size, copies }));
  });
  router.post('/api/origin/labels', json({ limit: '16kb' }), async (request, response) => {
    const { ids, size, copies } = parseCommand(labelsSchema, request.body);
    const pdf = await render(deps, ids, size, copies);
    response.type('application/pdf').setHeader('content-disposition', 'attachment; filename="labels.pdf"');
    response.send(pdf);
  });
  return router;
}

async function requireVerified(deps: LabelDeps, id: string): Promise<void> {
  if (!(await deps.verified(id))) throw new HttpProblem('log/receipt-not-verified', id, { 'Retry-After': '2' });
}

async function render(deps: LabelDeps, ids: readonly string[], size: LabelSize, copies: number): Promise<Buffer> {
  const labels: LabelData[] = [];
  for (const id of ids) {
    const label = await batchLabelData(deps.recordOf, id);
    if (label === undefined) throw new DomainError('origin/batch-not-found', id);
    await requireVerified(deps, id);
    labels.push(label);
  }
  return labelPdf(labels, { verifierUrl: deps.verifierUrl, size, copies });
}
