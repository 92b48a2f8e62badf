import type { RecordState } from '../../../record-state.ts';
import type { UnitBody } from '../../registry/registry.ts';
import type { BatchBody } from '../batch.ts';
import type { CertificateBody } from '../certificate.ts';
import type { DiaryEntryBody } from '../diary.ts';
import type { FarmBody, GrowingAreaBody } from '../growing-area.ts';
import type { EventBody, EventType } from '../movement.ts';
import type { PackingHouseBody } from '../packing-house.ts';

type Records<Body> = ReadonlyMap<string, RecordState<Body>>;

/** All that is known of a batch and of what it was made from. Maps are by record id. */
export interface BatchDossier {
  readonly batch: RecordState<BatchBody>;
  /** Batches that it was made from, without itself. */
  readonly ancestors: readonly RecordState<BatchBody>[];
  /** Steps that it or an ancestor took part in, oldest first. */
  readonly events: readonly RecordState<EventBody>[];
  readonly areas: Records<GrowingAreaBody>;
  readonly farms: Records<FarmBody>;
  readonly houses: Records<PackingHouseBody>;
  readonly certificates: Records<CertificateBody>;
  readonly units: Records<UnitBody>;
  /** Field diary of the growing areas in the season of the harvest. */
  readonly diary: readonly RecordState<DiaryEntryBody>[];
  /** Day of the report, YYYY-MM-DD in Việt Nam. */
  readonly today: string;
}

export const familyOf = ({ batch, ancestors }: BatchDossier): readonly RecordState<BatchBody>[] => [
  ...ancestors,
  batch,
];
export const harvestsOf = (dossier: BatchDossier): readonly RecordState<BatchBody>[] =>
  familyOf(dossier).filter(({ body }) => body.kind === 'harvest');
export const packedOf = (dossier: BatchDossier): readonly RecordState<BatchBody>[] =>
  familyOf(dossier).filter(({ body }) => body.kind === 'packed');
export const eventsOf = ({ events }: BatchDossier, ...types: EventType[]): readonly RecordState<EventBody>[] =>
  events.filter(({ body }) => types.includes(body.eventType));

/** The growing area of a harvest, where it is known. */
export const areaOf = (
  { areas }: BatchDossier,
  { body }: RecordState<BatchBody>,
): RecordState<GrowingAreaBody> | undefined => areas.get(body.growingArea ?? '');

/** Certificates of a batch that hold on a day. */
export const validCertificates = (
  { certificates, today }: BatchDossier,
  { body }: RecordState<BatchBody>,
): readonly RecordState<CertificateBody>[] =>
  (body.certificates ?? []).flatMap((id) => {
    const certificate = certificates.get(id);
    const holds = certificate?.status === 'active' && certificate.body.from <= today && today <= certificate.body.until;
    return holds ? [certificate] : [];
  });
