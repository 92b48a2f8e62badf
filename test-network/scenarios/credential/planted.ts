import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

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
    ...inBase64(text),
  ].map((one) => Buffer.from(one));

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true);

/** Where a text stands in any file below a folder (ledger, transactions, events, index, log, vault, logs of processes), in any usual spelling. */
export const placesOf = (folder: string, text: string): string[] => {
  const wanted = spellings(text);
  return filesIn(folder).filter((file) => {
    const bytes = readFileSync(file);
    return wanted.some((spelling) => bytes.includes(spelling));
  });
};
