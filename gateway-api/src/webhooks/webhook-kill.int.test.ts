import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { areaOf, openTestExchange, writeBlock } from '../exchange/test-exchange.ts';
import { startReceiver, type TestReceiver } from './test-receiver.ts';

const folder = mkdtempSync(join(tmpdir(), 'webhook-kill-'));
const total = 120;
let receiver: TestReceiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(async () => {
  await receiver.close();
  rmSync(folder, { recursive: true });
});
const start = (): ChildProcess =>
  spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'crash-sender.ts'), folder],
    { stdio: ['pipe', 'ignore', 'inherit'] },
  );
const ended = (child: ChildProcess) => new Promise((done) => child.once('exit', (_, signal) => done(signal)));

test('a gateway that is killed again and again between deliveries loses none, and an id says what came twice', async () => {
  const exchange = await openTestExchange(folder);
  const key = exchange.partner({ hosts: [receiver.host] });
  expect((await exchange.post('/lgsp/v1/webhooks', { url: receiver.url }, key)).status).toBe(201);
  const number = (at: number): string => `K${String(at).padStart(3, '0')}`;
  for (let block = 0; block < total / 40; block += 1) {
    const states = Array.from({ length: 40 }, (_, at) => areaOf(number(block * 40 + at)));
    await writeBlock(exchange.store, block, states);
  }
  await exchange.close();

  let child = start();
  let gone = ended(child);
  /** Some die as soon as the request is in, before the answer; some between the answer and the next request. */
  const dieAt = [3, 20, 21, 60, 91];
  receiver.answer = (response) => {
    const count = receiver.received.length;
    if (!dieAt.includes(count)) return void response.writeHead(204).end();
    if (count % 2 === 0) response.writeHead(204).end();
    child.kill('SIGKILL');
  };
  while (receiver.taken().length < total) {
    const signal = await Promise.race([gone, new Promise((done) => setTimeout(() => done(undefined), 20))]);
    if (signal === undefined) continue;
    expect(signal).toBe('SIGKILL');
    child = start();
    gone = ended(child);
  }
  child.kill('SIGKILL');
  await gone;
  const records = receiver
    .taken()
    .map(({ text }) => (JSON.parse(text) as { data: { record: string } }).data.record.slice(-4));
  expect(records).toEqual(Array.from({ length: total }, (_, at) => number(at)));
  expect(receiver.received.length).toBeGreaterThan(total);
  expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(total);
}, 180_000);
