import { pdfOf } from '../labels/pdf-document.ts';
import { pt } from '../labels/draw-qr.ts';
import type { dashboardAnswer } from './dashboard-answers.ts';

const margin = 20;
const width = 210 - 2 * margin;
const bottom = 297 - margin;
const [grey, line] = ['#555555', '#cccccc'];
const numberWidth = 42;

type Answer = Awaited<ReturnType<typeof dashboardAnswer>>;
export interface MonthReport {
  readonly title: readonly [vi: string, en: string];
  /** `YYYY-MM`. */
  readonly month: string;
  /** Of the month and the eleven before it. */
  readonly answer: Answer;
  readonly block: number;
  readonly lagSeconds: number;
  /** ISO 8601. */
  readonly madeAt: string;
  /** Where each number's records are. */
  readonly explorerUrl: string;
}

const number = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 3 });
/** Null: held back because it is small. */
const told = (value: number | null | undefined): string => (value === null ? 'dưới 5' : number.format(value ?? 0));
const monthText = (month: string): string => `${month.slice(5)}/${month.slice(0, 4)}`;
const monthBefore = (month: string): string => {
  const [year = 0, of = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, of - 2, 1)).toISOString().slice(0, 7);
};

/** A dashboard's month on A4 pages, to print or to keep: each number beside that of the month before, and what is reached of its target. */
export function monthPdf({
  title,
  month,
  answer,
  block,
  lagSeconds,
  madeAt,
  explorerUrl,
}: MonthReport): Promise<Buffer> {
  const made = new Date(madeAt);
  const info = { Title: `${title[0]}, tháng ${monthText(month)}`, CreationDate: made, ModDate: made };
  return pdfOf({ size: 'A4', info }, (document) => {
    const page = (): void => {
      document.addPage();
      document.y = pt(margin);
    };
    const write = (text: string, font: 'regular' | 'bold', size: number, colour = 'black'): void => {
      document.font(font).fontSize(size).fillColor(colour);
      document.text(text, pt(margin), document.y, { width: pt(width) });
    };
    const measureRow = (one: Answer['items'][number]): void => {
      if (document.y + pt(26) > pt(bottom)) page();
      const at = (of: string) => one.months.find((numbers) => numbers.month === of);
      const [now, before] = [at(month), at(monthBefore(month))];
      const top = document.y;
      const left = { width: pt(width - numberWidth - 4) };
      document.font('bold').fontSize(11).fillColor('black').text(one.title[0], pt(margin), top, left);
      document.font('regular').fontSize(8).fillColor(grey).text(one.title[1], left).text(one.method[0], left);
      const reached = one.target?.value
        ? `Chỉ tiêu năm ${one.target.year}: đạt ${number.format((100 * (one.target.reached ?? 0)) / one.target.value)} % của ${number.format(one.target.value)} (${one.target.source})`
        : '';
      if (reached !== '') document.fillColor('black').text(reached, left);
      const link = `${explorerUrl}/dashboards/${one.dashboard}/${one.id}?from=${month}&to=${month}`;
      document.fillColor('#1a4d8f').text('Vì sao là số này / Why this number', { ...left, link, underline: true });
      const below = document.y;
      const right = { width: pt(numberWidth), align: 'right' } as const;
      const x = pt(margin + width - numberWidth);
      document.font('bold').fontSize(15).fillColor('black').text(told(now?.records), x, top, right);
      document.font('regular').fontSize(8).fillColor(grey).text(one.unit[0], right);
      if (one.amountIn !== undefined && now !== undefined && now.amount !== null)
        document.text(`${number.format(now.amount / 10 ** one.amountIn.decimals)} ${one.amountIn.unit[0]}`, right);
      document.text(`tháng trước ${told(before?.records)}`, right);
      document.y = Math.max(below, document.y) + 6;
      document.moveTo(pt(margin), document.y - 3).lineTo(pt(margin + width), document.y - 3).lineWidth(0.4).stroke(line); // prettier-ignore
    };
    page();
    write('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'bold', 11);
    write('Độc lập – Tự do – Hạnh phúc', 'bold', 10);
    document.moveDown(1);
    write(`${title[0]}: tháng ${monthText(month)}`, 'bold', 18);
    write(`${title[1]}, ${month}`, 'regular', 10, grey);
    document.moveDown(0.5);
    write(
      `Đọc từ chỉ mục của sổ cái, khối ${number.format(block)}, trễ ${lagSeconds} giây, lúc ${made.toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh' })}. Số của cổng, không phải báo cáo chính thức.`,
      'regular',
      9,
      grey,
    );
    document.moveDown(1);
    for (const one of answer.items) measureRow(one);
  });
}
