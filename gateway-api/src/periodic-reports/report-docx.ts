import type * as docxLibrary from 'docx';
import type { ISectionOptions, ParagraphChild } from 'docx';
import type { ReportContent, ReportedFigure } from './report-content.ts';
import { checkPage } from './report-pdf.ts';
import { reportText, valueText } from './report-words.ts';

type Docx = typeof docxLibrary;
type Block = NonNullable<ISectionOptions['children']>[number];

/** Half-points: Decree 30/2020/NĐ-CP sets the text of papers in Times New Roman of 13 to 14 points. */
const textSize = 26;

/** The report as a Word document, to be taken into the department’s own paper; its figures are text that came from the ledger. */
export async function reportDocx(content: ReportContent, verifierUrl: string): Promise<Buffer> {
  // Half a megabyte that a gateway without a report to write does without.
  const docx = await import('docx');
  const { Document, HeadingLevel, Packer, Paragraph, TextRun, AlignmentType } = docx;
  const { heading, period, isDraft, source, narrative } = reportText(content);
  const centred = (text: string, bold: boolean, size = textSize): Block =>
    new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ text, bold, size })] });
  const title = (vi: string, en: string): Block =>
    new Paragraph({
      heading: HeadingLevel.HEADING_2,
      spacing: { before: 240, after: 80 },
      children: [new TextRun({ text: vi }), small(docx, ` / ${en}`)],
    });
  const children: Block[] = [
    centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', true),
    centred('Độc lập – Tự do – Hạnh phúc', true),
    centred(content.lead.name.toLocaleUpperCase('vi'), true),
    new Paragraph({
      heading: HeadingLevel.HEADING_1,
      alignment: AlignmentType.CENTER,
      children: [new TextRun(`BÁO CÁO ${period[0].toLocaleUpperCase('vi')}`)],
    }),
    centred(heading[0], true),
    centred(`${heading[1]} · ${period[1]}`, false, 20),
    ...(isDraft ? [centred('BẢN DỰ THẢO – chưa phải báo cáo chính thức / DRAFT', true)] : []),
    ...source.map(([vi, en]) => new Paragraph({ children: [new TextRun(vi), small(docx, ` / ${en}`)] })),
    title('Số liệu', 'Figures'),
    figureTable(docx, content.figures),
    ...narrative.flatMap(({ title: [vi, en], text }) => [
      title(vi, en),
      ...(text === '' ? '(không có / none)' : text).split('\n').map((line) => new Paragraph(line)),
    ]),
    title('Kiểm chứng', 'Check'),
    new Paragraph({
      children: [
        new TextRun('Bản PDF của báo cáo kiểm chứng được tại '),
        link(docx, checkPage(verifierUrl), checkPage(verifierUrl)),
      ],
    }),
  ];
  const document = new Document({
    ...{ creator: content.lead.name, title: `${heading[0]}, ${period[0]}` },
    styles: {
      default: { document: { run: { font: 'Times New Roman', size: textSize, language: { value: 'vi-VN' } } } },
    },
    sections: [{ children }],
  });
  return Packer.toBuffer(document);
}

const small = ({ TextRun }: Docx, text: string): ParagraphChild => new TextRun({ text, size: 18, color: '555555' });

const link = ({ ExternalHyperlink, TextRun }: Docx, address: string, text: string): ParagraphChild =>
  new ExternalHyperlink({ link: address, children: [new TextRun({ text, style: 'Hyperlink' })] });

function figureTable(docx: Docx, figures: readonly ReportedFigure[]): Block {
  const { AlignmentType, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } = docx;
  const cell = (children: readonly ParagraphChild[][], percent: number, right = false) =>
    new TableCell({
      width: { size: percent, type: WidthType.PERCENTAGE },
      children: children.map(
        (runs) => new Paragraph({ children: runs, ...(right ? { alignment: AlignmentType.RIGHT } : {}) }),
      ),
    });
  const head = (text: string): ParagraphChild[][] => [[new TextRun({ text, bold: true })]];
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      new TableRow({
        tableHeader: true,
        children: [cell(head('Chỉ tiêu / Figure'), 68), cell(head('Số liệu / Value'), 32, true)],
      }),
      ...figures.map(
        (figure) =>
          new TableRow({
            cantSplit: true,
            children: [
              cell(
                [
                  [new TextRun({ text: figure.title.vi, bold: true })],
                  [small(docx, figure.title.en)],
                  [small(docx, `${figure.query.method.vi} `), link(docx, figure.address, 'Vì sao là số này')],
                ],
                68,
              ),
              cell([[new TextRun({ text: valueText(figure), bold: true })]], 32, true),
            ],
          }),
      ),
    ],
  });
}
