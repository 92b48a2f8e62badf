import type { AnnotationBody, BlockBody, OfferBody, PlotBody, ProjectBody, RecordState } from '@daunguon/records';
import type { Op } from '../../index-store/index-store.ts';

/** Fields of the index by which carbon records are found; `subject` is the project, or the record that one is about. */
export function carbonFields({ type, body }: RecordState): Record<string, string> {
  if (type === 'carbon/project') {
    const { name, commune } = body as ProjectBody;
    return { name, commune };
  }
  if (type === 'carbon/plot') {
    const { name, commune, project } = body as PlotBody;
    return { name, commune, subject: project };
  }
  if (type === 'carbon/block') {
    const { project, transfer } = body as BlockBody;
    return { name: '', subject: project, ...(transfer === undefined ? {} : { transitTo: transfer.to }) };
  }
  if (type === 'carbon/annotation') return { name: '', subject: (body as AnnotationBody).certificate };
  if (type === 'carbon/inventory') {
    const { facility, commune } = body as { facility: string; commune: string };
    return { name: facility, commune };
  }
  if (type === 'carbon/offer') return { name: '', subject: (body as OfferBody).block };
  return { name: '', subject: (body as { project: string }).project };
}

/** Digits of a serial so that text sorts as numbers do. */
export const sortableSerial = (serial: string): string => serial.padStart(18, '0');

/** One line a block by project, vintage and first serial: the history of a serial begins there, and so do the dashboard's numbers.
 * `block` is the ledger block that wrote it last. */
export function carbonOps(state: RecordState, ledgerBlock: number): Op[] {
  if (state.type !== 'carbon/block') return [];
  const {
    project,
    projectCode,
    vintage,
    issuance,
    state: of,
    start,
    end,
    quantity,
    national,
  } = state.body as BlockBody;
  return [
    {
      op: 'put',
      collection: 'carbonBlocks',
      id: state.id,
      doc: {
        ...{ project, issuance, state: of, series: `${projectCode}/${vintage}` },
        ...{ owner: state.owner, vintage, start, end, quantity, startKey: sortableSerial(start) },
        ...{ block: ledgerBlock, ...(national === undefined ? {} : { national: { ...national } }) },
      },
    },
  ];
}
