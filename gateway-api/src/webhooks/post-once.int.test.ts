import { afterEach, expect, test } from '@jest/globals';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { postOnce, type PostRules } from './post-once.ts';

let server: Server | undefined;
afterEach(() => void server?.close());
const asked: string[] = [];

/** A receiver that speaks raw bytes: what it sends once the request has come. */
const receiver = async (answer: (socket: Socket) => void): Promise<string> => {
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    let text = '';
    socket.on('data', (bytes) => {
      text += bytes.toString();
      if (!text.includes('\r\n\r\n')) return;
      asked.push(text);
      answer(socket);
    });
  });
  await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
  return `http://localhost:${(server?.address() as AddressInfo).port}/hook`;
};
const rules: PostRules = {
  ...{ loopback: true, timeoutMs: 300 },
  resolve: async () => [{ address: '127.0.0.1', family: 4 }],
};
const post = (url: string, more: Partial<PostRules> = {}) => postOnce(url, { 'webhook-id': 'msg_1' }, '{"a":"ấ"}', { ...rules, ...more }); // prettier-ignore
const timed = async <Value>(work: Promise<Value>): Promise<[Value, number]> => {
  const start = performance.now();
  return [await work, performance.now() - start];
};

test('2xx is enough; headers and the bytes of the body arrive', async () => {
  const url = await receiver((socket) => socket.end('HTTP/1.1 204 No Content\r\n\r\n'));
  expect(await post(url)).toEqual({ ok: true, status: 204 });
  const text = asked.at(-1) ?? '';
  expect(text).toContain('webhook-id: msg_1');
  expect(text).toMatch(/content-length: 11\r\n/);
});

test('a receiver that hangs costs the time-out and no more', async () => {
  const url = await receiver(() => undefined);
  const [outcome, ms] = await timed(post(url));
  expect(outcome).toEqual({ ok: false, failure: 'timeout' });
  expect(ms).toBeLessThan(1500);
});

test('so does one that answers byte by byte', async () => {
  const url = await receiver((socket) => {
    const bytes = [...'HTTP/1.1 200 OK\r\nX-Slow: yes\r\n\r\n'];
    const timer = setInterval(() => socket.write(bytes.shift() ?? ' '), 50);
    socket.on('close', () => clearInterval(timer));
  });
  const [outcome, ms] = await timed(post(url));
  expect(outcome).toEqual({ ok: false, failure: 'timeout' });
  expect(ms).toBeLessThan(1500);
});

test('and one that sends headers without end is left', async () => {
  const url = await receiver((socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    const timer = setInterval(() => socket.write(`X-${'a'.repeat(8000)}: b\r\n`), 1);
    socket.on('close', () => clearInterval(timer));
  });
  expect(await post(url, { timeoutMs: 3000 })).toEqual({ ok: false, failure: 'connection' });
});

test('a huge body is not read, whatever its length says', async () => {
  let sent = 0;
  const url = await receiver((socket) => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n');
    const timer = setInterval(() => (sent += socket.write(Buffer.alloc(65_536)) ? 65_536 : 0), 0);
    socket.on('close', () => clearInterval(timer));
  });
  const [outcome, ms] = await timed(post(url));
  expect(outcome).toEqual({ ok: true, status: 200 });
  expect(ms).toBeLessThan(300);
  expect(sent).toBeLessThan(20 * 65_536);
});

test.each(['301 Moved', '307 Temporary Redirect', '308 Permanent Redirect'])(
  '%s is followed by nobody',
  async (line) => {
    const before = asked.length;
    const url = await receiver((socket) =>
      socket.end(`HTTP/1.1 ${line}\r\nLocation: http://169.254.169.254/latest\r\n\r\n`),
    );
    expect(await post(url)).toMatchObject({ ok: false, failure: 'redirect' });
    expect(asked.length).toBe(before + 1);
  },
);

test('a pause that the receiver asks for is told', async () => {
  const url = await receiver((socket) => socket.end('HTTP/1.1 429 Too Many\r\nRetry-After: 60\r\n\r\n'));
  expect(await post(url)).toEqual({ ok: false, failure: 'status', status: 429, retryAfterMs: 60_000 });
});

test('what is no HTTP, or ends at once, or switches protocols, is a failure', async () => {
  const answers = ['', 'hello\r\n\r\n', 'HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'];
  for (const text of answers) {
    const url = await receiver((socket) => socket.end(text));
    expect(await post(url)).toMatchObject({ ok: false, failure: 'connection' });
    server?.close();
  }
});

test('a name is asked for once an attempt, and a new address is looked at again', async () => {
  const url = await receiver((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'));
  let looked = 0;
  const rebinding = async () => [{ address: (looked += 1) === 1 ? '127.0.0.1' : '10.0.0.1', family: 4 }];
  expect(await post(url, { resolve: rebinding })).toEqual({ ok: true, status: 200 });
  expect(looked).toBe(1);
  expect(await post(url, { resolve: rebinding })).toEqual({ ok: false, failure: 'address' });
  expect(await post(url, { resolve: () => Promise.reject(new Error('ENOTFOUND')) })).toEqual({ ok: false, failure: 'unresolved' }); // prettier-ignore
  expect(await post(url, { resolve: () => new Promise(() => undefined) })).toEqual({ ok: false, failure: 'timeout' });
});
