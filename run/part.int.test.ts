import { afterAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Part, type PartSpec } from './part.ts';

const logs = mkdtempSync(join(tmpdir(), 'parts-'));
afterAll(() => rmSync(logs, { recursive: true }));

const spec = (name: string, script: string): PartSpec => ({
  name,
  titleVi: 'Phần thử',
  title: 'Trial part',
  command: process.execPath,
  args: ['-e', script],
  ports: [],
  wave: 1,
  ready: (output) => Promise.resolve(output.includes('ready')),
});
const alive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a supervised part', () => {
  test('is restarted after a kill, and says which one it was', async () => {
    const said: string[] = [];
    let heard: () => void = () => undefined;
    const restarted = new Promise<void>((resolve) => (heard = resolve));
    const part = new Part(
      spec('steady', 'console.log("ready"); setInterval(() => {}, 1000)'),
      logs,
      (line) => {
        said.push(line);
        heard();
      },
      () => undefined,
      10,
    );
    await part.start();
    const first = part.pid ?? 0;
    process.kill(first, 'SIGKILL');
    await restarted;
    while (part.pid === first) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(said).toEqual([expect.stringContaining('[steady]')]);
    expect(alive(part.pid ?? 0)).toBe(true);
    await part.stop();
    expect(alive(part.pid ?? 0)).toBe(false);
  });

  test('is given up after five restarts, with its log', async () => {
    const said: string[] = [];
    const tail = await new Promise<string>((resolve) => {
      const part = new Part(
        spec('broken', 'console.error("no certificate"); process.exit(3)'),
        logs,
        (line) => said.push(line),
        (gone) => resolve(gone.tail()),
        1,
      );
      part.start().catch(() => undefined);
    });
    expect(said).toHaveLength(5);
    expect(tail.split('\n').filter((line) => line === 'no certificate')).toHaveLength(6);
  });

  test('that ignores SIGTERM is killed', async () => {
    const script = 'process.on("SIGTERM", () => {}); console.log("ready"); setInterval(() => {}, 1000)';
    const part = new Part(
      spec('stubborn', script),
      logs,
      () => undefined,
      () => undefined,
    );
    await part.start();
    await part.stop();
    expect(alive(part.pid ?? 0)).toBe(false);
  }, 10_000);
});
