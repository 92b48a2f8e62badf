import {
  narrativeFields,
  vietnamTime,
  type Bilingual,
  type NarrativeField,
  type ReportPeriod,
} from '@daunguon/records';
import type { ReportContent, ReportedFigure } from './report-content.ts';

const narrativeTitles: Readonly<Record<NarrativeField, Bilingual>> = {
  results: ['Kết quả nổi bật', 'Main results'],
  difficulties: ['Khó khăn, vướng mắc', 'Difficulties'],
  plan: ['Nhiệm vụ kỳ tới', 'Next period'],
  proposals: ['Đề xuất, kiến nghị', 'Proposals'],
};

const roman = ['I', 'II', 'III', 'IV'];
const day = (iso: string): string => iso.slice(0, 10).split('-').reverse().join('/');

const periodName = ({ kind, number, year }: ReportPeriod): Bilingual =>
  kind === 'quarter'
    ? [`quý ${roman[number - 1]} năm ${year}`, `quarter ${number}, ${year}`]
    : [`6 tháng ${number === 1 ? 'đầu' : 'cuối'} năm ${year}`, `${number === 1 ? 'first' : 'second'} half of ${year}`];

/** 1234567.5 as people in Việt Nam write it: 1.234.567,5. */
const grouped = (value: string): string => {
  const [whole = '', fraction] = value.split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, '.')}${fraction === undefined ? '' : `,${fraction}`}`;
};

export const valueText = ({ value, isHeldBack, unit }: ReportedFigure): string =>
  value === null ? (isHeldBack ? 'dưới 5 / below 5' : '–') : `${grouped(value)} ${unit.vi}`;

/** What printed forms say, in their order. */
export interface ReportText {
  readonly heading: Bilingual;
  readonly period: Bilingual;
  readonly isDraft: boolean;
  /** Label and text of where the figures are from. */
  readonly source: readonly Bilingual[];
  readonly narrative: readonly { readonly title: Bilingual; readonly text: string }[];
}

export function reportText(content: ReportContent): ReportText {
  const { title, row, period, readAt, asOf, height, checkpoint, final } = content;
  const named = periodName(period);
  const task = row === null ? '' : ` (mục ${row})`;
  const source: Bilingual[] = [
    [
      `Số liệu từ ${day(period.from)} đến hết ${day(period.until)} (Nghị định 09/2019/NĐ-CP)`,
      'Data closed as Decree 09/2019 says',
    ],
    [
      `Đọc lúc ${vietnamTime(readAt)}; hồ sơ mới nhất trên sổ lúc ${vietnamTime(asOf)}`,
      'Read at; newest record of the ledger at',
    ],
    [`Khối ${height}`, 'Block of the ledger'],
    checkpoint === null
      ? ['Điểm kiểm tra: chưa có điểm nào được cùng ký phủ khối này', 'No cosigned checkpoint covers this block yet']
      : [`Điểm kiểm tra: ${checkpoint.size} lá, gốc ${checkpoint.root}`, 'Checkpoint of the log: leaves, root'],
  ];
  if (final?.reason)
    source.push([`Bản số ${final.version}, thay bản trước: ${final.reason}`, 'Replaces the version before']);
  const written = narrativeFields.map((field) => ({
    title: narrativeTitles[field],
    text: content.narrative[field].trim(),
  }));
  return {
    heading: [`${title.vi}${task}`, title.en],
    period: [named[0], named[1]],
    isDraft: final === null,
    source,
    narrative: written,
  };
}
