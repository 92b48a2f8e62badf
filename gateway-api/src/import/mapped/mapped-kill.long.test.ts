import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inFull } from '../../../../network/testing/long-run.ts';

jest.setTimeout(480_000);
/** In `npm test` a quarter of what a file may have. */
const lots = inFull ? 200_000 : 50_000;
/** It is killed once so many requests of 500 rows were sent. */
const kills = inFull ? [20, 150] : [10, 30];
const folder = mkdtempSync(join(tmpdir(), 'mapped-kill-'));
const ledger = join(folder, 'ledger');
let child: ChildProcess | undefined;

beforeAll(() => {
  mkdirSync(ledger);
  const header = 'soLo,nhomSanPham,tenSanPham,gtin,maVungTrong,ngayThuHoach,sanLuong,ghiChu,coSo';
  const lines = Array.from(
    { length: lots },
    (_, n) => `L${n},Sầu riêng,Ri6,,VN-DNOR-${n % 50},2026-10-01,${1 + (n % 900)},,A`,
  );
  writeFileSync(join(folder, 'lots.csv'), [header, ...lines].join('\n'));
});
afterAll(() => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const start = (): ChildProcess =>
  spawn(process.execPath, [join(import.meta.dirname, 'test-import-child.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
const requests = (): string[] => readdirSync(ledger).filter((name) => name.endsWith('.json'));

test(`${lots} rows, killed twice on the way, go on where they were: every lot is there once, and says where it came from`, async () => {
  for (const most of kills) {
    child = start();
    while (requests().length < most) await sleep(5);
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  expect(requests().length).toBeLessThan(lots / 500);

  child = start();
  let said = '';
  for await (const chunk of child.stdout!) said += String(chunk);
  const { previewMs: _, rss: __, ...ended } = JSON.parse(said) as Record<string, unknown>;
  expect(ended).toMatchObject({
    ...{ state: 'finished', rows: lots, ok: lots, committed: lots, refused: 0 },
    about: { source: 'traceability-database', asOf: '2026-11-01', unused: ['coSo'] },
  });
  const rows = requests().flatMap(
    (name) => JSON.parse(readFileSync(join(ledger, name), 'utf8')) as { id: string; lot: string; imported: object }[],
  );
  expect([rows.length, new Set(rows.map(({ id }) => id)).size, new Set(rows.map(({ lot }) => lot)).size]).toEqual([
    lots,
    lots,
    lots,
  ]);
  expect(
    rows.every(({ imported }) => JSON.stringify(imported) === '{"source":"traceability-database","asOf":"2026-11-01"}'),
  ).toBe(true);
});
