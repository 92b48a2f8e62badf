import type { DiaryActivity, DiaryEntryBody, GrowingAreaBody, RecordState } from '@daunguon/records';
import { pdfOf } from '../../../labels/pdf-document.ts';

/** What the sheet shows of an entry: what was done, with what, how much, days to wait. */
const activityCells = (activity: DiaryActivity): readonly [string, string, string, string] => {
  switch (activity.kind) {
    case 'sowing':
      return ['Gieo trồng', activity.variety, activity.source ?? '', ''];
    case 'fertiliser':
      return ['Bón phân', activity.product, activity.dose, ''];
    case 'pesticide':
      return [
        'Phun thuốc BVTV',
        `${activity.product} (${activity.activeIngredient})`,
        activity.dose,
        String(activity.preHarvestDays),
      ];
    case 'irrigation':
      return ['Tưới nước', activity.source, activity.volumeM3 === undefined ? '' : `${activity.volumeM3} m³`, ''];
    case 'sensor':
      return [
        'Cảm biến',
        `${activity.measure}: ${activity.minimum} – ${activity.maximum} ${activity.unit}`,
        `TB ${activity.mean}, ${activity.readings} lần đo`,
        '',
      ];
    case 'other':
      return ['Việc khác', activity.what, '', ''];
  }
};

const columns = [60, 100, 240, 110, 60, 200] as const;
const heads = [
  'Ngày / Date',
  'Việc / Activity',
  'Vật tư / Input',
  'Lượng / Dose',
  'Cách ly (ngày)',
  'Mã hồ sơ / Record',
];
const left = 36;
const bottom = 540;

const day = (date: string): string => date.split('-').reverse().join('/');

/** The field diary of a growing area as VietGAP inspectors read it: A4 across, one line an entry, corrections marked with their reason. */
export function diaryPdf(
  area: RecordState<GrowingAreaBody>,
  entries: readonly RecordState<DiaryEntryBody>[],
  period: { readonly from: string; readonly until: string },
): Promise<Buffer> {
  return pdfOf(
    { size: 'A4', layout: 'landscape', info: { Title: `Nhật ký đồng ruộng ${area.body.puc}` } },
    (document) => {
      let top = 0;
      const line = (cells: readonly string[], font: string): void => {
        document.font(font).fontSize(8.5);
        const height = Math.max(
          ...cells.map((text, index) =>
            document.heightOfString(text === '' ? ' ' : text, { width: (columns[index] ?? 0) - 6 }),
          ),
        );
        if (top + height > bottom) page();
        document.font(font).fontSize(8.5);
        let x = left;
        cells.forEach((text, index) => {
          document.text(text, x, top, { width: (columns[index] ?? 0) - 6, height: height + 1 });
          x += columns[index] ?? 0;
        });
        top += height + 5;
        document
          .moveTo(left, top - 3)
          .lineTo(x, top - 3)
          .lineWidth(0.3)
          .stroke('#999999');
      };
      const page = (): void => {
        document.addPage();
        const { name, puc, crop } = area.body;
        document.font('bold').fontSize(14).fillColor('black').text('NHẬT KÝ ĐỒNG RUỘNG / FIELD DIARY', left, 30);
        document.font('regular').fontSize(9);
        document.text(`${name} · ${puc} · ${crop} · ${day(period.from)} – ${day(period.until)}`, left, 52);
        top = 72;
        line(heads, 'bold');
      };
      page();
      for (const { id, body } of entries) {
        const [what, input, dose, wait] = activityCells(body.activity);
        const corrected = body.correction === undefined ? '' : ` [đã sửa: ${body.correction.reason}]`;
        line([day(body.date), what, `${input}${corrected}`, dose, wait, id], 'regular');
      }
      if (entries.length === 0) line(['', 'Chưa có mục nào / No entries', '', '', '', ''], 'regular');
    },
  );
}
