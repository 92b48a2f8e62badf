import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

jest.setTimeout(240_000);
/** Two commands: one is committed when the process dies. */
const people = 600;
const folder = mkdtempSync(join(tmpdir(), 'bulk-kill-'));
const script = join(import.meta.dirname, 'test-bulk-child.ts');
let child: ChildProcess;

beforeAll(() => {
  const header = 'Họ và tên,Ngày sinh,Số hiệu,Số vào sổ gốc,Ngày cấp,Tên văn bằng,Cơ sở cấp';
  const lines = Array.from(
    { length: people },
    (_, n) => `Quách Thị Hoa,31/01/2008,K.${n},${n}/K,20/06/2026,Bằng,Trường`,
  );
  writeFileSync(join(folder, 'diplomas.csv'), [header, ...lines].join('\n'));
});
afterAll(() => {
  child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const start = (): ChildProcess => spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
/** Ids that the ledger committed, in any order. */
const onLedger = (): string[] => {
  const files = readdirSync(join(folder, 'ledger')).filter((name) => name.endsWith('.json'));
  return files.flatMap((name) =>
    (JSON.parse(readFileSync(join(folder, 'ledger', name), 'utf8')) as { id: string }[]).map(({ id }) => id),
  );
};

test('killed between a commit and its answer, an import goes on, issues nothing twice, and tells every row one link', async () => {
  child = start();
  while (!readdirSync(folder).includes('ledger') || onLedger().length === 0) await sleep(10);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(onLedger().length).toBeLessThan(people);

  child = start();
  let said = '';
  for await (const chunk of child.stdout!) said += String(chunk);
  const { state, committed, refused, told } = JSON.parse(said) as {
    state: string;
    committed: number;
    refused: number;
    told: string[];
  };
  expect({ state, committed, refused }).toEqual({ state: 'finished', committed: people, refused: 0 });
  const ids = onLedger();
  expect([ids.length, new Set(ids).size]).toEqual([people, people]);
  expect([...told].sort()).toEqual([...ids].sort());
});
