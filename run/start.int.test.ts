import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isTaken, takeFolder } from './folder-lock.ts';

const data = mkdtempSync(join(tmpdir(), 'start-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));
const script = (name: string): string => join(import.meta.dirname, name);

describe('npm start', () => {
  /** `npm start` with the gateway's 8080 moved to a port that is in use. */
  async function onBusyPort(): Promise<{ port: number; code: unknown; said: string }> {
    const busy = createServer();
    await new Promise<void>((resolve) => busy.listen(0, 'localhost', () => resolve()));
    const port = (busy.address() as AddressInfo).port;
    const child = spawn(process.execPath, [script('start.ts'), '--empty'], {
      env: { ...process.env, DN_PORT_OFFSET: String(port - 8080), DAUNGUON_DATA: join(data, 'a') },
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    const code = await new Promise((resolve) => child.once('close', resolve));
    busy.close();
    return { port, code, said };
  }

  test('names the port that is in use and what needs it, and starts nothing', async () => {
    let found = await onBusyPort();
    // Other programs of this machine may hold another of the ports.
    for (let tries = 1; tries < 10 && !found.said.includes(String(found.port)); tries += 1) found = await onBusyPort();
    expect(found.code).toBe(1);
    expect(found.said).toContain(`Port ${found.port} is in use, needed by: Gateway`);
    expect(existsSync(join(data, 'a'))).toBe(false);
  });
});

describe('a folder that a running system has', () => {
  const folder = join(data, 'taken');
  let release: (() => void) | undefined;
  beforeAll(() => {
    mkdirSync(join(folder, 'seed'), { recursive: true });
    release = takeFolder(folder);
  });
  const refusal = (name: string, ...args: string[]): string => {
    const env = { ...process.env, DAUNGUON_DATA: folder, DN_PORT_OFFSET: '100' };
    const { status, stderr } = spawnSync(process.execPath, [script(name), ...args], { encoding: 'utf8', env });
    return `${status} ${stderr}`;
  };

  test('is started, emptied and replaced by nobody else, on whatever ports', () => {
    expect(refusal('start.ts')).toMatch(/^1 .*\n.*Already running with this data folder: /);
    expect(refusal('reset.ts', '--yes')).toMatch(/^1 .*It is running/);
    expect(refusal('backup/command.ts', '--restore', join(data, 'none'))).toMatch(/^1 the system is running/);
    expect(existsSync(join(folder, 'seed'))).toBe(true);
  });

  test('is free again once that has ended', () => {
    expect(isTaken(folder)).toBe(true);
    release?.();
    expect(isTaken(folder)).toBe(false);
    expect(refusal('reset.ts', '--yes')).toMatch(/^0 /);
  });
});

test('a data folder that cannot be written is named', () => {
  writeFileSync(join(data, 'a-file'), '');
  const folder = join(data, 'a-file/below');
  const start = () =>
    spawnSync(process.execPath, [script('start.ts')], {
      encoding: 'utf8',
      env: { ...process.env, DAUNGUON_DATA: folder, DN_PORT_OFFSET: String(randomInt(1, 20_000)) },
    });
  let { status, stderr } = start();
  // Other programs of this machine may hold one of the ports.
  for (let tries = 1; tries < 10 && /is in use/.test(stderr); tries += 1) ({ status, stderr } = start());
  expect([status, stderr]).toEqual([1, expect.stringContaining(`cannot be written: ${folder}`)]);
});

describe('npm run reset', () => {
  const reset = (folder: string, ...args: string[]) =>
    spawnSync(process.execPath, [script('reset.ts'), ...args], {
      encoding: 'utf8',
      env: { ...process.env, DAUNGUON_DATA: folder },
    });

  test('asks first, then empties the folder but for its cache', () => {
    const folder = join(data, 'b');
    for (const name of ['seed', 'network', 'cache']) mkdirSync(join(folder, name), { recursive: true });
    expect(reset(folder).status).toBe(1);
    expect(existsSync(join(folder, 'network'))).toBe(true);
    expect(reset(folder, '--yes').status).toBe(0);
    expect(existsSync(join(folder, 'network'))).toBe(false);
    expect(existsSync(join(folder, 'cache'))).toBe(true);
  });

  test('leaves a folder alone that is not its own', () => {
    const folder = join(data, 'c');
    mkdirSync(folder);
    writeFileSync(join(folder, 'thesis.txt'), 'x');
    reset(folder, '--yes');
    expect(existsSync(join(folder, 'thesis.txt'))).toBe(true);
  });
});
