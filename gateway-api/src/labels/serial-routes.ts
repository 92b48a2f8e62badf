import type { Bundle } from '@daunguon/proof';
import { DomainError, parseCommand, requireUsable, type BatchBody, type RecordState } from '@daunguon/records';
import { raw, Router, type Request } from 'express';
import type { Deps } from '../deps.ts';
import { HttpProblem } from '../http/http-problem.ts';
import { parseJson } from '../http/parse-json.ts';
import type { LedgerIdentity } from '../vault/vault.ts';
import { drawSerials } from './draw-serials.ts';
import { batchLabelData, type RecordOf } from './label-data.ts';
import { labelPdf, type LabelData } from './label-pdf.ts';
import { drawSerialsSchema, serialLabelsSchema } from './serial-schema.ts';
import type { DrawnLabels, SerialStore } from './serial-store.ts';

export interface SerialDeps extends Pick<Deps, 'authenticate' | 'identityOf'> {
  readonly serials: SerialStore;
  readonly verifierUrl: string;
  readonly recordOf: RecordOf;
  /** The batch's newest proof bundle, and whether it verifies as any reader's would. */
  proven(id: string): Promise<Bundle | undefined>;
}

const person = async ({ authenticate, identityOf }: SerialDeps, request: Request): Promise<LedgerIdentity> => {
  const { subject, token } = await authenticate(request);
  return identityOf(subject, token);
};

/** Draws serials for an issue of labels, on disk before the answer tells their root; and prints those that are issued. */
export function serialRoutes(deps: SerialDeps): Router {
  const router = Router();
  router.post('/api/origin/label-serials', raw({ type: () => true, limit: '16kb' }), async (request, response) => {
    const { mspId, unit, role } = await person(deps, request);
    const { id, batch, count } = parseCommand(drawSerialsSchema, parseJson(request.body as Uint8Array));
    // The rule again when the root is committed; here so that nobody fills the disk with labels of others.
    const { body } = requireUsable(await deps.recordOf(batch), batch, { msp: mspId, unit, role, signing: 'custodial' });
    if (body.product.gtin === undefined) throw new DomainError('origin/labels-need-gtin', batch);
    const known = deps.serials.issue(id);
    if (known !== undefined && (known.batch !== batch || known.unit !== unit || known.count !== count)) {
      throw new DomainError('origin/labels-issued', id);
    }
    const drawn = known ?? deps.serials.add({ id, batch, unit }, drawSerials(count));
    response.status(201).json({ id, batch, count, root: drawn.root });
  });
  router.get('/api/origin/label-issues/:id/labels.pdf', async (request, response) => {
    const { unit } = await person(deps, request);
    const { size, from, count } = parseCommand(serialLabelsSchema, request.query);
    const drawn = deps.serials.issue(request.params.id);
    // To others an issue is not there: its serials are worth something to who copies labels.
    if (drawn === undefined || drawn.unit !== unit) throw new HttpProblem('http/record-not-found', request.params.id);
    const labels = await labelsOf(deps, drawn, deps.serials.serials(drawn.id, from, count));
    if (labels.length === 0) throw new HttpProblem('http/invalid-query', 'from');
    response.type('application/pdf').set('Cache-Control', 'no-store');
    response.set('Content-Disposition', `attachment; filename="${drawn.id}-${from}.pdf"`);
    response.send(await labelPdf(labels, { verifierUrl: deps.verifierUrl, size }));
  });
  return router;
}

const issuesOf = (body: unknown): readonly { readonly id: string; readonly root: string }[] =>
  (body as Partial<BatchBody> | undefined)?.labels ?? [];

/** One label a serial; only of a batch that is not recalled, and whose issue a reader can prove already. */
async function labelsOf(deps: SerialDeps, drawn: DrawnLabels, serials: readonly string[]): Promise<LabelData[]> {
  const record = (await deps.recordOf(drawn.batch)) as RecordState<BatchBody> | undefined;
  const label = await batchLabelData(deps.recordOf, drawn.batch);
  const gtin = record?.body.product.gtin;
  if (record === undefined || label === undefined || gtin === undefined) {
    throw new DomainError('origin/batch-not-found', drawn.batch);
  }
  if (record.status === 'recalled') throw new DomainError('origin/batch-recalled', drawn.batch);
  const bundle = await deps.proven(drawn.batch);
  if (!issuesOf(bundle?.body).some(({ id, root }) => id === drawn.id && root === drawn.root)) {
    throw new HttpProblem('log/receipt-not-verified', drawn.id, { 'Retry-After': '2' });
  }
  return serials.map((serial) => ({ ...label, item: { gtin, serial } }));
}
