import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Base64 of the text at the three places that it can have among other bytes; the ends, which mix with neighbours, are left out. */
const inBase64 = (text: string): string[] =>
  [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift, 120), Buffer.from(text)])
      .toString('base64')
      .replace(/=+$/, '')
      .slice(shift === 0 ? 0 : 4, -2),
  );

const spellings = (text: string): Buffer[] =>
  [
    text,
    text.normalize('NFD'),
    encodeURIComponent(text),
    JSON.stringify(text)
      .replaceAll(/[^\x20-\x7e]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .slice(1, -1),
    Buffer.from(text).toString('hex'),
    ...inBase64(text).flatMap((one) => [one, one.replaceAll('+', '-').replaceAll('/', '_')]),
  ].map((one) => Buffer.from(one));

/** Whether bytes have a text in them, in any usual spelling. */
export const hasText = (bytes: Buffer, text: string): boolean => spellings(text).some((one) => bytes.includes(one));

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true);

const isDatabase = (bytes: Buffer): boolean => bytes.subarray(0, 16).toString('latin1') === 'SQLite format 3\0';

/** Every value of every table: in the file itself a long one lies on several pages, which may cut a text in two. */
function valuesIn(file: string): Buffer {
  const db = new DatabaseSync(file, { readOnly: true, timeout: 10_000 });
  try {
    const names = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
    const rows = names.flatMap(({ name }) => db.prepare(`SELECT * FROM "${String(name)}"`).all());
    const values = rows.flatMap((row) => Object.values(row));
    return Buffer.concat(
      values.flatMap((value) => [
        value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(String(value)),
        Buffer.from('\0'),
      ]),
    );
  } finally {
    db.close();
  }
}

/** Empty where a running system has taken the file away since the folder was listed. */
function readIfThere(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

/** Files below a folder (ledger, transactions, events, index, log, vault, logs of processes) with the texts of these that stand in each. */
export const placesOfAll = (folder: string, texts: readonly string[]): [text: string, file: string][] =>
  filesIn(folder).flatMap((file) => {
    const bytes = readIfThere(file);
    const contents = isDatabase(bytes) ? [bytes, valuesIn(file)] : [bytes];
    const found = texts.filter((text) => contents.some((one) => hasText(one, text)));
    return found.map((text): [string, string] => [text, file]);
  });

/** Where a text stands in any file below a folder, in any usual spelling. */
export const placesOf = (folder: string, text: string): string[] => placesOfAll(folder, [text]).map(([, file]) => file);
