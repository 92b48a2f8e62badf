import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a process holds after a full garbage collection, bytes. */
export interface Held {
  readonly rss: number;
  readonly heapUsed: number;
  /** Of native code and buffers, outside the heap. */
  readonly external: number;
}

/** Programs of a system that is started with these settings open their inspector, when asked by a signal, on any free port. */
export const inspectable = { NODE_OPTIONS: '--inspect-port=0' };

interface Reply {
  readonly id: number;
  readonly result: { readonly result?: { readonly value: Held } };
}

/** Looks into a Node process from outside by its inspector: nothing is built into the product for it. */
export interface HeapOf {
  /** Collects garbage, then says what is left. */
  held(): Promise<Held>;
  close(): void;
}

/** `logFile`: where the process says its inspector's address. @throws Error when it does not say one within some seconds */
export async function heapOf(pid: number, logFile: string): Promise<HeapOf> {
  process.kill(pid, 'SIGUSR1');
  const address = await addressIn(logFile);
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', reject, { once: true });
  });
  const waiting = new Map<number, (reply: Reply) => void>();
  socket.addEventListener('message', ({ data }) => {
    const reply = JSON.parse(String(data)) as Reply;
    waiting.get(reply.id)?.(reply);
    waiting.delete(reply.id);
  });
  let count = 0;
  const ask = (method: string, params: object = {}): Promise<Reply> =>
    new Promise((resolve) => {
      const id = (count += 1);
      waiting.set(id, resolve);
      socket.send(JSON.stringify({ id, method, params }));
    });
  return {
    async held() {
      await ask('HeapProfiler.collectGarbage');
      const expression = '(({ rss, heapUsed, external }) => ({ rss, heapUsed, external }))(process.memoryUsage())';
      const { result } = await ask('Runtime.evaluate', { expression, returnByValue: true });
      if (result.result === undefined) throw new Error('the process does not tell its memory');
      return result.result.value;
    },
    close: () => socket.close(),
  };
}

async function addressIn(logFile: string): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = /Debugger listening on (ws:\S+)/.exec(existsSync(logFile) ? readFileSync(logFile, 'utf8') : '')?.[1];
    if (found !== undefined) return found;
    await sleep(100);
  }
  throw new Error(`no inspector's address in ${logFile}`);
}
