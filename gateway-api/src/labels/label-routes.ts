import { DomainError } from '@daunguon/records';
import { json, Router } from 'express';
import { HttpProblem } from '../http/http-problem.ts';
import { batchLabelData, type RecordOf } from './label-data.ts';
import { labelPdf, type LabelData } from './label-pdf.ts';
import { isLabelSize, type LabelSize } from './label-sheet.ts';

export interface LabelDeps {
  /** Public address of the verifier, which the QR code opens. */
  readonly verifierUrl: string;
  /** Reads a record from the index. */
  readonly recordOf: RecordOf;
  /** True when the record's receipt verifies against the trust policy: no label leads to a record that nobody can check. */
  verified(id: string): Promise<boolean>;
}

/** Most labels in one PDF: about ten sheets. */
const maxLabels = 240;
const maxIds = 100;

/** GET /api/origin/batches/{id}/label.pdf?size=&copies= and POST /api/origin/labels {ids, size?, copies?}. */
export function labelRoutes(deps: LabelDeps): Router {
  const router = Router();
  router.get('/api/origin/batches/:id/label.pdf', async (request, response) => {
    const { size, copies } = request.query;
    const pdf = await render(deps, [request.params.id], sizeOf(size), copiesOf(copies, 1));
    response.type('application/pdf').setHeader('content-disposition', `inline; filename="${request.params.id}.pdf"`);
    response.send(pdf);
  });
  router.post('/api/origin/labels', json({ limit: '16kb' }), async (request, response) => {
    const { ids, size, copies } = (request.body ?? {}) as Record<string, unknown>;
    if (!Array.isArray(ids) || ids.length === 0 || ids.length > maxIds || ids.some((id) => typeof id !== 'string'))
      throw invalid('/ids', `1–${maxIds} batch ids`);
    const pdf = await render(deps, ids as string[], sizeOf(size), copiesOf(copies, ids.length));
    response.type('application/pdf').setHeader('content-disposition', 'attachment; filename="labels.pdf"');
    response.send(pdf);
  });
  return router;
}

async function render(deps: LabelDeps, ids: readonly string[], size: LabelSize, copies: number): Promise<Buffer> {
  const labels: LabelData[] = [];
  for (const id of ids) {
    const label = await batchLabelData(deps.recordOf, id);
    if (label === undefined) throw new DomainError('origin/batch-not-found', id);
    if (!(await deps.verified(id))) throw new HttpProblem('log/receipt-not-verified', id, { 'Retry-After': '2' });
    labels.push(label);
  }
  return labelPdf(labels, { verifierUrl: deps.verifierUrl, size, copies });
}

const invalid = (pointer: string, detail: string): DomainError =>
  new DomainError('registry/invalid-command', detail, [{ pointer, detail }]);

function sizeOf(value: unknown): LabelSize {
  if (value === undefined) return 'a4-3x8';
  if (!isLabelSize(value)) throw invalid('/size', 'a4-3x8 or roll-50x30');
  return value;
}

function copiesOf(value: unknown, batches: number): number {
  const copies = value === undefined ? 1 : Number(value);
  const most = Math.floor(maxLabels / batches);
  if (!Number.isInteger(copies) || copies < 1 || copies > most) throw invalid('/copies', `1–${most}`);
  return copies;
}
