import type {
  AliasBody,
  BatchBody,
  CertificateBody,
  DiaryEntryBody,
  EventBody,
  FarmBody,
  GrowingAreaBody,
  InspectionBody,
  PackingHouseBody,
  RecallBody,
  RecordState,
  ShipmentUnitBody,
} from '@daunguon/records';
import type { Op } from '../../index-store/index-store.ts';

/** Under it lie all journeys of one container, pallet or parcel, and no others: numbers of carriers may begin like any other number. */
export const journeyKey = (kind: ShipmentUnitBody['identity']['kind'], number: string): string => `${kind} ${number}`;

/** Fields of the index by which origin records are found. */
export function originFields({ id, type, body }: RecordState): Record<string, string> {
  // The ledger knows no more of it than its type and step.
  if (type === 'origin/epcis-event') return { name: '' };
  const { name, commune } = body as { name?: string; commune?: string };
  const place: Record<string, string> = commune ? { commune } : {};
  if (type === 'origin/batch') {
    const { lot, growingArea, transit } = body as BatchBody;
    const coming: Record<string, string> = transit ? { transitTo: transit.to } : {};
    return { ...place, ...coming, name: lot, ...(growingArea ? { lotKey: `${growingArea} ${lot}` } : {}) };
  }
  if (type === 'origin/growing-area') {
    return { ...place, name: name ?? '', puc: (body as GrowingAreaBody).pucNormalised };
  }
  if (type === 'origin/packing-house') {
    return { ...place, name: name ?? '', puc: (body as PackingHouseBody).phcNormalised };
  }
  if (type === 'origin/farm') return { ...place, name: name ?? '', subject: (body as FarmBody).growingArea };
  if (type === 'origin/diary-entry') {
    const { growingArea, date } = body as DiaryEntryBody;
    return { name: date, subject: growingArea };
  }
  if (type === 'origin/certificate') {
    const { standard, number } = body as CertificateBody;
    return { name: `${standard} ${number}` };
  }
  if (type === 'origin/shipment-unit') {
    const { kind, number } = (body as ShipmentUnitBody).identity;
    return { name: number, lotKey: journeyKey(kind, number) };
  }
  // Found like a lot: one indexed read says whether a GTIN and lot are taken; by the beginning of its name, what lots a GTIN has.
  if (type === 'origin/alias') return { name: id, batch: (body as AliasBody).target, lotKey: id };
  if (type === 'origin/inspection') {
    const { date, batch } = body as InspectionBody;
    return { name: date, batch };
  }
  if (type === 'origin/recall') return { name: '', batch: (body as RecallBody).batch };
  return { ...place, name: name ?? '' };
}

/** One line per batch that took part in an event, so that a batch's timeline is one indexed read. */
export function originOps(state: RecordState): Op[] {
  if (state.type !== 'origin/event') return [];
  const { inputs, outputs } = state.body as EventBody;
  return [...new Set([...inputs, ...outputs].map(({ batch }) => batch))].map((batch) => ({
    op: 'put',
    collection: 'participations',
    id: `${batch}:${state.id}`,
    doc: { batch, event: state.id, at: state.ts },
  }));
}
