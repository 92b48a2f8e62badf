import type { Claims } from '@daunguon/formats/credential';
import { checkAttached } from '../check/attached-credential.ts';
import { checkAddress, withStanding } from '../check/check-credential.ts';
import type { CheckedCredential, CheckTools } from '../check/check-credential.ts';
import { readCredentialAddress } from '../check/credential-address.ts';
import type { Said } from '../check/said.ts';
import type { Verdict } from '../check/verdict.ts';
import { mostBytes, type ReadPdf } from './read-pdf.ts';

/** A file or a pasted line. */
export type Source = { name: string; file: File } | { name: string; link: string };

/** One row of the table. */
export interface Row {
  name: string;
  tone: Verdict['tone'];
  words: Said;
  /** What to look at with one's own eyes. */
  notes: readonly Said[];
  claims: Claims;
  id?: string;
}

const problems = {
  notPdf: { vi: 'Không đọc được: không phải PDF, hoặc có mật khẩu', en: 'Not readable: no PDF, or with a password' },
  tooLarge: { vi: 'Tệp lớn hơn 20 MB', en: 'The file is larger than 20 MB' },
  noCode: {
    vi: 'Không thấy mã kiểm chứng nào: văn bằng này không do mạng này cấp, hoặc bản chụp quá mờ',
    en: 'No verification code found: not issued by this network, or the scan is too blurred',
  },
  notOurs: { vi: 'Không phải đường dẫn của văn bằng', en: 'Not the link of a credential' },
  disagree: {
    vi: 'Các mã trong tệp nói về những hồ sơ khác nhau',
    en: 'The codes in the file speak of different records',
  },
} satisfies Record<string, Said>;
const notes = {
  nameMissing: {
    vi: 'Chữ trên trang KHÔNG có họ tên đã được ký: so bằng mắt',
    en: 'The page does NOT have the name that was signed: compare by eye',
  },
  noText: { vi: 'Trang là ảnh: so họ tên bằng mắt', en: 'The page is a picture: compare the name by eye' },
} satisfies Record<string, Said>;

/** Grey: a file that could not be read is no fake. */
const unread = (name: string, words: Said): Row => ({ name, tone: 'grey', words, notes: [], claims: {} });

const rowOf = (name: string, { verdict, claims, id }: CheckedCredential, more: readonly Said[]): Row => ({
  ...{ name, claims, tone: verdict.tone, words: verdict.words },
  notes: verdict.tone === 'green' ? more : [...more, ...verdict.scope],
  ...(id === undefined ? {} : { id }),
});

const plain = (text: string): string => text.normalize('NFC').toLocaleLowerCase('vi').replaceAll(/\s+/g, '');

function nameNotes({ fullName }: Claims, text: string): Said[] {
  if (typeof fullName !== 'string') return [];
  if (plain(text) === '') return [notes.noText];
  return plain(text).includes(plain(fullName)) ? [] : [notes.nameMissing];
}

/** The worst of what one file carries: none of its codes may lend its colour to another's. */
const order = ['red', 'grey', 'amber', 'green'] as const;
const worst = (all: readonly CheckedCredential[]): CheckedCredential =>
  all.reduce((a, b) => (order.indexOf(b.verdict.tone) < order.indexOf(a.verdict.tone) ? b : a));

/** Checks one file or link. Never throws: what goes wrong with one is said in its row. `seen` hears of newer heads. */
export async function checkSource(
  source: Source,
  given: CheckTools,
  readPdf: (bytes: Uint8Array) => Promise<ReadPdf>,
  seen: (head: CheckedCredential['head']) => void,
): Promise<Row> {
  const { name } = source;
  const tools: CheckTools = { ...given, asked: new Map() };
  if ('link' in source) {
    const address = readCredentialAddress(source.link);
    if (address === null) return unread(name, problems.notOurs);
    const checked = await checkAddress(address, tools);
    seen(checked.head);
    return rowOf(name, checked, []);
  }
  if (source.file.size > mostBytes) return unread(name, problems.tooLarge);
  let read: ReadPdf;
  try {
    read = await readPdf(new Uint8Array(await source.file.arrayBuffer()));
  } catch {
    return unread(name, problems.notPdf);
  }
  const addresses = read.addresses.map(readCredentialAddress).filter((address) => address !== null);
  const all = await Promise.all(addresses.map((address) => checkAddress(address, tools)));
  if (read.attached !== undefined)
    all.push(await withStanding(await checkAttached(read.attached, tools.directory), tools));
  if (all.length === 0) return unread(name, problems.noCode);
  all.forEach(({ head }) => seen(head));
  if (new Set(all.flatMap(({ id }) => id ?? [])).size > 1) return unread(name, problems.disagree);
  const claims = Object.assign({}, ...all.map((one) => one.claims)) as Claims;
  return rowOf(name, { ...worst(all), claims }, nameNotes(claims, read.text));
}
