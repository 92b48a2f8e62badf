import { isId } from '@daunguon/proof';
import {
  c2paVerdicts,
  consentLevels,
  heritageEvents,
  heritageKinds,
  mediaKinds,
  recognitionLevels,
  rightsStatements,
  takedownGrounds,
} from '@daunguon/records/heritage-words';
import { objectField, textField } from '../../check/body-fields.ts';
import type { ProvenRecord } from '../../check/proven-record.ts';
import { formatDate, type Said } from '../../check/said.ts';
import type { Card, DomainView, Fact, Names } from '../../domains.ts';
import { kinds } from '../kinds.ts';

type Body = Record<string, unknown>;

const objects = (body: Body, name: string): Body[] =>
  Array.isArray(body[name])
    ? (body[name] as unknown[]).filter((one): one is Body => typeof one === 'object' && one !== null)
    : [];
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

/** The words of a code; a code that this page does not know stands for itself. */
const wordsOf = (
  list: Readonly<Record<string, readonly [string, string]>>,
  code: string | undefined,
): Said | undefined => {
  if (code === undefined) return undefined;
  const [vi, en] = (Object.hasOwn(list, code) ? list[code] : undefined) ?? [code, code];
  return { vi, en };
};
const bothOf = (value: Body): Said | undefined => {
  const vi = textField(value, 'vi');
  return vi === undefined ? undefined : { vi, en: textField(value, 'en') ?? `${vi} (in Vietnamese)` };
};
const fact = (label: Said, value: string | Said | undefined, record?: string): Fact | undefined =>
  value === undefined || value === '' ? undefined : { label, value, ...(record === undefined ? {} : { record }) };
const namedFact = (label: Said, id: unknown, names: Names): Fact | undefined => {
  const record = isId(id) ? names.record(id) : undefined;
  return isId(id)
    ? fact(label, (record && textField(record.body, 'name')) ?? { vi: 'Mở hồ sơ', en: 'Open the record' }, id)
    : undefined;
};
const dateIn = (body: Body, name: string): string | undefined => {
  const date = textField(body, name)?.slice(0, 10);
  return date && formatDate(date);
};

/** Said first of all: what is gone, and on what ground; by whom is nowhere. */
function takedownFacts(body: Body): (Fact | undefined)[] {
  const takedown = objectField(body, 'takedown');
  const ground = wordsOf(takedownGrounds, textField(takedown, 'ground'));
  if (ground === undefined) return [];
  const value = { vi: `Đã gỡ theo yêu cầu: ${ground.vi}`, en: `Taken down on request: ${ground.en}` };
  return [
    fact({ vi: 'Tình trạng', en: 'Standing' }, value),
    fact({ vi: 'Ngày gỡ', en: 'Taken down on' }, dateIn(takedown, 'at')),
  ];
}

const storyOf = (body: Body): Said | undefined => {
  const story = objectField(body, 'story');
  const [vi, en] = [texts(story['vi']).join(' '), texts(story['en']).join(' ')];
  return vi === '' ? undefined : { vi, en: en === '' ? `${vi} (in Vietnamese)` : en };
};

function itemFacts(body: Body, names: Names): (Fact | undefined)[] {
  const consent = objectField(body, 'consent');
  const rights = objectField(body, 'rights');
  const statement = textField(rights, 'statement') ?? '';
  const [vi = statement, en = statement] = Object.hasOwn(rightsStatements, statement)
    ? rightsStatements[statement as keyof typeof rightsStatements].words
    : [];
  const holder = textField(rights, 'holder');
  const level = wordsOf(consentLevels, textField(consent, 'level'));
  const on = dateIn(consent, 'on');
  return [
    ...takedownFacts(body),
    fact({ vi: 'Loại hình', en: 'Kind' }, wordsOf(heritageKinds, textField(body, 'kind'))),
    fact({ vi: 'Thể loại', en: 'Type of work' }, textField(body, 'workType')),
    ...objects(body, 'places').map((place) =>
      fact({ vi: 'Nơi có di sản (tên lúc ghi)', en: 'Place (its name on the day)' }, textField(place, 'name')),
    ),
    fact({ vi: 'Địa điểm', en: 'Site' }, textField(body, 'site')),
    ...objects(body, 'recognitions').map((one) => {
      const words = wordsOf(recognitionLevels, textField(one, 'level'));
      const paper = [textField(one, 'decision'), dateIn(one, 'on')].filter(Boolean).join(', ');
      return fact(
        { vi: 'Xếp hạng', en: 'Rank' },
        words && { vi: `${words.vi} (${paper})`, en: `${words.en} (${paper})` },
      );
    }),
    ...objects(body, 'events').map((one) =>
      fact(
        wordsOf(heritageEvents, textField(one, 'type')) ?? { vi: 'Sự kiện', en: 'Event' },
        bothOf(objectField(one, 'when')),
      ),
    ),
    fact({ vi: 'Tóm tắt', en: 'Summary' }, bothOf(objectField(body, 'summary'))),
    fact({ vi: 'Câu chuyện', en: 'Story' }, storyOf(body)),
    fact(
      { vi: 'Quyền', en: 'Rights' },
      statement && { vi: [vi, holder].filter(Boolean).join(' · '), en: [en, holder].filter(Boolean).join(' · ') },
    ),
    fact(
      { vi: 'Ý cộng đồng', en: 'The community’s word' },
      level && { vi: [level.vi, on].filter(Boolean).join(', '), en: [level.en, on].filter(Boolean).join(', ') },
    ),
    namedFact({ vi: 'Đơn vị quản lý', en: 'Steward' }, body['steward'], names),
    ...texts(body['sources']).map((source) => fact({ vi: 'Nguồn', en: 'Source' }, source)),
  ];
}

function mediaFacts(body: Body, names: Names): (Fact | undefined)[] {
  const c2pa = objectField(body, 'c2pa');
  return [
    ...takedownFacts(body),
    fact({ vi: 'Loại', en: 'Kind' }, wordsOf(mediaKinds, textField(body, 'kind'))),
    fact({ vi: 'Mô tả', en: 'Description' }, bothOf(objectField(body, 'alt'))),
    fact({ vi: 'Chú thích', en: 'Caption' }, bothOf(objectField(body, 'caption'))),
    fact({ vi: 'Ghi công', en: 'Credit' }, textField(body, 'credit')),
    namedFact({ vi: 'Thuộc di sản', en: 'Of the item' }, body['item'], names),
    fact({ vi: 'Mã băm bản gốc (SHA-256)', en: 'Digest of the master (SHA-256)' }, textField(body, 'sha256')),
    ...objects(body, 'derivatives').map((one) => {
      const size = [textField(one, 'width'), textField(one, 'height')].filter(Boolean).join(' × ');
      return fact({ vi: `Mã băm bản ${size}`, en: `Digest of the copy ${size}` }, textField(one, 'sha256'));
    }),
    fact(
      { vi: 'Nguồn gốc tệp (C2PA)', en: 'Provenance of the file (C2PA)' },
      wordsOf(c2paVerdicts, textField(c2pa, 'verdict')),
    ),
  ];
}

function routeFacts(body: Body, names: Names): (Fact | undefined)[] {
  const stops = objects(body, 'stops');
  return [
    ...stops.map(({ item }, at) => namedFact({ vi: `Điểm dừng ${at + 1}`, en: `Stop ${at + 1}` }, item, names)),
    ...stops.flatMap((stop) =>
      texts(stop['products']).map((id) => namedFact({ vi: 'Sản phẩm OCOP', en: 'OCOP product' }, id, names)),
    ),
    fact({ vi: 'Câu chuyện', en: 'Story' }, storyOf(body)),
    namedFact({ vi: 'Đơn vị quản lý', en: 'Steward' }, body['steward'], names),
  ];
}

/** What the steward's file opens; without it nothing is known but that there is a record. */
const restrictedFacts = (body: Body): (Fact | undefined)[] => [
  fact({ vi: 'Nội dung', en: 'Contents' }, textField(body, 'notes')),
];

const factsOf: Readonly<Record<string, (body: Body, names: Names) => (Fact | undefined)[]>> = {
  'heritage/item': itemFacts,
  'heritage/media': mediaFacts,
  'heritage/restricted': restrictedFacts,
  'heritage/route': routeFacts,
};

function card({ type, body }: ProvenRecord, names: Names): Card {
  return {
    title: textField(body, 'name') ?? kinds[type] ?? type,
    facts: (factsOf[type]?.(body, names) ?? []).filter((one) => one !== undefined),
  };
}

/** At most so many records are fetched and proven for a card; the others are links only. */
const mostRelated = 16;

const related = ({ body }: ProvenRecord): string[] => {
  const stops = objects(body, 'stops');
  const ids = [
    body['steward'],
    body['item'],
    ...stops.map(({ item }) => item),
    ...stops.flatMap(({ products }) => texts(products)),
  ];
  return [...new Set(ids.filter(isId))].slice(0, mostRelated);
};

export const heritageView: DomainView = { card, related };
