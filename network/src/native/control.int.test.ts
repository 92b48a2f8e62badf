/** A command reaches the process that runs a network, hears what it does line by line, and how it ended. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { askRunning, serveControl } from './control.ts';

const data = mkdtempSync(join(tmpdir(), 'daunguon-control-'));
afterAll(() => rmSync(data, { recursive: true }));
const asked = { command: 'add-org', topologyFile: '/topology.json' };

test('lines, the end, an error in words, one change at a time', async () => {
  await expect(askRunning(data, asked, () => undefined)).rejects.toThrow(`no network runs in ${data}`);
  let release: (() => void) | undefined;
  const close = await serveControl(data, async ({ command }, say) => {
    if (command === 'fail') throw new Error('no orderer\nanswers');
    say(`doing ${command}`);
    await new Promise<void>((resolve) => (release = resolve));
  });
  const lines: string[] = [];
  const first = askRunning(data, asked, (line) => lines.push(line));
  while (release === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
  await expect(askRunning(data, asked, () => undefined)).rejects.toThrow('another change of this network is under way');
  release();
  await first;
  expect(lines).toEqual(['doing add-org', '✓ Xong / done']);
  await expect(askRunning(data, { ...asked, command: 'fail' }, () => undefined)).rejects.toThrow(
    'no orderer | answers',
  );
  close();
  // what a killed process leaves behind
  writeFileSync(join(data, 'control.sock'), '');
  await expect(askRunning(data, asked, () => undefined)).rejects.toThrow(`the network in ${data} does not answer`);
});
