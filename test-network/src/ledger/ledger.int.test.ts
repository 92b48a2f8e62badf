import { expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const writer = new URL('ledger-fixture-writer.ts', import.meta.url).pathname;

/** Height of the last block the writer said was committed when it was killed after `ms`. */
const writeAndKill = (file: string, ms: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [writer, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    let heard = '';
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (text: string) => {
      if (heard === '') setTimeout(() => child.kill('SIGKILL'), ms);
      heard += text;
    });
    child.on('error', reject);
    child.on('close', (_code, signal) => {
      const lines = heard.split('\n').slice(0, -1);
      if (signal === 'SIGKILL') resolve(Number(lines.at(-1)));
      else reject(new Error('the writer ended by itself'));
    });
  });

test('kill -9 loses no committed block and leaves no half of one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-kill-'));
  const file = join(folder, 'ledger.sqlite');
  try {
    for (const ms of [1, 23, 57, 110, 180]) {
      const acknowledged = await writeAndKill(file, ms);
      const database = new DatabaseSync(file);
      const { newest } = database.prepare('SELECT max(number) AS newest FROM blocks').get() as { newest: number };
      expect(newest).toBeGreaterThanOrEqual(acknowledged);
      const { txs } = database.prepare('SELECT count(*) AS txs FROM transactions').get() as { txs: number };
      expect(txs).toBe(newest * 20);
      const states = database.prepare("SELECT DISTINCT block FROM state WHERE space = 'records'").all();
      expect(states).toEqual([{ block: newest }]);
      const { history } = database.prepare('SELECT count(*) AS history FROM history').get() as { history: number };
      expect(history).toBe(newest * 20);
      database.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);
