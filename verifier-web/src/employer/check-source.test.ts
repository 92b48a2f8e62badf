import { expect, test } from '@jest/globals';
import type { TrustPolicy } from '@daunguon/proof';
import type { CheckTools } from '../check/check-credential.ts';
import { checkSource } from './check-source.ts';
import { mostBytes, ownAddresses, type ReadPdf } from './read-pdf.ts';

const id = '3F8K2M9QRT5VWXYZ01ABCDEGHJ';
const other = '4G7N0PQRSTVWXYZ12345ABCDEF';
const asked: string[] = [];
const tools: CheckTools = {
  policy: { gateways: ['https://cong.example'], mirrors: [] } as unknown as TrustPolicy,
  directory: new Map(),
  known: null,
  now: () => 0,
  getJson: (url) => {
    asked.push(url);
    return Promise.resolve(null);
  },
};
const pdf = { name: 'a.pdf', file: new File(['%PDF'], 'a.pdf') };
const read = (found: Partial<ReadPdf>) => () => Promise.resolve({ addresses: [], text: '', ...found });
const check = (found: Partial<ReadPdf>) => checkSource(pdf, tools, read(found), () => undefined);

test.each([
  ['nothing to check in it', {}, 'Không thấy mã kiểm chứng'],
  ['links to elsewhere only', { addresses: ['https://other.example/'] }, 'Không thấy mã kiểm chứng'],
  [
    'codes of two records',
    { addresses: [`https://a.vn/R/${id}`, `https://a.vn/R/${other}`] },
    'nói về những hồ sơ khác nhau',
  ],
  ['an attachment that is none of ours', { attached: '{"id":"x"}' }, 'CHƯA KIỂM TRA ĐƯỢC'],
])('a PDF with %s is grey, and says why', async (_what, found, words) => {
  const row = await check(found);
  expect(row).toMatchObject({ name: 'a.pdf', tone: 'grey', claims: {} });
  expect(row.words.vi).toContain(words);
});

test('links to elsewhere do not stand for a code: pixels are searched where no link leads to a credential', () => {
  const ours = `https://a.vn/R/${id}`;
  expect(ownAddresses(['https://truong.example/', 'mailto:phongdaotao@truong.example'])).toEqual([]);
  expect(ownAddresses(['https://truong.example/', ours])).toEqual([ours]);
});

test('a file that cannot be read, or is too large, is said in its row and stops nothing', async () => {
  const unreadable = () => Promise.reject(new Error('no PDF'));
  expect((await checkSource(pdf, tools, unreadable, () => undefined)).words.vi).toContain('Không đọc được');
  const file = new File([new Uint8Array(mostBytes + 1)], 'b.pdf');
  expect((await checkSource({ name: 'b.pdf', file }, tools, unreadable, () => undefined)).words.vi).toContain('20 MB');
});

test('a line that is no link is said to be none; a network that does not answer makes no fake', async () => {
  const row = (link: string) => checkSource({ name: link, link }, tools, read({}), () => undefined);
  expect((await row('Nguyễn Văn A')).words.vi).toContain('Không phải đường dẫn');
  asked.length = 0;
  expect(await row(`https://a.vn/R/${id}`)).toMatchObject({ tone: 'grey', id });
  expect(asked).toEqual([`https://cong.example/r/${id}?from=0`]);
});
