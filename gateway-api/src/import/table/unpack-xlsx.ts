import { strFromU8, unzipSync, zipSync, type Unzipped } from 'fflate';
import { ImportFileError } from '../import-problems.ts';
import { mostColumns } from './table.ts';

/** A workbook of 50,000 rows unpacks to some 40 MB; nothing is unpacked beyond this, whatever an archive declares. */
const mostBytes = 100 * 1024 * 1024;
const mostParts = 500;
/** Parts that hold cells, and what names them (ECMA-376 part 1); pictures, macros and links are left packed. */
const needed =
  /^(\[Content_Types\]\.xml|_rels\/\.rels|xl\/(workbook|sharedStrings|styles)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[\w-]+\.xml)$/i;
const leadsOutside = (name: string): boolean => /(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[a-z]:|\0|\\/i.test(name);

/** fflate unpacks into room of the declared size and no more, so the declared sizes bound what is unpacked. */
function unpacked(bytes: Uint8Array): Unzipped {
  let [parts, total] = [0, 0];
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        parts += 1;
        total += originalSize;
        if (leadsOutside(name)) throw new ImportFileError('file-path', 1);
        if (parts > mostParts || total > mostBytes) throw new ImportFileError('file-bomb', 1);
        return needed.test(name);
      },
    });
  } catch (error) {
    if (error instanceof ImportFileError) throw error;
    throw new ImportFileError('file-not-xlsx', 1);
  }
}

const columnNumber = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

/** What is written within the tags of rows and cells: no value there has a "<" of its own (XML 1.0 §3.1). */
const rowsAndCells = /<(?:[\w.-]+:)?(?:row|c)\s([^<]*)/g;
const places = /(?:^|\s)r\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * One cell that says it stands at XFD1048576 would be read as a table of 17 thousand million. A place that is written in any other way than
 * programs write it, such as with character references, is refused: a reader of XML might see another than is seen here.
 */
function requireSmall(sheet: string, lastRow: number): void {
  for (const [, attributes = ''] of sheet.matchAll(rowsAndCells)) {
    for (const [, double, single = ''] of attributes.matchAll(places)) {
      const [, letters = '', digits] = /^([A-Z]*)(\d+)$/.exec(double ?? single) ?? [];
      if (digits === undefined) throw new ImportFileError('file-not-xlsx', 1);
      if (Number(digits) > lastRow) throw new ImportFileError('file-too-many-rows', lastRow + 1);
      if (columnNumber(letters) > mostColumns) throw new ImportFileError('file-too-many-columns', Number(digits));
    }
  }
}

/**
 * A workbook as a stranger sent it, as one that a reader may be given: only parts that hold cells, none larger than it should be, no document
 * type (its entities grow without end), no cell far outside, no declared dimension. @throws ImportFileError
 */
export function safeWorkbook(bytes: Uint8Array, lastRow: number): Uint8Array {
  const parts = unpacked(bytes);
  if (parts['xl/workbook.xml'] === undefined) throw new ImportFileError('file-not-xlsx', 1);
  const safe = Object.entries(parts).map(([name, part]): [string, Uint8Array] => {
    const text = strFromU8(part);
    if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw new ImportFileError('file-doctype', 1);
    if (!name.startsWith('xl/worksheets/')) return [name, part];
    requireSmall(text, lastRow);
    return [name, new TextEncoder().encode(text.replace(/<((?:[\w.-]+:)?dimension)\b[^>]*?(?:\/>|>\s*<\/\1>)/g, ''))];
  });
  return zipSync(Object.fromEntries(safe), { level: 0 });
}
