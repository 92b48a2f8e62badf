import { isId } from '@daunguon/proof';
import type { VerdictCode } from '@daunguon/proof';
import { ocopGroups } from '@daunguon/records';
import { objectField, textField } from '../../check/body-fields.ts';
import { numberSaid } from '../../check/number-text.ts';
import type { ProvenRecord } from '../../check/proven-record.ts';
import { formatDate } from '../../check/said.ts';
import type { Said } from '../../check/said.ts';
import type { Card, DomainView, Fact, Names } from '../../domains.ts';
import { kinds } from '../kinds.ts';
import { grantedLabel } from '../past-label.ts';

type Body = Record<string, unknown>;
/** The label of what a rating granted. */
type Granted = (label: Said) => Said;

/** Most batches whose own records are fetched and proven for the card; the others are links only. */
const mostBatches = 12;

const list = (body: Body, name: string): Body[] =>
  Array.isArray(body[name])
    ? (body[name] as unknown[]).filter((one): one is Body => typeof one === 'object' && one !== null)
    : [];
const ids = (body: Body, name: string): string[] =>
  Array.isArray(body[name]) ? (body[name] as unknown[]).filter(isId) : [];
const dateField = (body: Body, name: string): string | undefined => {
  const date = textField(body, name);
  return date && formatDate(date);
};
const named = (id: unknown, names: Names): string | undefined => {
  const record = isId(id) ? names.record(id) : undefined;
  return record && textField(record.body, 'name');
};

const starsOf = (rating: Body): Said | undefined => {
  const stars = Number(rating['stars']);
  if (!Number.isInteger(stars) || stars < 1 || stars > 5) return undefined;
  return { vi: `OCOP ${stars} sao ${'★'.repeat(stars)}`, en: `OCOP ${stars} stars ${'★'.repeat(stars)}` };
};

const waiting: Record<string, Said> = {
  proposed5: { vi: 'Đang chờ Trung ương xét 5 sao', en: 'Proposed for 5 stars, the ministry decides' },
  'not-rated': { vi: 'Không đạt hạng', en: 'No stars were given' },
};
const ratingLabel: Said = { vi: 'Hạng', en: 'Rating' };
const revocationLabel: Said = { vi: 'Vì sao hạng bị thu hồi', en: 'Why it was revoked (as entered, in Vietnamese)' };
const notRated: Said = { vi: 'Chưa được xếp hạng', en: 'Not rated yet' };

/** What was decided about stars, from the product's or the rating's own body. */
function ratingFacts(rating: Body, granted: Granted): (Fact | undefined)[] {
  const decision = objectField(rating, 'decision');
  const paper = [textField(decision, 'number'), dateField(decision, 'date'), textField(decision, 'authority')];
  const points = textField(rating, 'points') ?? textField(objectField(rating, 'points'), 'total');
  return [
    fact({ vi: 'Điểm', en: 'Points' }, numberSaid(points, '/100')),
    fact({ vi: 'Giấy chứng nhận số', en: 'Certificate number' }, textField(rating, 'certificate')),
    fact({ vi: 'Quyết định', en: 'Decision' }, paper.filter((part) => part !== undefined).join(', ')),
    fact(granted({ vi: 'Có giá trị đến hết ngày', en: 'Valid until the end of' }), dateField(rating, 'expiresOn')),
  ];
}

const fact = (label: Said, value: string | Said | undefined, record?: string): Fact | undefined =>
  value === undefined || value === '' ? undefined : { label, value, ...(record === undefined ? {} : { record }) };

/** A batch as its own proven record shows it; a link only where that proof did not come. */
function batchFact(material: string, id: string, names: Names): Fact {
  const label = { vi: `Làm từ: ${material}`, en: `Made of: ${material}` };
  const batch = names.record(id);
  if (batch?.type !== 'origin/batch') return { label, value: { vi: 'Mở hồ sơ lô', en: 'Open the batch' }, record: id };
  const lot = textField(batch.body, 'lot') ?? id;
  const harvested = dateField(batch.body, 'harvestDate');
  const producer = named(batch.body['producer'], names);
  const words = (lotWord: string, harvestWord: string, recalled: string): string =>
    [
      `${lotWord} ${lot}`,
      harvested && `${harvestWord} ${harvested}`,
      producer,
      batch.status === 'recalled' ? recalled : undefined,
    ]
      .filter(Boolean)
      .join(' · ');
  return {
    label,
    value: { vi: words('Lô', 'thu hoạch', 'ĐANG BỊ THU HỒI'), en: words('Lot', 'harvested', 'RECALLED') },
    record: id,
  };
}

function productFacts({ body, status }: ProvenRecord, names: Names, granted: Granted): (Fact | undefined)[] {
  const rating = objectField(body, 'rating');
  const stage = textField(body, 'stage') ?? '';
  const stars = starsOf(rating);
  const revoked = status === 'revoked' ? objectField(body, 'revocation') : {};
  const group = textField(body, 'group') ?? '';
  const [groupVi = '', groupEn = ''] = Object.hasOwn(ocopGroups, group) ? ocopGroups[group as 'food'] : [];
  const [story, subgroup] = [objectField(body, 'story'), textField(body, 'subgroup')];
  const within = (name: string): string => (subgroup === undefined ? name : `${name}: ${subgroup}`);
  const commune = textField(body, 'commune');
  const changed = stars !== undefined && textField(body, 'dossierVersion') !== textField(rating, 'productVersion');
  const storyVi = textField(story, 'vi');
  return [
    fact(
      stars === undefined ? ratingLabel : granted(ratingLabel),
      stars ?? waiting[stage] ?? notRated,
      textField(rating, 'record'),
    ),
    fact(revocationLabel, textField(revoked, 'reason')),
    fact(
      { vi: 'Lưu ý', en: 'Note' },
      changed
        ? {
            vi: 'Hồ sơ đã đổi sau khi chấm; hạng thuộc về hồ sơ trước',
            en: 'The dossier changed after the rating, which is of an earlier one',
          }
        : undefined,
    ),
    fact({ vi: 'Nhóm', en: 'Group' }, groupVi ? { vi: within(groupVi), en: within(groupEn) } : subgroup),
    fact({ vi: 'Đơn vị sản xuất', en: 'Produced by' }, named(body['producer'], names)),
    fact({ vi: 'Xã, phường', en: 'Commune or ward' }, commune && names.commune(commune)),
    fact(
      { vi: 'Câu chuyện', en: 'Story' },
      storyVi && { vi: storyVi, en: textField(story, 'en') ?? `${storyVi} (in Vietnamese)` },
    ),
    ...list(body, 'materials').flatMap((material) =>
      ids(material, 'batches').map((id) => batchFact(textField(material, 'name') ?? '', id, names)),
    ),
    ...ids(body, 'growingAreas').map((id) => {
      const area = names.record(id);
      const puc = area && textField(area.body, 'puc');
      return fact(
        { vi: 'Vùng trồng', en: 'Growing area' },
        puc ?? { vi: 'Mở hồ sơ vùng trồng', en: 'Open the growing area' },
        id,
      );
    }),
    ...(stars === undefined ? [] : ratingFacts(rating, granted)),
    fact({ vi: 'Mã GTIN', en: 'GTIN' }, Array.isArray(body['gtins']) ? body['gtins'].join(', ') : undefined),
    ...list(body, 'certificates').map(
      (certificate) =>
      fact({ vi: textField(certificate, 'name') ?? '', en: textField(certificate, 'name') ?? '' }, textField(certificate, 'number')), // prettier-ignore
    ),
  ];
}

const open = (label: Said, body: Body, name: string): Fact | undefined =>
  isId(body[name]) ? { label, value: { vi: 'Mở hồ sơ', en: 'Open the record' }, record: body[name] } : undefined;

function otherFacts({ type, body }: ProvenRecord, names: Names, granted: Granted): (Fact | undefined)[] {
  const [revocation, national] = [objectField(body, 'revocation'), objectField(body, 'national')];
  const scores = objectField(body, 'scores');
  const parts = ['a', 'b', 'c'].map((part) => textField(scores, part));
  return [
    fact(
      granted(ratingLabel),
      type === 'ocop/rating' ? (starsOf(body) ?? waiting[textField(body, 'stage') ?? '']) : undefined,
    ),
    fact(revocationLabel, textField(revocation, 'reason')),
    ...(type === 'ocop/rating' ? ratingFacts(body, granted) : []),
    fact({ vi: 'Điểm của Trung ương', en: 'Points of the ministry' }, textField(national, 'points')),
    fact({ vi: 'Thành viên', en: 'Member' }, named(body['member'], names)),
    ...ids(body, 'members').map((id) => fact({ vi: 'Thành viên', en: 'Member' }, named(id, names))),
    fact({ vi: 'Điểm phần A, B, C', en: 'Points of parts A, B, C' }, parts[0] && parts.join(' · ')),
    fact({ vi: 'Từ ngày', en: 'From' }, dateField(body, 'from')),
    open({ vi: 'Sản phẩm', en: 'Product' }, body, 'product'),
    open({ vi: 'Hội đồng', en: 'Council' }, body, 'council'),
    open({ vi: 'Bộ tiêu chí', en: 'Rules' }, body, 'rules'),
  ];
}

function card(record: ProvenRecord, names: Names, code?: VerdictCode): Card {
  const { type, body } = record;
  const granted: Granted = (label) => grantedLabel(label, record, code);
  const facts = (type === 'ocop/product' ? productFacts : otherFacts)(record, names, granted);
  return {
    title: textField(body, 'name') ?? kinds[type] ?? type,
    facts: facts.filter((one) => one !== undefined),
  };
}

function related({ body }: ProvenRecord): string[] {
  const batches = list(body, 'materials').flatMap((material) => ids(material, 'batches'));
  const others = [body['producer'], body['member'], ...ids(body, 'growingAreas').slice(0, 4), ...ids(body, 'members')];
  return [...new Set([...others.filter(isId), ...batches.slice(0, mostBatches)])];
}

export const ocopView: DomainView = { card, related };
