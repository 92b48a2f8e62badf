#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { ImportRefusal, runImport, type ImportEnd } from './run-import.ts';
import { endWrongUsage, readOptions } from '../../read-options.ts';

const usage = `Nhập tệp của các cơ sở dữ liệu dùng chung: xem trước từng dòng, rồi ghi.
Imports files of shared databases: a preview of every row, then the recording.

  npx daunguon-import <target> <file> [options]

  <target>           growing-areas, batches, diplomas, course-certificates, health-accounts
  --gateway <url>    cổng API / the gateway (DN_IMPORT_GATEWAY, http://localhost:8080)
  --kept <name>      ánh xạ có sẵn / a mapping that comes with the product: GET /api/exchange/import-mappings
  --mapping <file>   ánh xạ riêng / a mapping file of your own
  --as-of <date>     ngày của dữ liệu / day of the data, YYYY-MM-DD
  --set <name=value> phần khác của biểu mẫu / any other part of the form, such as sheet=…
  --commit           ghi nếu không dòng nào sai / record where no row is wrong
  --only-valid       ghi các dòng đúng / record the rows that are right
  --help

Thẻ đăng nhập / access token: DN_IMPORT_TOKEN, hoặc tệp / or a file: DN_IMPORT_TOKEN_FILE.
Chạy lại sau khi đứt giữa chừng thì làm tiếp / run again after a break it goes on. Xem / see docs/guide/imports.md.
Mã thoát / exit codes: 0 xong / done · 1 có dòng sai hoặc bị từ chối / rows are wrong or were refused
                       2 cổng từ chối hoặc không trả lời / the gateway refused or did not answer · 64 dùng sai / wrong usage`;

const exitCodes: Readonly<Record<ImportEnd, number>> = { previewed: 0, recorded: 0, errors: 1, refused: 1 };
const options = {
  gateway: { type: 'string', default: process.env['DN_IMPORT_GATEWAY'] ?? 'http://localhost:8080' },
  kept: { type: 'string' },
  mapping: { type: 'string' },
  'as-of': { type: 'string' },
  set: { type: 'string', multiple: true },
  commit: { type: 'boolean', default: false },
  'only-valid': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

function wrong(reason: string): never {
  endWrongUsage(reason, usage);
}
const { values, positionals } = readOptions({ allowPositionals: true, options }, usage);
if (values.help) {
  console.log(usage);
  process.exit(0);
}
const [target, file, ...more] = positionals;
if (target === undefined || file === undefined || more.length > 0) wrong('Cần / needed: <target> <file>');
const tokenFile = process.env['DN_IMPORT_TOKEN_FILE'];
const token = tokenFile === undefined ? process.env['DN_IMPORT_TOKEN'] : readFileSync(tokenFile, 'utf8').trim();
if (token === undefined || token === '') wrong('Cần / needed: DN_IMPORT_TOKEN');
const others = (values.set ?? []).map((text): [string, string] => {
  const [name = '', ...value] = text.split('=');
  return name === '' || value.length === 0 ? wrong(`--set ${text}`) : [name, value.join('=')];
});
const settings = {
  ...Object.fromEntries(others),
  ...(values.kept === undefined ? {} : { kept: values.kept }),
  ...(values.mapping === undefined ? {} : { mapping: readFileSync(values.mapping, 'utf8') }),
  ...(values['as-of'] === undefined ? {} : { asOf: values['as-of'] }),
};
const record = values['only-valid'] ? 'valid' : values.commit ? 'all' : 'no';
try {
  const end = await runImport({ gateway: values.gateway, token, target, file, settings, record }, console.log);
  process.exitCode = exitCodes[end];
} catch (error) {
  console.error(error instanceof ImportRefusal ? error.message : String(error));
  process.exitCode = 2;
}
