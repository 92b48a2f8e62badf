import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import { openSqliteStore } from '../../gateway-api/src/index-store/sqlite-store.ts';
import { order } from '../../gateway-api/src/ledger/commit-status.ts';
import { openPeers, operatorIdentity } from '../../gateway-api/src/ledger/peers.ts';
import { collections } from '../../gateway-api/src/project-block.ts';
import type { LogStatus } from '../../gateway-api/src/log/log-status.ts';
import { missingFabric } from '../../network/src/native/programs.ts';
import { startFabricProcess } from '../../test-network/scenarios/fixtures/fabric-process.ts';
import { freshId, signInFarmer } from './farmer.ts';
import { inParallel, measurement, median, type Measurement } from './measurement.ts';
import { openSdkFarmer, type SdkFarmer } from './sdk-farmer.ts';
import { repository, startSystem, type System } from './system.ts';

/** Clients at once. */
const width = 32;
const rows = 500;
/** Reads before those that count, of each kind: whoever answers has compiled and remembers what it needs. */
const warmUp = 2000;
/** Transactions of a figure; BENCH_COUNT for a quick look. */
const count = Number(process.env['BENCH_COUNT'] ?? 1000);

/** Reads a second by 32 clients at once, and the median time of one that is alone, in milliseconds. */
interface Reads {
  readonly rate: number;
  readonly medianMs: number;
}

/**
 * Our commands on real Fabric, four organisations with BFT orderers, beside what fabric-samples does there: the same network and client, each with
 * three endorsements, one after the other, and nothing else running; and ours with the whole product beside, whose index and
 * four cosigners follow every block: what an operator of one machine gets. Nothing to compare where no Fabric is: then there are no rows, and the reason is
 * on stderr.
 */
export async function fabric(): Promise<readonly Measurement[]> {
  const missing = missingFabric();
  if (missing !== undefined) {
    console.error(`fabric: skipped, ${missing}`);
    return [];
  }
  const system = await startSystem({ ledger: 'fabric' });
  let farmer: SdkFarmer | undefined;
  try {
    farmer = await openSdkFarmer(system);
    const beside = await besideProduct(system, farmer);
    await system.stop(true);
    // These two right after one another: what else the machine does changes with time.
    const create = await assetTransfer();
    return [...(await alone(system, farmer, create)), ...beside(create)];
  } finally {
    farmer?.close();
    await system.stop();
  }
}

/** Our commands on the network that the product was seeded on, once the product has ended. */
async function alone(system: System, farmer: SdkFarmer, create: number): Promise<readonly Measurement[]> {
  const network = await startFabricProcess({ data: join(system.data, 'network'), portOffset: system.portOffset });
  try {
    const other = { name: 'asset-transfer create on the same Fabric, tx/s', value: create };
    const single = await singleRate(farmer);
    const bulk = await bulkRate(farmer.registerMany);
    return [
      measurement({
        ...{ name: 'fabric-single', value: single, unit: 'tx/s (SDK, 3 endorsements)' },
        ...{ target: { atLeast: 0.8 * create }, other },
      }),
      measurement({
        ...{ name: 'fabric-bulk', value: bulk, unit: `records/s (SDK), ${rows} a transaction` },
        ...{ target: { atLeast: 10 * create }, other },
      }),
    ];
  } finally {
    await network.stop();
  }
}

/** Rows beside the rate of asset-transfer's create, which is measured later. */
async function besideProduct(system: System, farmer: SdkFarmer): Promise<(create: number) => readonly Measurement[]> {
  const single = await singleRate(farmer);
  const { registerMany } = await signInFarmer(system);
  const bulk = await bulkRate(registerMany);
  await settled(system);
  const evaluated = await reads(count, () => farmer.query());
  const { store, ids, remove } = await copyOfIndex(system);
  const stored = await reads(20 * count, async () => {
    if ((await store.get('records', anyOf(ids))) === undefined) throw new Error('a record is missing');
  });
  await remove();
  await settled(system);
  const served = await httpReads(system, ids);
  const evaluate = { name: 'chaincode evaluate of the same record, reads/s', value: evaluated.rate };
  return (create) => {
    const sample = { name: 'asset-transfer create on the same Fabric, tx/s', value: create };
    return [
      measurement({
        ...{
          name: 'fabric-single-product',
          value: single,
          unit: 'tx/s (SDK), the whole product beside',
          other: sample,
        },
      }),
      measurement({
        ...{
          name: 'fabric-bulk-product',
          value: bulk,
          unit: 'records/s over HTTP, the whole product beside',
          other: sample,
        },
      }),
      measurement({
        ...{
          name: 'fabric-read-store',
          value: stored.rate,
          unit: 'reads/s at the index, of a thousand records that it remembers',
        },
        ...{ target: { atLeast: 10 * evaluated.rate }, other: evaluate },
      }),
      measurement({
        ...{ name: 'fabric-read-median', value: stored.medianMs, unit: 'ms at the index, median, remembered' },
        ...{ target: { atMost: evaluated.medianMs / 10 } },
        other: { name: 'chaincode evaluate of the same record, ms, median', value: evaluated.medianMs },
      }),
      measurement({
        ...{
          name: 'fabric-read-http',
          value: served.rate,
          unit: 'reads/s over HTTP: a record, what happened to it, the names of those it speaks of',
        },
        ...{ target: { atLeast: 3 * evaluated.rate }, other: evaluate },
      }),
    ];
  };
}

/** Transactions a second of asset-transfer's create by the same client, in a network of its own by network/. */
async function assetTransfer(): Promise<number> {
  const data = mkdtempSync(join(tmpdir(), 'daunguon-asset-transfer-'));
  const chaincodeServer = join(repository, 'test-network/scenarios/fixtures/asset-transfer/server.ts');
  const network = await startFabricProcess({ data, chaincodeServer });
  const peers = openPeers(data, 'AgriMSP');
  try {
    const identity = operatorIdentity(data, 'AgriMSP');
    const gateway = peers.gateway(identity);
    const contract = gateway.getNetwork('province').getContract('records');
    const create = async (): Promise<void> => {
      const asset = [freshId(), 'blue', '5', 'Tomoko', '300'];
      const endorsed = await contract.newProposal('CreateAsset', { arguments: asset }).endorse();
      const { code } = await (await order(endorsed, gateway, identity, 'province'))();
      if (code !== 0) throw new Error(`an asset was committed with code ${code}`);
    };
    await inParallel(100, width, create);
    return count / (await inParallel(count, width, create));
  } finally {
    peers.close();
    await network.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

async function singleRate(farmer: SdkFarmer): Promise<number> {
  await inParallel(100, width, () => farmer.register());
  return count / (await inParallel(count, width, () => farmer.register()));
}

async function bulkRate(registerMany: (count: number) => Promise<void>): Promise<number> {
  await registerMany(rows);
  const rounds = 6;
  return (rows * rounds) / (await inParallel(rounds, 2, () => registerMany(rows)));
}

async function reads(times: number, read: (index: number) => Promise<void>): Promise<Reads> {
  await inParallel(warmUp, width, read);
  const rate = times / (await inParallel(times, width, read));
  const each: number[] = [];
  for (let index = 0; index < 200; index += 1) {
    const begun = performance.now();
    await read(index);
    each.push(performance.now() - begun);
  }
  return { rate, medianMs: median(each) };
}

/** Until every block is in the index and under a cosigned checkpoint: who follows the blocks takes no processor time from what is measured next. */
async function settled({ gatewayUrl }: System): Promise<void> {
  for (let [before, same] = ['', 0]; same < 3;) {
    await sleep(1000);
    const status = (await (await fetch(`${gatewayUrl}/api/registry/log-status`)).json()) as LogStatus;
    const now = `${status.block} ${status.size}`;
    same = status.waiting === 0 && now === before ? same + 1 : 0;
    before = now;
  }
}

/** A copy of the running gateway's index behind the port that the gateway reads through, and ids of a thousand batches in it. */
async function copyOfIndex(system: System) {
  const folder = mkdtempSync(join(tmpdir(), 'daunguon-reads-'));
  const file = join(folder, 'index.db');
  const live = new DatabaseSync(join(system.data, 'index.db'), { readOnly: true });
  live.prepare('VACUUM INTO ?').run(file);
  live.close();
  const store = openSqliteStore(file, collections);
  const { docs } = await store.find('records', { equals: { type: 'origin/batch' }, limit: 1000 });
  return {
    store,
    ids: docs.map(({ _id }) => _id),
    remove: async () => {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function httpReads(system: System, ids: readonly string[]): Promise<Reads> {
  const agent = new Agent({ keepAlive: true, maxSockets: width });
  try {
    return await reads(5 * count, () => status200(`${system.gatewayUrl}/r/${anyOf(ids)}/story`, agent));
  } finally {
    agent.destroy();
  }
}

const anyOf = (ids: readonly string[]): string => ids[randomInt(ids.length)]!;

const status200 = (url: string, agent: Agent): Promise<void> =>
  new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      response.resume().once('end', () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`${url}: ${response.statusCode}`));
      });
    }).once('error', reject);
  });
