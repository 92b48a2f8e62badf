import { signInFarmer } from './farmer.ts';
import { measurement, type Measurement } from './measurement.ts';
import { rateBeside } from './rate-beside.ts';
import type { System } from './system.ts';

/** Single-record transactions over HTTP with three endorsements each, beside the HTTP requests a second the gateway answers without a ledger. */
export async function commitSingleHttp(system: System): Promise<Measurement> {
  const farmer = await signInFarmer(system);
  const bare = async (): Promise<void> => void (await (await fetch(`${system.gatewayUrl}/healthz`)).text());
  const { rate, otherRate } = await rateBeside(64, () => farmer.registerOne(), bare);
  return measurement({
    name: 'commit-single-http',
    value: rate,
    unit: 'tx/s over HTTP',
    target: { atLeast: 100 },
    other: { name: 'GET /healthz of the same gateway, requests/s', value: otherRate },
  });
}
