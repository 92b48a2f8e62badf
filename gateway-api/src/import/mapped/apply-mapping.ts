import { foldText } from '../../index-store/fold.ts';
import { ImportFileError } from '../import-problems.ts';
import type { CsvFile } from '../read-csv.ts';
import { decimalWeight } from '../row-to-batch.ts';
import { textOf, type Cell, type Table } from '../table/table.ts';
import { zerosOfUnit, type FromColumn, type Mapping } from './mapping-file.ts';

/** Fields that are numbers: they come out with a decimal point, in the field's own unit. */
const numbers = new Set(['areaM2', 'maxYieldKgPerHa', 'households', 'weightKg']);

/** `12.5` with so many zeros: `125000`. What is no plain decimal comes back as it is, for the row's own check to refuse. */
export function withZeros(text: string, zeros: number): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === '') return text;
  const moved = `${whole}${fraction.slice(0, zeros).padEnd(zeros, '0')}`.replace(/^0+(?=\d)/, '');
  const rest = fraction.slice(zeros).replace(/0+$/, '');
  return `${sign}${moved}${rest === '' ? '' : `.${rest}`}`;
}

/** A number in text by what the mapping says of its decimals; without a word what is ambiguous stays as it is, for the row's check to refuse. */
function plainNumber(text: string, decimal: '.' | ',' | undefined): string | undefined {
  if (decimal === undefined) {
    const read = decimalWeight(text);
    return 'weight' in read ? read.weight : undefined;
  }
  const compact = text.replace(/[\s\u00a0]/g, '');
  const group = decimal === '.' ? ',' : '.';
  const grouped = new RegExp(`^-?\\d{1,3}(\\${group}\\d{3})+(\\${decimal}\\d+)?$`).test(compact);
  return (grouped ? compact.replaceAll(group, '') : compact).replace(decimal, '.');
}

/** 1.125 could be read as a thousand and more; 1.1250 could not. */
const unambiguous = (text: string): string => (/^[1-9]\d{0,2}\.\d{3}$/.test(text) ? `${text}0` : text);

function valueOf(field: string, from: FromColumn, cell: Cell | undefined): string {
  const text = textOf(cell).trim();
  const { values = {} } = from;
  // A cell may say `constructor`, which every object has.
  const value = Object.hasOwn(values, text) ? (values[text] ?? text) : text;
  if (!numbers.has(field) || value === '') return value;
  const plain = typeof cell === 'object' ? value : plainNumber(value, from.decimal);
  if (plain === undefined) return value;
  return unambiguous(withZeros(plain, from.unit === undefined ? 0 : zerosOfUnit[from.unit]));
}

/** A file by the names of its target's fields, and which of its columns nothing was taken from. @throws ImportFileError */
export function applyMapping(
  { header, rows }: Table,
  { columns, table }: Mapping,
): { readonly file: CsvFile<string>; readonly unused: readonly string[] } {
  const places = new Map<string, number>();
  const twice = new Set<string>();
  header.forEach((title, index) => {
    const name = foldText(title);
    if (places.has(name)) twice.add(name);
    places.set(name, index);
  });
  const taken = new Set<number>();
  const entries = Object.entries(columns).map(([field, from]) => {
    if (!('column' in from)) return { field, title: field, read: () => from.value };
    const name = foldText(from.column);
    const place = places.get(name);
    if (place === undefined) throw new ImportFileError('header-missing', table.headerLine, from.column);
    if (twice.has(name)) throw new ImportFileError('header-duplicate', table.headerLine, from.column);
    taken.add(place);
    return {
      field,
      title: header[place] ?? field,
      read: (cells: readonly Cell[]) => valueOf(field, from, cells[place]),
    };
  });
  return {
    file: {
      titles: Object.fromEntries(entries.map(({ field, title }) => [field, title])),
      rows: rows.map(({ line, cells }) => ({
        ...{ line, complete: cells.length === header.length },
        cells: Object.fromEntries(entries.map(({ field, read }) => [field, read(cells)])),
      })),
    },
    unused: header.filter((title, index) => title !== '' && !taken.has(index)),
  };
}
