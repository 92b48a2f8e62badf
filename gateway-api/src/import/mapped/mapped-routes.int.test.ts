import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GrowingAreaRow, RecordState } from '@daunguon/records';
import express from 'express';
import { idOf, saved } from '../../../../records/src/domains/origin/origin-fixtures.ts';
import { areaOf, writeBlock } from '../../exchange/test-exchange.ts';
import { sendProblem } from '../../http/http-problem.ts';
import { openSqliteStore } from '../../index-store/sqlite-store.ts';
import { serve, type Served } from '../../mirror/test-log.ts';
import { areaIndex } from '../../mount-mapped-imports.ts';
import { collections } from '../../project-block.ts';
import { ImportRefusal, runImport, type ImportWish } from '../cli/run-import.ts';
import { createImportRunner } from '../import-runner.ts';
import { openImportStore } from '../import-store.ts';
import { testWorkbook, type TestCell } from '../table/test-workbook.ts';
import { mappedImport } from './mapped-import.ts';
import { keptMapping } from './mappings.ts';
import { mappedRoutes, targetRoutes } from './mapped-routes.ts';
import { growingAreasTarget } from './targets/growing-areas.ts';
import { testSealing } from '../test-sealing.ts';

jest.setTimeout(120_000);
const folder = mkdtempSync(join(tmpdir(), 'mapped-routes-'));
const index = openSqliteStore(join(folder, 'index.db'), collections);
const store = openImportStore<GrowingAreaRow>(join(folder, 'imports.db'), testSealing());
const committed: GrowingAreaRow[] = [];
const runner = createImportRunner(store, {
  submit: ({ requestId, rows }) => {
    committed.push(...rows.map(({ row }) => row));
    return Promise.resolve({ transactionId: requestId });
  },
});
const now = () => new Date('2026-11-30T03:00:00Z');
const path = '/api/exchange/imports/growing-areas';
let served: Served;

const unitOf = (label: string, body: object): RecordState =>
  saved({ id: idOf(label), type: 'registry/unit', version: 1, status: 'active', owner: '', body }) as RecordState;

beforeAll(async () => {
  await writeBlock(index, 0, [
    unitOf('C00P', { name: 'HTX Xuân Lộc', taxCode: '3600000001' }),
    unitOf('D0UB', { name: 'HTX Trùng tên' }),
    unitOf('D0UC', { name: 'HTX Trùng tên' }),
    areaOf('VN-DNOR-0269'),
  ]);
  const target = growingAreasTarget(areaIndex(index));
  const actorOf = () => Promise.resolve({ key: '["issuer","registrar"]', unit: '' });
  const routes = targetRoutes('growing-areas', { ...mappedImport(target, now), store, runner, actorOf });
  served = await serve(express().use(mappedRoutes([routes]), sendProblem));
});
afterAll(async () => {
  await served.close();
  await runner.stop();
  store.close();
  await index.close();
  rmSync(folder, { recursive: true, force: true });
});

const head = ['Mã số vùng trồng', 'Tên vùng trồng', 'Cây trồng', 'Giống', 'Xã, phường', 'Diện tích (ha)', 'Số hộ', 'Năng suất (tấn/ha)', 'Mã số thuế đơn vị', 'Chủ hộ']; // prettier-ignore
const row = (puc: string, change: Readonly<Record<number, TestCell>> = {}): TestCell[] =>
  [
    puc,
    `Vùng ${puc}`,
    'Sầu riêng Ri6',
    'Ri6',
    'Phường Bình Phước',
    12.5,
    14,
    20,
    '3600000001',
    'Nguyễn Văn Bí Mật',
  ].map((cell, at) => change[at] ?? cell);
interface Answer {
  readonly status: number;
  readonly body: {
    readonly importId: string;
    readonly ok: number;
    readonly errors: readonly { line: number; column?: string; code: string; pointer?: string }[];
    readonly duplicates: readonly object[];
    readonly about?: object;
    readonly state: string;
    readonly code?: string;
  };
}
const upload = async (
  rows: readonly (readonly TestCell[])[],
  settings: Record<string, string> = {},
): Promise<Answer> => {
  const form = new FormData();
  form.set('file', new Blob([testWorkbook([head, ...rows]) as Uint8Array<ArrayBuffer>]));
  for (const [name, value] of Object.entries({ kept: 'growing-areas', asOf: '2026-11-01', ...settings }))
    form.set(name, value);
  const answer = await fetch(`${served.url}${path}`, { method: 'POST', body: form });
  return { status: answer.status, body: (await answer.json()) as Answer['body'] };
};

test('a workbook is seen row by row, with what is here already apart; committed, every area says where it came from', async () => {
  const rows = [
    row('VN-DNOR-9101'),
    row('VN-DNOR-9102', { 2: 'Sầu riêng mini' }),
    row('vn dnor 9101'),
    row('VN-DNOR-0269'),
    row('VN-DNOR-9103', { 8: '9999999999' }),
    row('VN-DNOR-9104', { 8: 'HTX Trùng tên', 5: 'mười' }),
    row('VN-DNOR-9105', { 5: 0.00001, 4: '' }),
    row('VN-DNOR-9106', { 1: '=HYPERLINK("x")' }),
    row('VN-DNOR-9107'),
  ];
  const { status, body } = await upload(rows);
  expect(status).toBe(200);
  expect(body.errors.map(({ line, column, code }) => [line, column, code])).toEqual([
    [3, 'Cây trồng', 'crop-unknown'],
    [6, 'Mã số thuế đơn vị', 'unit-unknown'],
    [7, 'Mã số thuế đơn vị', 'unit-ambiguous'],
    [7, 'Diện tích (ha)', 'whole-number'],
    [8, 'Xã, phường', 'text-empty'],
    [8, 'Diện tích (ha)', 'whole-number'],
    [9, 'Tên vùng trồng', 'cell-formula'],
  ]);
  expect(body.duplicates).toMatchObject([
    { line: 4, code: 'puc-duplicate', sameAs: { line: 2 } },
    { line: 5, code: 'puc-in-use', sameAs: { record: idOf('VN-DNOR-0269') } },
  ]);
  expect(body.about).toMatchObject({ source: 'growing-area-database', asOf: '2026-11-01', unused: ['Chủ hộ'] });
  const commit = (onlyValid: boolean) =>
    fetch(`${served.url}${path}/${body.importId}/commit`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ onlyValid }) },
    });
  expect((await commit(false)).status).toBe(409);
  expect((await commit(true)).status).toBe(202);
  while (store.get(body.importId)?.state !== 'finished') await runner.changed(body.importId, 50);
  expect(
    committed.map(({ puc, areaM2, maxYieldKgPerHa, crop, commune, unit, imported }) => ({
      puc,
      areaM2,
      maxYieldKgPerHa,
      crop,
      commune,
      unit,
      imported,
    })),
  ).toEqual(
    ['VN-DNOR-9101', 'VN-DNOR-9107'].map((puc) => ({
      ...{ puc, areaM2: 125_000, maxYieldKgPerHa: 20_000, crop: 'durian', commune: '25195', unit: idOf('C00P') },
      imported: { source: 'growing-area-database', asOf: '2026-11-01' },
    })),
  );
  const report = await (await fetch(`${served.url}${path}/${body.importId}/report.csv`)).text();
  expect(report.split('\r\n').filter((line) => line !== '')).toHaveLength(1 + 7 + 2);
  expect(report).not.toContain('Bí Mật');
});

test.each<[string, Record<string, string>, number, string]>([
  ['no mapping', { kept: '' }, 422, '/mapping'],
  ['one that is not here', { kept: '../../../etc/passwd' }, 422, '/kept'],
  ['one for another target', { kept: 'diplomas' }, 422, '/target'],
  ['a day that is not', { asOf: '2026-02-30' }, 422, '/asOf'],
  ['a day to come', { asOf: '2027-01-01' }, 422, '/asOf'],
])('%s is refused by name', async (_name, settings, status, pointer) => {
  const answer = await upload([row('VN-DNOR-9201')], settings);
  expect(answer.status).toBe(status);
  expect(answer.body.errors.map((error) => error.pointer)).toEqual([pointer]);
});

test('what is said beside the file has no room for a file', async () => {
  const { status, body } = await upload([row('VN-DNOR-9201')], { mapping: ' '.repeat(70_000) });
  expect([status, (body as { code?: string }).code]).toEqual([413, 'http/body-too-large']);
});

test('a column that the mapping names and the file has not is told with its line', async () => {
  const kept = JSON.parse(keptMapping('growing-areas')!) as { columns: object };
  const own = { ...kept, columns: { ...kept.columns, variety: { column: 'Ô không có' } } };
  const { body } = await upload([row('VN-DNOR-9201')], { kept: '', mapping: JSON.stringify(own) });
  expect(body).toMatchObject({
    code: 'origin/import-file',
    errors: [{ code: 'header-missing', column: 'Ô không có' }],
  });
});

test('mappings that come with the product can be read, copied and checked by their schema', async () => {
  const { items } = (await (await fetch(`${served.url}/api/exchange/import-mappings`)).json()) as {
    items: { kept: string; mapping: { columns: object } }[];
  };
  expect(items.map(({ kept }) => kept)).toEqual(['batches', 'diplomas', 'growing-areas', 'health-accounts']);
  expect((await fetch(`${served.url}/api/exchange/import-mappings/schema`)).headers.get('content-type')).toContain(
    'schema+json',
  );
});

test('the command line previews a file, says what is wrong, records it, and goes on where it was', async () => {
  const said: string[] = [];
  const written = (rows: readonly (readonly TestCell[])[]): string => {
    const file = join(folder, `${said.length}.xlsx`);
    writeFileSync(file, testWorkbook([head, ...rows]));
    return file;
  };
  const run = (file: string, record: ImportWish['record']) => {
    const settings = { kept: 'growing-areas', asOf: '2026-11-01' };
    const wish = { gateway: served.url, token: 'x', target: 'growing-areas', file, settings, record };
    return runImport(wish, (line) => said.push(line), 20);
  };
  const file = written([row('VN-DNOR-9601'), row('VN-DNOR-9602', { 2: 'Sầu riêng mini' })]);
  expect([await run(file, 'no'), await run(file, 'all')]).toEqual(['errors', 'errors']);
  expect(said).toContainEqual(expect.stringMatching(/^ {2}3: /));
  // The same file again is the same import, which is done.
  expect([await run(file, 'valid'), await run(file, 'valid')]).toEqual(['recorded', 'recorded']);
  expect([said.at(-1), committed.filter(({ puc }) => puc === 'VN-DNOR-9601').length]).toEqual([
    expect.stringContaining('1 ghi'),
    1,
  ]);
  await expect(run(written([]), 'no')).rejects.toThrow(ImportRefusal);
});
