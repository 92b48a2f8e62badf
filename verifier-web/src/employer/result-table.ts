import type { ClaimName } from '@daunguon/formats/credential';
import { spacedCode } from '../check/typed-code.ts';
import { csvText } from '@daunguon/formats/csv';
import { formatDate } from '../check/said.ts';
import type { Said } from '../check/said.ts';
import { h, icon, icons, say } from '../browser/dom.ts';
import type { Row } from './check-source.ts';

/** `order`: place of its source among all that were given. */
export interface OrderedRow extends Row {
  order: number;
}

const columns: readonly (readonly [said: Said, claims: readonly ClaimName[]])[] = [
  [{ vi: 'Họ và tên', en: 'Full name' }, ['fullName']],
  [{ vi: 'Ngày sinh', en: 'Date of birth' }, ['birthDate']],
  [{ vi: 'Văn bằng, chứng chỉ', en: 'Credential' }, ['title']],
  [{ vi: 'Ngành, khóa học', en: 'Programme or course' }, ['programme', 'course', 'achievement']],
  [{ vi: 'Số hiệu', en: 'Serial number' }, ['serialNumber']],
  [{ vi: 'Ngày cấp', en: 'Issued on' }, ['issuedOn']],
  [{ vi: 'Nơi cấp', en: 'Issuer' }, ['issuerName']],
];
const [file, result, note, record] = [
  { vi: 'Tệp, đường dẫn', en: 'File or link' },
  { vi: 'Kết quả', en: 'Result' },
  { vi: 'Cần xem', en: 'Look at' },
  { vi: 'Mã hồ sơ', en: 'Record code' },
];

const valueOf = ({ claims }: Row, names: readonly ClaimName[]): string => {
  const value = names.map((name) => claims[name]).find((one) => one !== undefined);
  return value === undefined ? '' : /^\d{4}-\d\d-\d\d$/.test(String(value)) ? formatDate(String(value)) : String(value);
};
const pictures = { red: icons.cross, amber: icons.warn, grey: icons.unknown, green: icons.check } as const;

/** An empty table and how a row gets into it: in the order of the sources, whichever is ready first. */
export function resultTable(): { element: HTMLElement; add(row: OrderedRow): void; clear(): void } {
  const heads = [result, file, ...columns.map(([said]) => said), note];
  const body = h('tbody', {});
  const table = h(
    'table',
    {},
    h('thead', {}, h('tr', {}, ...heads.map((said) => h('th', { scope: 'col' }, say(said))))),
    body,
  );
  const cell = (said: Said, ...children: (Node | string)[]): HTMLElement =>
    h('td', { 'data-label': say(said) }, ...children);
  return {
    element: h('div', { class: 'scrolls', tabindex: 0, role: 'region', 'aria-label': say(result) }, table),
    add(row) {
      const words = h('span', {}, icon(pictures[row.tone]), say(row.words));
      const line = h(
        'tr',
        { 'data-order': row.order },
        h('td', { class: `result ${row.tone}`, 'data-label': say(result) }, words),
        h('th', { scope: 'row', 'data-label': say(file) }, row.name),
        ...columns.map(([said, names]) => cell(said, valueOf(row, names))),
        cell(
          note,
          ...(row.notes.length === 0 ? [] : [h('div', {}, ...row.notes.map((said) => h('p', {}, say(said))))]),
        ),
      );
      const later = [...body.children].find((one) => Number((one as HTMLElement).dataset['order']) > row.order);
      body.insertBefore(line, later ?? null);
    },
    clear: () => body.replaceChildren(),
  };
}

/** What the table says, for a spreadsheet; result in both languages. */
export function resultCsv(rows: readonly OrderedRow[]): string {
  const heads = [file, result, { vi: 'Result', en: 'Kết quả' }, ...columns.map(([said]) => said), note, record];
  const lines = [...rows]
    .sort((a, b) => a.order - b.order)
    .map((row) => [
      ...[row.name, row.words.vi, row.words.en],
      ...columns.map(([, names]) => valueOf(row, names)),
      row.notes.map(say).join(' · '),
      row.id === undefined ? '' : spacedCode(row.id),
    ]);
  return csvText(heads.map(say), lines);
}
