import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { dashboardRoutes } from '../../gateway-api/src/dashboards/dashboard-routes.ts';
import { TargetStore } from '../../gateway-api/src/dashboards/targets.ts';
import { gatewayDomains } from '../../gateway-api/src/domains.ts';
import { readRoutes } from '../../gateway-api/src/domains/read-routes.ts';
import { explorerRoutes } from '../../gateway-api/src/explorer/explorer-routes.ts';
import { openIndex } from '../../gateway-api/src/index-store/open-index.ts';
import type { IndexStore } from '../../gateway-api/src/index-store/index-store.ts';
import { readConfig } from '../../gateway-api/src/config.ts';
import { collections, projectWholeBlock } from '../../gateway-api/src/project-block.ts';
import { now, perBlock, provinceBlock } from './synthetic-province.ts';

/** As many as the province expects in some years; fewer for a quick look: `BENCH_RECORDS`. */
export const records = Number(process.env['BENCH_RECORDS'] ?? 1_000_000);
const blocksAtOnce = 10;

const project = projectWholeBlock('records');

export interface Province {
  readonly records: number;
  readonly store: IndexStore;
  readonly url: string;
  /** Seconds that filling took; making the blocks is not counted. */
  readonly seconds: number;
  close(): Promise<void>;
}

const listening = (server: Server): Promise<string> =>
  new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)),
  );

/** Seconds in which the gateway's own projection fills the store with so many records. */
async function fill(store: IndexStore, count: number): Promise<number> {
  let making = 0;
  const fillBegun = performance.now();
  await store.filling(async () => {
    for (let block = 0; block * perBlock < count; block += blocksAtOnce) {
      const last = Math.min(block + blocksAtOnce, count / perBlock);
      const begun = performance.now();
      const blocks = Array.from({ length: last - block }, (_, index) => provinceBlock(block + index, count).whole);
      making += performance.now() - begun;
      await store.applyBlocks(
        blocks.map((whole) => ({ ref: { number: whole.number, hash: whole.hash }, ops: project(whole) })),
      );
    }
  });
  return (performance.now() - fillBegun - making) / 1000;
}

/** An index of so many records behind the gateway's own routes: SQLite in a folder of its own, or the MongoDB at `mongoUri`. */
export async function openProvince(count: number, mongoUri?: string): Promise<Province> {
  const dataDir = mkdtempSync(join(tmpdir(), 'daunguon-province-'));
  const remove = (): void => rmSync(dataDir, { recursive: true, force: true });
  process.once('exit', remove);
  const { DN_MONGODB_URI: _, ...env } = process.env;
  const config = readConfig({ ...env, DN_DATA: dataDir, ...(mongoUri && { DN_MONGODB_URI: mongoUri }) });
  const store = await openIndex(config, collections);
  const seconds = await fill(store, count);
  const person = { issuer: '', subject: 'bench', token: '' };
  const deps = {
    ...{ store, config, authenticate: async () => person, identityOf: async () => ({ unit: '' }) as never },
    ...{ indexed: async () => true, health: { position: () => count / perBlock - 1, lagSeconds: () => 0 } },
    ...{ targets: new TargetStore(dataDir), now: () => now, log: { policy: () => undefined } },
  };
  const lists = Object.assign({}, ...Object.values(gatewayDomains).map((domain) => domain.lists)) as Record<
    string,
    string
  >;
  const app = express().use(dashboardRoutes(deps), explorerRoutes(deps), readRoutes(deps, lists));
  const server = createServer(app);
  // Going through a million records keeps this process busy for longer than a connection may idle.
  server.keepAliveTimeout = 600_000;
  const url = await listening(server);
  server.unref();
  return {
    ...{ records: count, store, url, seconds },
    async close() {
      server.closeAllConnections();
      server.close();
      await store.close();
      remove();
      process.off('exit', remove);
    },
  };
}

let made: Promise<Province> | undefined;
/** One index for all measurements of a run. */
export const province = (): Promise<Province> => (made ??= openProvince(records));

/** Milliseconds of every path, asked in turn: the 95th percentile, after all were asked once. */
export async function p95Of(url: string, paths: readonly string[]): Promise<number> {
  const times: number[] = [];
  for (const round of [0, 1]) {
    for (const path of paths) {
      const begun = performance.now();
      const answer = await fetch(url + path);
      const body = await answer.text();
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${body.slice(0, 200)}`);
      if (round === 1) times.push(performance.now() - begun);
    }
  }
  return times.sort((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1] ?? NaN;
}

/** Milliseconds to look through documents for the same, once. */
export async function scan(store: IndexStore, holds: (name: string) => boolean): Promise<number> {
  const begun = performance.now();
  let after: string | undefined;
  let found = 0;
  do {
    const page = await store.find('records', { limit: 1000, ...(after === undefined ? {} : { after }) });
    found += page.docs.filter((doc) => holds(String(doc['name']))).length;
    after = page.next;
  } while (after !== undefined);
  if (found === 0) throw new Error('the scan found nothing');
  return performance.now() - begun;
}
