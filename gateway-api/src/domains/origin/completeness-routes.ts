import {
  completenessOf,
  completenessProfiles,
  dateSchema,
  DomainError,
  idSchema,
  parseCommand,
  vietnamDate,
  type BatchDossier,
  type CompletenessProfile,
  type GrowingAreaBody,
  type RecordState,
} from '@daunguon/records';
import { Router, type Response } from 'express';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { stateOf } from '../record-reads.ts';
import { diaryOf, dossierOf } from './dossier-of.ts';
import { csvText } from '@daunguon/formats/csv';
import { diaryPdf } from './exports/diary-pdf.ts';
import { fsmaHead, fsmaRows } from './exports/fsma-sheet.ts';
import { gaccHead, gaccRows } from './exports/gacc-sheet.ts';

export const profileNames = Object.keys(completenessProfiles) as [CompletenessProfile, ...CompletenessProfile[]];
const profileQuery = z.strictObject({ profile: z.enum(profileNames).default('tt-02-2024') });
const periodQuery = z.strictObject({ from: dateSchema.optional(), until: dateSchema.optional() });
const idParameter = z.object({ id: idSchema });

const sheets = {
  'fsma.csv': (dossier: BatchDossier) => csvText(fsmaHead, fsmaRows(dossier)),
  'gacc.csv': (dossier: BatchDossier) => csvText(gaccHead, gaccRows(dossier)),
} as const;

const attach = (response: Response, type: string, name: string): Response =>
  response.type(type).set('Content-Disposition', `attachment; filename="${name}"`);

/** How complete a batch's data are and who owes the rest, and the sheets that authorities and buyers ask for. */
export function completenessRoutes({ store, authenticate }: Deps): Router {
  const router = Router();
  const dossier = async (params: unknown): Promise<BatchDossier> => {
    const { id } = parseCommand(idParameter, params);
    const found = await dossierOf(store, id, Date.now());
    if (found === undefined) throw new DomainError('origin/batch-not-found', id);
    return found;
  };
  router.get('/api/origin/batches/:id/completeness', async (request, response) => {
    await authenticate(request);
    const { profile } = parseCommand(profileQuery, request.query);
    const found = await dossier(request.params);
    const result = completenessOf(completenessProfiles[profile], found);
    const owing = new Set(result.items.flatMap(({ missing }) => missing.flatMap(({ owedBy }) => owedBy ?? [])));
    const units = Object.fromEntries([...owing].map((id) => [id, { name: found.units.get(id)?.body.name ?? id }]));
    response.json({ batch: found.batch.id, profile, ...result, units });
  });
  for (const [name, sheet] of Object.entries(sheets)) {
    router.get(`/api/origin/batches/:id/${name}`, async (request, response) => {
      await authenticate(request);
      const found = await dossier(request.params);
      attach(response, 'text/csv', `${found.batch.id}-${name}`).send(sheet(found));
    });
  }
  router.get('/api/origin/growing-areas/:id/diary.pdf', async (request, response) => {
    await authenticate(request);
    const { id } = parseCommand(idParameter, request.params);
    const today = vietnamDate(Date.now());
    const { until = today, from = `${until.slice(0, 4)}-01-01` } = parseCommand(periodQuery, request.query);
    if (until < from) {
      throw new DomainError('origin/diary-period', `${from} > ${until}`, [
        { pointer: '/until', detail: 'date-before-from' },
      ]);
    }
    const area = await stateOf(store, id);
    if (area?.type !== 'origin/growing-area') throw new DomainError('origin/growing-area-not-found', id);
    const entries = await diaryOf(store, id, from, until);
    const pdf = await diaryPdf(area as RecordState<GrowingAreaBody>, entries, { from, until });
    attach(response, 'application/pdf', `${id}-diary.pdf`).send(pdf);
  });
  return router;
}
