import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { accessToken } from '../../test-network/src/oidc/sign-in.ts';
import { batchMaker, freshId } from './farmer.ts';
import { heapOf, inspectable, type HeapOf, type Held } from './heap-of.ts';
import { measurement, type Measurement } from './measurement.ts';
import { commandOf } from './process-memory.ts';
import { startSystem, type System } from './system.ts';

const clients = 200;
const minutes = Number(process.env['BENCH_MINUTES'] ?? 10);
/** What the gateway may say when it has too much to do; each must say when to come again. */
const backPressure = [429, 503];

export interface Soaked {
  readonly requests: number;
  readonly writes: number;
  /** 429 and 503 with Retry-After. */
  readonly turnedAway: number;
  /** Everything else that is no success, by what it was. */
  readonly errors: ReadonlyMap<string, number>;
  /** What the gateway holds after garbage collection, once a minute. */
  readonly held: readonly Held[];
}

/** What is looked at: often enough for a line through it, in short tries too. */
const samples = 10;

/** Clients that read and, one time in ten, write, each waiting as long as it is told to where it is turned away. */
export async function soak(
  system: Pick<System, 'gatewayUrl' | 'issuer' | 'data'>,
  heap: Pick<HeapOf, 'held'>,
  forMs: number,
): Promise<Soaked> {
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
  const held: Held[] = [];
  const watch = async (): Promise<void> => {
    for (let sample = 1; sample <= samples; sample += 1) {
      await sleep(Math.max(0, until - forMs + (forMs * sample) / samples - performance.now()));
      const now = await heap.held();
      held.push(now);
      console.error(
        `  after ${((forMs * sample) / samples / 60_000).toFixed(1)} min: ${told(now)}; ${requests} requests`,
      );
    }
  };
  await Promise.all([watch(), ...Array.from({ length: clients }, (_, number) => client(number))]);
  return { requests, writes, turnedAway, errors, held };
}

const mb = (bytes: number): number => bytes / 2 ** 20;
const told = ({ rss, heapUsed, external }: Held): string =>
  `${mb(rss).toFixed(0)} MB resident, ${mb(heapUsed).toFixed(1)} MB heap, ${mb(external).toFixed(1)} MB outside it`;

/** Slope of a line through equally spaced values (least squares), per step. */
export function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = values.reduce((sum, _, at) => sum + (at - middle) ** 2, 0);
  return values.reduce((sum, value, at) => sum + (at - middle) * (value - mean), 0) / spread;
}

/** So much may what is held grow, MB a minute, once all is warm: a record that was written stays in the log's map. */
const mostGrowth = 2;

/** 200 clients for ten minutes: nothing but answers and documented back-pressure, and in its second half the gateway holds what it held. */
export async function soakGateway(): Promise<Measurement> {
  const system = await startSystem({ limited: true, env: inspectable });
  try {
    const heap = await heapOf(gatewayOf(system), join(system.data, 'logs/gateway.log'));
    const { requests, writes, turnedAway, errors, held } = await soak(system, heap, minutes * 60_000);
    heap.close();
    for (const [what, count] of errors) console.error(`  ${count} × ${what}`);
    const [heapGrowth, residentGrowth] = (['heapUsed', 'rss'] as const).map(
      (name) => (slopeOf(held.slice(samples / 2).map((one) => mb(one[name]))) * samples) / minutes,
    );
    console.error(`  ${writes} writes, ${turnedAway} turned away; in the second half ${heapGrowth?.toFixed(2)} MB heap, ${residentGrowth?.toFixed(2)} MB resident a minute`); // prettier-ignore
    if (Math.max(heapGrowth ?? 0, residentGrowth ?? 0) > mostGrowth)
      throw new Error(`the gateway's memory grows by more than ${mostGrowth} MB a minute`);
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

/** Process of the gateway among those of a system (Linux only: /proc). */
function gatewayOf(system: System): number {
  const found = system.processes().find((pid) => commandOf(pid).includes('gateway-api/src/server.ts'));
  if (found === undefined) throw new Error('the gateway does not run');
  return found;
}
