import { measurement, type Measurement } from './measurement.ts';
import { rateBeside } from './rate-beside.ts';
import { openSdkFarmer } from './sdk-farmer.ts';
import type { System } from './system.ts';

const endorsers = 3;

/** Single-record transactions by Fabric's own client, beside queries (one endorsement, no ordering) by the same client. */
export async function commitSingle(system: System): Promise<Measurement> {
  const farmer = await openSdkFarmer(system);
  try {
    const { rate, otherRate } = await rateBeside(
      32,
      () => farmer.register(),
      () => farmer.query(),
    );
    await checkEndorsers(system, farmer.lastId());
    return measurement({
      name: 'commit-single',
      value: rate,
      unit: 'tx/s (SDK)',
      target: { atLeast: 150 },
      other: { name: 'queries/s by the same client', value: otherRate },
    });
  } finally {
    farmer.close();
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
