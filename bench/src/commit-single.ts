import { missingFabric } from '../../network/src/native/programs.ts';
import { measurement, type Measurement } from './measurement.ts';
import { rateBeside } from './rate-beside.ts';
import { openSdkFarmer } from './sdk-farmer.ts';
import { startSystem, type System } from './system.ts';

const endorsers = 3;

const width = 32;

/**
 * Single-record transactions by Fabric's own client on the embedded network; beside the same on real Fabric (BFT, four organisations) where
 * FABRIC_BIN names one, else beside queries (one endorsement, no ordering) by the same client.
 */
export async function commitSingle(system: System): Promise<Measurement> {
  const { rate, otherRate } = await onLedger(system);
  const other = (await onFabric()) ?? { name: 'queries/s by the same client', value: otherRate };
  return measurement({ name: 'commit-single', value: rate, unit: 'tx/s (SDK)', target: { atLeast: 150 }, other });
}

async function onLedger(system: System): Promise<{ rate: number; otherRate: number }> {
  const farmer = await openSdkFarmer(system);
  try {
    const rates = await rateBeside(
      width,
      () => farmer.register(),
      () => farmer.query(),
    );
    await checkEndorsers(system, farmer.lastId());
    return rates;
  } finally {
    farmer.close();
  }
}

/** Undefined, with the reason on stderr, where no Fabric can run. */
async function onFabric(): Promise<Measurement['other'] | undefined> {
  const missing = missingFabric();
  if (missing !== undefined) {
    console.error(`not beside real Fabric: ${missing}`);
    return undefined;
  }
  const system = await startSystem({ ledger: 'fabric' });
  try {
    const { rate } = await onLedger(system);
    return { name: 'tx/s by the same client on real Fabric', value: rate };
  } finally {
    await system.stop();
  }
}

/** @throws when the transaction carries fewer endorsements than the figure is stated for. */
async function checkEndorsers(system: System, id: string): Promise<void> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const response = await fetch(`${system.gatewayUrl}/r/${id}/story`);
    const text = await response.text();
    if (response.ok) {
      const found = (JSON.parse(text) as { endorsers: readonly string[] }).endorsers;
      if (new Set(found).size < endorsers) throw new Error(`endorsed only by ${found.join(', ')}`);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${id} did not come into the index`);
}
