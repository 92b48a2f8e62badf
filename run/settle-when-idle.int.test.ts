import { expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const program = `
let held = Array.from({ length: 1e6 }, (_, index) => ({ index }));
const megabytes = () => process.memoryUsage().rss / 1e6;
console.log(megabytes());
held = undefined;
setInterval(() => console.log(megabytes()), 500);
`;

test('a process gives back what a busy moment took once it is idle', async () => {
  const settle = pathToFileURL(join(import.meta.dirname, 'settle-when-idle.ts')).href;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--import', settle, '-e', program]);
  try {
    let busy: number | undefined;
    for await (const line of createInterface({ input: child.stdout })) {
      busy ??= Number(line);
      if (Number(line) < busy - 40) return;
    }
    expect(busy).toBe('followed by less');
  } finally {
    child.kill();
  }
}, 30_000);
