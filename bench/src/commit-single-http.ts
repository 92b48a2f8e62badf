import { signInFarmer } from './farmer.ts';
import { inParallel, measurement, type Measurement } from './measurement.ts';
import type { System } from './system.ts';

const width = 64;

/** Single-record transactions over HTTP with three endorsements each, beside the HTTP requests a second the gateway answers without a ledger. */
export async function commitSingleHttp(system: System): Promise<Measurement> {
  const farmer = await signInFarmer(system);
  await inParallel(100, width, () => farmer.registerOne());
  const count = 1000;
  const seconds = await inParallel(count, width, () => farmer.registerOne());
  const bare = await inParallel(count, width, async () => {
    await (await fetch(`${system.gatewayUrl}/healthz`)).text();
  });
  return measurement({
    name: 'commit-single-http',
    value: count / seconds,
    unit: 'transactions/s over HTTP',
    target: { atLeast: 100 },
    other: { name: 'GET /healthz of the same gateway, requests/s', value: count / bare },
  });
}
