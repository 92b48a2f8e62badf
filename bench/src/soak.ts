import { setTimeout as sleep } from 'node:timers/promises';
import { accessToken } from '../../test-network/src/oidc/sign-in.ts';
import { batchMaker, freshId } from './farmer.ts';
import { measurement, type Measurement } from './measurement.ts';
import { startSystem, type System } from './system.ts';

const clients = 200;
const minutes = Number(process.env['DN_SOAK_MINUTES'] ?? 10);
/** What the gateway may say when it has too much to do; each must say when to come again. */
const backPressure = [429, 503];

export interface Soaked {
  readonly requests: number;
  readonly writes: number;
  /** 429 and 503 with Retry-After. */
  readonly turnedAway: number;
  /** Everything else that is no success, by what it was. */
  readonly errors: ReadonlyMap<string, number>;
  /** Resident memory of the gateway in each of ten parts of the time, the most in each, MB. */
  readonly memoryMb: readonly number[];
}

const residentMb = async (gateway: string): Promise<number> => {
  const text = await (await fetch(`${gateway}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1] ?? 0) / 2 ** 20;
};

/** Clients that read and, one time in ten, write, each waiting as long as it is told to where it is turned away. */
export async function soak(system: Pick<System, 'gatewayUrl' | 'issuer' | 'data'>, forMs: number): Promise<Soaked> {
  const { gatewayUrl } = system;
  const row = batchMaker(system as System);
  const token = await accessToken(system.issuer, 'farmer');
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const reads = [
    '/api/origin/batches?limit=20',
    '/log/checkpoint',
    '/api/lists',
    '/api/registry/log-status',
    '/healthz',
  ];
  const errors = new Map<string, number>();
  const until = performance.now() + forMs;
  let [requests, writes, turnedAway] = [0, 0, 0];
  const note = (what: string): void => void errors.set(what, (errors.get(what) ?? 0) + 1);

  const once = async (turn: number): Promise<void> => {
    const isWrite = turn % 10 === 0;
    const path = isWrite ? '/api/origin/batches' : reads[turn % reads.length]!;
    const body = isWrite ? { method: 'POST', body: JSON.stringify({ requestId: freshId(), ...row() }) } : {};
    const answer = await fetch(`${gatewayUrl}${path}`, { ...body, headers });
    await answer.arrayBuffer();
    requests += 1;
    if (isWrite && answer.ok) writes += 1;
    const wait = answer.headers.get('retry-after');
    if (backPressure.includes(answer.status) && wait !== null) {
      turnedAway += 1;
      await sleep(Math.min(Number(wait) * 1000, Math.max(0, until - performance.now())));
    } else if (!answer.ok) note(`${path} ${answer.status}${wait === null ? '' : ' with Retry-After'}`);
  };
  const client = async (number: number): Promise<void> => {
    for (let turn = number; performance.now() < until; turn += 1) {
      await once(turn).catch(({ message, cause }: Error) =>
        note(`no answer: ${(cause as { code?: string } | undefined)?.code ?? message}`),
      );
      await sleep(100);
    }
  };
  const memoryMb = Array.from({ length: 10 }, () => 0);
  const sampler = setInterval(
    () =>
      void residentMb(gatewayUrl).then(
        (mb) => {
          const part = Math.min(9, Math.max(0, Math.floor(10 * (1 - (until - performance.now()) / forMs))));
          memoryMb[part] = Math.max(memoryMb[part]!, mb);
        },
        () => undefined,
      ),
    Math.max(250, forMs / 200),
  );
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
  clearInterval(sampler);
  return { requests, writes, turnedAway, errors, memoryMb };
}

/** 200 clients for ten minutes: nothing but answers and documented back-pressure, and memory at the end as at the beginning. */
export async function soakGateway(): Promise<Measurement> {
  const system = await startSystem({ limited: true });
  try {
    const { requests, turnedAway, errors, memoryMb } = await soak(system, minutes * 60_000);
    for (const [what, count] of errors) console.error(`  ${count} × ${what}`);
    console.error(`  memory, MB: ${memoryMb.map((mb) => Math.round(mb)).join(' ')}; turned away: ${turnedAway}`);
    const [warm = 0, last = 0] = [memoryMb[2], memoryMb[9]];
    if (last > warm * 1.25) throw new Error(`memory grew from ${Math.round(warm)} to ${Math.round(last)} MB`);
    return measurement({
      name: 'soak',
      value: [...errors.values()].reduce((sum, count) => sum + count, 0),
      unit: `errors of ${clients} clients in ${minutes} minutes`,
      target: { atMost: 0 },
      other: { name: 'requests', value: requests },
    });
  } finally {
    await system.stop();
  }
}
