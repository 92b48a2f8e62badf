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
  /** The proven status of a record. */
  provenStatus(id: string): Promise<string | undefined>;
}

async function client(system: System): Promise<Client> {
  const tokens: Record<string, string> = {};
  for (const login of ['farmer', 'inspector']) tokens[login] = await accessToken(system.issuer, login);
  const read = async (path: string): Promise<Record<string, unknown>> =>
    (await fetch(`${system.gatewayUrl}${path}`)).json() as Promise<Record<string, unknown>>;
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
    warning: async (id) => ((await read(`/r/${id}/story`))['recall'] as { id: string } | undefined)?.id,
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

/**
 * Seconds from the recall of a lot until the label of every one of its 10,100 descendants warns, each asked; beside the
 * seconds until each is marked on the ledger and proven by a cosigned checkpoint.
 */
export async function recall(system: System): Promise<Measurement> {
  const asked = await client(system);
  const { root, ids } = await grow(system, asked);
  if (ids.length !== descendants) throw new Error(`${ids.length} descendants`);
  const notice = freshId();
  const begun = performance.now();
  const seconds = (): number => (performance.now() - begun) / 1000;
  const issued = asked.post(
    '/api/origin/recalls',
    { id: notice, batch: root, reason: 'Dư lượng vượt mức', class: 'I' },
    'inspector',
  );
  // The last leaf first: when it warns, the notice is in the index, and every label is asked once.
  await until('a warning', async () => (await asked.warning(ids.at(-1) ?? '')) === notice);
  const first = seconds();
  let silent = 0;
  await inParallel(ids.length, 16, async (index) => {
    if ((await asked.warning(ids[index] ?? '')) !== notice) silent += 1;
  });
  if (silent > 0) throw new Error(`${silent} labels did not warn`);
  const last = ids.at(-1) ?? '';
  await until('the last mark, proven', async () => (await asked.provenStatus(last)) === 'recalled');
  await issued;
  const proven = seconds();
  await inParallel(ids.length, 16, async (index) => {
    if ((await asked.provenStatus(ids[index] ?? '')) !== 'recalled') silent += 1;
  });
  if (silent > 0) throw new Error(`${silent} marks are not proven`);
  return measurement({
    name: 'recall',
    value: first,
    unit: 's until every label warns',
    target: { atMost: 5 },
    other: { name: `s until all ${descendants} marks are proven`, value: proven },
  });
}
