import type { CouncilBody, ProductBody, RatingBody, RecordState, SheetBody } from '@daunguon/records';
import type { Op } from '../../index-store/index-store.ts';

/** Fields of the index by which OCOP records are found; `subject` is the record that one is about. */
export function ocopFields({ type, body }: RecordState): Record<string, string> {
  if (type === 'ocop/product') {
    const { name, commune } = body as ProductBody;
    return { name, commune };
  }
  if (type === 'ocop/council') return { name: '', subject: (body as CouncilBody).product };
  if (type === 'ocop/sheet') return { name: '', subject: (body as SheetBody).council };
  if (type === 'ocop/rating') return { name: '', subject: (body as RatingBody).product };
  return { name: '' };
}

/** A line for each seat of a council, so that a unit's councils are one indexed read; `ts` is that of the council's newest version. */
const seatOps = ({ id, ts, body }: RecordState): Op[] =>
  (body as CouncilBody).members.map((member) => ({
    ...{ op: 'put', collection: 'ocopSeats', id: `${id}:${member}`, doc: { council: id, member, ts } },
  }));

/** Seats of councils; a line of the catalogue for every product that was ever given stars, replaced by each version. */
export function ocopOps(state: RecordState): Op[] {
  if (state.type === 'ocop/council') return seatOps(state);
  if (state.type !== 'ocop/product') return [];
  const { rating, name, nameEn, group, subgroup, commune } = state.body as ProductBody;
  if (rating === undefined) return [];
  const { record, stars, points, certificate, issuedOn, expiresOn, noticeFrom } = rating;
  return [
    {
      op: 'put',
      collection: 'ocopCatalogue',
      id: state.id,
      doc: {
        ...{ name, nameEn: nameEn ?? '', group, subgroup, commune, owner: state.owner, status: state.status },
        ...{ rating: record, stars, points, certificate, issuedOn, expiresOn, noticeFrom },
      },
    },
  ];
}
