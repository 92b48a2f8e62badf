import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@daunguon/proof';
import { communes, type RecordState } from '@daunguon/records';
import express from 'express';
import { dashboardRoutes } from '../../gateway-api/src/dashboards/dashboard-routes.ts';
import { TargetStore } from '../../gateway-api/src/dashboards/targets.ts';
import { gatewayDomains } from '../../gateway-api/src/domains.ts';
import { readRoutes } from '../../gateway-api/src/domains/read-routes.ts';
import { explorerRoutes } from '../../gateway-api/src/explorer/explorer-routes.ts';
import { openIndex } from '../../gateway-api/src/index-store/open-index.ts';
import type { IndexStore } from '../../gateway-api/src/index-store/index-store.ts';
import type { DecodedTransaction } from '../../gateway-api/src/ledger/decode-block.ts';
import { readConfig } from '../../gateway-api/src/config.ts';
import { collections, projectWholeBlock } from '../../gateway-api/src/project-block.ts';

/** As many as the province expects in some years; fewer for a quick look: `BENCH_RECORDS`. */
export const records = Number(process.env['BENCH_RECORDS'] ?? 1_000_000);
const perBlock = 500;
const days = 730;
const start = Date.UTC(2024, 11, 1);
const now = start + days * 86_400_000;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
export const idAt = (number: number): string => newId(digest(`record ${number}`).subarray(0, 16));
export const txIdAt = (block: number): string => digest(`tx ${block}`).toString('hex');
/** Spreads neighbours over a list, the same in every run (the finaliser of MurmurHash3). */
const pick = <Value>(from: readonly Value[], number: number): Value => {
  let mixed = Math.imul(number ^ (number >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return from[((mixed ^ (mixed >>> 16)) >>> 0) % from.length] as Value;
};

const crops = ['durian', 'pomelo', 'pepper', 'coffee', 'cashew', 'rambutan', 'mango', 'banana'];
const groups = ['food', 'beverages', 'herbal', 'crafts', 'ornamental', 'tourism'];
const families = ['Vườn', 'Vùng trồng', 'Trang trại', 'Tổ hợp tác', 'Nông hộ'];
const plants = ['sầu riêng', 'bưởi da xanh', 'hồ tiêu', 'cà phê', 'điều', 'chôm chôm', 'xoài', 'chuối'];
export const places = [
  'Đồi Hòa Bình',
  'Suối Đá',
  'Bàu Sen',
  'Núi Chứa Chan',
  'Rạch Đông',
  'Ấp Tân Phú',
  'Gò Me',
  'Thác Mai',
];

const nameAt = (number: number): string =>
  `${pick(families, number)} ${pick(plants, number * 3)} ${pick(places, number * 7)} ${number}`;
export const lotAt = (number: number): string => `L${String(number).padStart(7, '0')}`;

type Made = Pick<RecordState, 'type' | 'body'>;
/** Seven of ten are harvests; the others are areas, events, products, and units. */
function madeAt(number: number): Made {
  const commune = pick(communes, number * 11).code;
  const crop = pick(crops, number * 5);
  switch (number % 10) {
    case 0:
      return {
        type: 'origin/growing-area',
        body: { name: nameAt(number), commune, crop, areaM2: 10_000, pucNormalised: `VN-${number}` },
      };
    case 1:
      return {
        type: 'origin/event',
        body: { eventType: pick(['pack', 'ship', 'receive', 'sell'], number), inputs: [], outputs: [], commune },
      };
    case 2:
      return number % 20 < 10
        ? { type: 'ocop/product', body: { name: `Sản phẩm ${nameAt(number)}`, commune, group: pick(groups, number) } }
        : { type: 'registry/unit', body: { name: nameAt(number), kind: 'cooperative', commune } };
    default:
      return {
        type: 'origin/batch',
        body: {
          kind: 'harvest',
          lot: lotAt(number),
          product: { code: crop, name: crop },
          weightKg: '120.5',
          commune,
          growingArea: idAt(number % 5000),
        },
      };
  }
}

const stateAt = (number: number): RecordState => ({
  ...madeAt(number),
  ...{ id: idAt(number), version: 1, status: number % 97 === 0 ? 'recalled' : 'active', owner: idAt(number % 2000) },
  ...{
    salt: digest(`salt ${number}`).toString('hex').slice(0, 32),
    commitment: digest(`body ${number}`).toString('hex'),
  },
  ts: new Date(start + (number / records) * days * 86_400_000).toISOString(),
  by: { msp: 'AgriMSP', unit: idAt(number % 2000), role: 'farmer', signing: 'custodial' },
});

const project = projectWholeBlock('records');
function wholeAt(block: number) {
  const first = block * perBlock;
  const states = Array.from({ length: perBlock }, (_, index) => stateAt(first + index));
  const writes = states.map((state) => ({ key: `r/${state.id}`, value: JSON.stringify(state) }));
  const [txId, time] = [txIdAt(block), states[0]?.ts ?? ''];
  const transaction: DecodedTransaction = {
    ...{ index: 0, txId, time, type: 3, code: 0, msp: 'AgriMSP', chaincode: 'records', event: 'BatchesRegistered' },
    args: [Buffer.from('Origin:RegisterBatches'), Buffer.from('{}')],
    endorsers: ['AgriMSP', 'EduMSP', 'TechMSP'],
    sets: [
      {
        ...{ namespace: 'records', reads: [], ranges: [], policies: [], collections: [] },
        writes: writes.map(({ key, value }) => ({ key, isDelete: false, value: Buffer.from(value) })),
      },
    ],
  };
  const hash = digest(`block ${block}`).toString('hex');
  const decoded = { number: block, hash, previousHash: '', dataHash: '', transactions: [transaction] };
  return {
    number: block,
    hash,
    decoded,
    transactions: [{ txId, time, endorsers: transaction.endorsers, writes }],
  };
}
const blockAt = (block: number) => {
  const whole = wholeAt(block);
  return { ref: { number: whole.number, hash: whole.hash }, ops: project(whole) };
};

export interface Province {
  readonly store: IndexStore;
  readonly url: string;
  /** Seconds that filling took. */
  readonly seconds: number;
}

const listening = (server: Server): Promise<string> =>
  new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)),
  );

let made: Promise<Province> | undefined;
/** One index for all measurements of a run, by the gateway's own projection, behind the gateway's own routes. */
export const province = (): Promise<Province> => (made ??= make());

async function make(): Promise<Province> {
  const dataDir = mkdtempSync(join(tmpdir(), 'daunguon-province-'));
  process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
  const config = readConfig({ ...process.env, DN_DATA: dataDir });
  const store = await openIndex(config, collections);
  const begun = performance.now();
  for (let block = 0; block * perBlock < records; block += 10) {
    const last = Math.min(block + 10, records / perBlock);
    await store.applyBlocks(Array.from({ length: last - block }, (_, index) => blockAt(block + index)));
  }
  const seconds = (performance.now() - begun) / 1000;
  const person = { issuer: '', subject: 'bench', token: '' };
  const deps = {
    ...{ store, config, authenticate: async () => person, identityOf: async () => ({ unit: '' }) as never },
    ...{ indexed: async () => true, health: { position: () => records / perBlock - 1, lagSeconds: () => 0 } },
    ...{ targets: new TargetStore(dataDir), now: () => now, log: { policy: () => undefined } },
  };
  const lists = Object.assign({}, ...Object.values(gatewayDomains).map((domain) => domain.lists)) as Record<
    string,
    string
  >;
  const app = express().use(dashboardRoutes(deps), explorerRoutes(deps), readRoutes(deps, lists));
  const server = createServer(app);
  const url = await listening(server);
  server.unref();
  return { store, url, seconds };
}

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
