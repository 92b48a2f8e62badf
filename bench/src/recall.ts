import { setTimeout as sleep } from 'node:timers/promises';
import { accessToken } from '../../test-network/src/oidc/sign-in.ts';
import { batchMaker, freshId } from './farmer.ts';
import { inParallel, measurement, type Measurement } from './measurement.ts';
import type { System } from './system.ts';

/** A lot split into a hundred, each of which is split into a hundred: 10,100 descendants. */
const width = 100;
const descendants = width + width * width;

interface Client {
  post(path: string, body: Record<string, unknown>, login: string): Promise<void>;
  /** Id of the notice that the gateway's index warns of, as the label page asks for it. */
  warning(id: string): Promise<string | undefined>;
  /** Status in the index, which follows the ledger block by block. */
  ledgerStatus(id: string): Promise<string | undefined>;
  /** The proven status of a record. */
  provenStatus(id: string): Promise<string | undefined>;
}

async function client(system: System): Promise<Client> {
  const tokens: Record<string, string> = {};
  for (const login of ['farmer', 'inspector']) tokens[login] = await accessToken(system.issuer, login);
  const read = async (path: string): Promise<Record<string, { readonly id?: string; readonly status?: string }>> => {
    const headers = { authorization: `Bearer ${tokens['inspector']}` };
    return (await (await fetch(`${system.gatewayUrl}${path}`, { headers })).json()) as never;
  };
  return {
    async post(path, body, login) {
      const response = await fetch(`${system.gatewayUrl}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${tokens[login]}`, 'content-type': 'application/json' },
        body: JSON.stringify({ requestId: freshId(), ...body }),
      });
      if (response.status !== 201)
        throw new Error(`${path}: ${response.status} ${(await response.text()).slice(0, 300)}`);
    },
    ledgerStatus: async (id) => (await read(`/api/origin/batches/${id}`))['record']?.status,
    warning: async (id) => (await read(`/r/${id}/story`))['recall']?.id,
    provenStatus: async (id) => {
      const { map } = (await read(`/r/${id}?from=0`)) as { map?: { value?: string } };
      return (JSON.parse(map?.value ?? '{}') as { status?: string }).status;
    },
  };
}

const until = async (what: string, ask: () => Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + 300_000;
  while (!(await ask())) {
    if (Date.now() > deadline) throw new Error(`not within 300 s: ${what}`);
    await sleep(20);
  }
};

/** Splits the lot; returns the ids of all descendants. */
async function grow(system: System, { post }: Client): Promise<{ root: string; ids: string[] }> {
  const root = freshId();
  await post('/api/origin/batches', { ...batchMaker(system)(root), weightKg: String(width * width) }, 'farmer');
  const split = async (batch: string, weightKg: string): Promise<string[]> => {
    const parts = Array.from({ length: width }, () => {
      const id = freshId();
      return { id, lot: `R${id.slice(-18)}`, weightKg };
    });
    await post('/api/origin/split', { id: freshId(), batch, parts }, 'farmer');
    return parts.map(({ id }) => id);
  };
  const ids = await split(root, String(width));
  const leaves: string[] = [];
  await inParallel(width, 4, async (index) => void leaves.push(...(await split(ids[index] ?? '', '1'))));
  return { root, ids: [...ids, ...leaves] };
}

interface Run {
  /** Seconds from the recall until the label of every descendant warns, each asked. */
  readonly warned: number;
  /** Until every descendant carries its mark on the ledger. */
  readonly marked: number;
  /** Until every mark is proven. */
  readonly proven: number;
}
const runs = new WeakMap<System, Promise<Run>>();

/** One recall of one lot with 10,100 descendants, which the measurements share. */
const runOf = (system: System): Promise<Run> => {
  const run = runs.get(system) ?? recallAll(system);
  runs.set(system, run);
  return run;
};

async function recallAll(system: System): Promise<Run> {
  const asked = await client(system);
  const { root, ids } = await grow(system, asked);
  if (ids.length !== descendants) throw new Error(`${ids.length} descendants`);
  const notice = freshId();
  const begun = performance.now();
  const seconds = (): number => (performance.now() - begun) / 1000;
  const command = { id: notice, batch: root, reason: 'Dư lượng vượt mức', class: 'I' };
  const issued = asked.post('/api/origin/recalls', command, 'inspector');
  // The last leaf first: when it warns, the notice is in the index, and every label is asked once.
  const last = ids.at(-1) ?? '';
  await until('a warning', async () => (await asked.warning(last)) === notice);
  const warned = seconds();
  const every = async (what: string, holds: (id: string) => Promise<boolean>): Promise<void> => {
    let wrong = 0;
    await inParallel(ids.length, 16, async (index) => {
      if (!(await holds(ids[index] ?? ''))) wrong += 1;
    });
    if (wrong > 0) throw new Error(`${wrong} descendants: ${what}`);
  };
  await every('the label does not warn', async (id) => (await asked.warning(id)) === notice);
  // One leaf of each of the hundred lots: every command that carries marks carries one of theirs.
  const sample = ids.slice(width).filter((_, index) => index % width === 0);
  const all = async (what: string, holds: (id: string) => Promise<boolean>): Promise<number> => {
    for (const id of sample) await until(what, () => holds(id));
    return seconds();
  };
  const marked = await all('the marks', async (id) => (await asked.ledgerStatus(id)) === 'recalled');
  const proven = await all('the marks, proven', async (id) => (await asked.provenStatus(id)) === 'recalled');
  await issued;
  await every('the mark is not proven', async (id) => (await asked.provenStatus(id)) === 'recalled');
  return { warned, marked, proven };
}

/** Seconds from the recall of a lot until the label of every one of its 10,100 descendants warns (amber, from the index). */
export async function recall(system: System): Promise<Measurement> {
  const { warned, proven } = await runOf(system);
  return measurement({
    ...{ name: 'recall', value: warned, unit: 's until every label warns', target: { atMost: 5 } },
    other: { name: `s until all ${descendants} marks are proven`, value: proven },
  });
}

/**
 * Seconds from the recall until the mark of every descendant is proven: the notice has reached all of them on the ledger, and the next checkpoint
 * after that, cosigned by three of the four organisations, covers the last mark. Beside the seconds until the marks are on the ledger.
 */
export async function recallProven(system: System): Promise<Measurement> {
  const { marked, proven } = await runOf(system);
  return measurement({
    ...{ name: 'recall-proven', value: proven, unit: `s until all ${descendants} marks are proven` },
    ...{ target: { atMost: 15 }, other: { name: 's until they are on the ledger', value: marked } },
  });
}
