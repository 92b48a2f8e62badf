import type { FieldsState, ItemBody, MediaBody, RecordState, RouteBody, TakenDownItemBody } from '@daunguon/records';
import type { Op } from '../../index-store/index-store.ts';

/** Fields of the index by which records of heritage are found; a medium's `subject` is its item. What was taken down has no name. */
export function heritageFields(state: RecordState): Record<string, string> {
  const { type, owner } = state;
  if (type === 'heritage/restricted') {
    const { kind = '' } = (state as unknown as FieldsState).facets;
    return { name: kind, unit: owner };
  }
  if (type === 'heritage/media') {
    const { item, alt } = state.body as MediaBody;
    return { name: alt?.vi ?? '', unit: owner, subject: item };
  }
  if (type === 'heritage/route') return { name: (state.body as RouteBody).name, unit: owner };
  const body = state.body as ItemBody | TakenDownItemBody;
  return 'takedown' in body
    ? { name: '', unit: owner }
    : { name: body.name, unit: owner, commune: body.communes[0] ?? '' };
}

/** A line for each file of a medium, so that a digest leads to the media that it belongs to. */
export function heritageOps({ id, type, status, owner, body }: RecordState): Op[] {
  if (type !== 'heritage/media') return [];
  const { item, kind, sha256, derivatives } = body as MediaBody;
  const line = (digest: string, role: 'master' | 'derivative'): Op => ({
    ...{ op: 'put', collection: 'heritageFiles', id: `${id}:${digest}` },
    doc: { sha256: digest, media: id, item, kind, role, status, owner },
  });
  return [line(sha256, 'master'), ...derivatives.map((one) => line(one.sha256, 'derivative'))];
}
