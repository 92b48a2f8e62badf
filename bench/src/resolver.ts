import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { newId } from '@daunguon/proof';
import { aliasId } from '@daunguon/records';
import { originFields } from '../../gateway-api/src/domains/origin/origin-projection.ts';
import type { Doc, IndexStore, Op } from '../../gateway-api/src/index-store/index-store.ts';
import { openSqliteStore } from '../../gateway-api/src/index-store/sqlite-store.ts';
import { drawSerials } from '../../gateway-api/src/labels/draw-serials.ts';
import { serialProofs } from '../../gateway-api/src/labels/serial-proofs.ts';
import { openSerialStore } from '../../gateway-api/src/labels/serial-store.ts';
import { collections } from '../../gateway-api/src/project-block.ts';
import { resolverRoutes } from '../../gateway-api/src/resolver/resolver-routes.ts';
import { measurement, type Measurement } from './measurement.ts';

const gtin = '08936012345674';
const [lots, perLot, scans] = [50, 20_000, 500];
const idOf = (number: number): string =>
  newId(Uint8Array.from({ length: 16 }, (_, at) => (at < 12 ? 0 : number >> (8 * (15 - at)))));
const lotOf = (number: number): string => `LOT-${String(number).padStart(4, '0')}`;

interface Item {
  readonly link: string;
  readonly batch: number;
  readonly serial: string;
}

/**
 * 95th percentile, in milliseconds, of what a scan asks of the gateway when one GTIN has a million serials: the link resolved, then the proof
 * of its serial. Beside it the same look-up in one list of all serials, as a resolver does it that keeps an entry an item.
 */
export async function resolver(): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'daunguon-resolver-'));
  const store = openSqliteStore(join(folder, 'index.db'), collections);
  const serials = openSerialStore(join(folder, 'labels.db'));
  let server: Server | undefined;
  try {
    const items: Item[] = [];
    const ops: Op[] = [];
    for (let number = 0; number < lots; number += 1) {
      const drawn = drawSerials(perLot);
      const { id, count, root } = serials.add({ id: idOf(number + 1000), batch: idOf(number), unit: 'U' }, drawn);
      const body = {
        lot: lotOf(number),
        product: { code: 'durian', name: 'Ri6', gtin },
        recalls: [],
        labels: [{ id, count, root }],
      };
      ops.push(
        put(idOf(number), 'origin/batch', body),
        put(aliasId(gtin, lotOf(number)), 'origin/alias', { target: idOf(number) }),
      );
      for (const serial of drawn)
        items.push({ link: `/${aliasId(gtin, lotOf(number))}/21/${serial}`, batch: number, serial });
    }
    await store.applyBlocks([{ ref: { number: 1, hash: 'h' }, ops }]);
    const app = express().use(resolverRoutes({ store, verifierUrl: 'http://verifier', gatewayUrl: 'http://gateway' }));
    app.get('/proof/:batch/:serial', async ({ params }, response) => {
      const record = await store.get('records', params.batch);
      response.json(serialProofs(serials, (record?.['state'] as { body?: unknown }).body, params.serial));
    });
    server = createServer(app);
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const picked = Array.from({ length: scans }, (_, at) => items[(at * 7919 * 131) % items.length]!);
    const times: number[] = [];
    for (const item of picked) times.push(await timed(() => scan(url, item)));
    return measurement({
      name: 'resolver',
      value: p95(times),
      unit: `ms at p95, ${items.length} serials under one GTIN, ${scans} scans over HTTP`,
      target: { atMost: 20 },
      other: { name: 'one list of all serials, ms at p95', value: p95(await naive(picked, items)) },
    });
  } finally {
    server?.closeAllConnections();
    server?.close();
    serials.close();
    await (store as IndexStore).close();
    rmSync(folder, { recursive: true });
  }
}

const put = (id: string, type: string, body: object): Op => {
  const state = { id, type, body, status: 'active', owner: 'U', ts: '' };
  return {
    op: 'put',
    collection: 'records',
    id,
    doc: { type, ...originFields(state as never), state: state as unknown as Doc },
  };
};

async function scan(url: string, { link, batch, serial }: Item): Promise<void> {
  const answer = await fetch(`${url}${link}`, { redirect: 'manual' });
  if (answer.status !== 307 || answer.headers.get('location') !== `http://verifier${link}`)
    throw new Error(`${link}: ${answer.status}`);
  const proof = (await (await fetch(`${url}/proof/${idOf(batch)}/${serial}`)).json()) as { leaves: unknown[] }[];
  if (proof.length !== 1 || proof[0]?.leaves.length !== 1) throw new Error(`${link} is not proven`);
}

async function naive(picked: readonly Item[], items: readonly Item[]): Promise<number[]> {
  const times: number[] = [];
  for (const { link } of picked) {
    times.push(
      await timed(async () => {
        if (items.find((item) => item.link === link) === undefined) throw new Error(link);
      }),
    );
  }
  return times;
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

const p95 = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1] ?? NaN;
