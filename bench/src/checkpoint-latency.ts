import { batchMaker, freshId, signInFarmer } from './farmer.ts';
import { inParallel, measurement, median, type Measurement } from './measurement.ts';
import { accessToken } from '../../test-network/src/oidc/sign-in.ts';
import type { System } from './system.ts';

const idle = 20;
const busy = 60;

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? NaN;

/**
 * Seconds from the answer of a commit until a published checkpoint, cosigned by three organisations, covers it: single writes alone,
 * then four at a time beside bulk commands.
 */
export async function checkpointLatency(system: System): Promise<Measurement> {
  const farmer = await signInFarmer(system);
  const token = await accessToken(system.issuer, 'farmer');
  const batch = batchMaker(system);
  const post = (body: object, prefer: Record<string, string>) =>
    fetch(`${system.gatewayUrl}/api/origin/batches`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...prefer },
      body: JSON.stringify({ requestId: freshId(), ...body }),
    });
  const times: number[] = [];
  const commits: number[] = [];
  const once = async (): Promise<void> => {
    const begun = performance.now();
    const plain = await post(batch(), {});
    if (plain.status !== 201) throw new Error(`${plain.status} ${await plain.text()}`);
    commits.push((performance.now() - begun) / 1000);
    const sent = performance.now();
    const answer = await post(batch(), { prefer: 'wait=60' });
    const { covered } = (await answer.json()) as { covered?: boolean };
    if (answer.status !== 201 || covered !== true) throw new Error(`not covered: ${answer.status}`);
    times.push((performance.now() - sent) / 1000);
  };
  await inParallel(idle, 1, once);
  let loading = true;
  const load = (async () => {
    while (loading) await farmer.registerMany(200);
  })();
  await inParallel(busy, 4, once);
  loading = false;
  await load;
  return measurement({
    name: 'checkpoint-latency',
    value: percentile(times, 0.95),
    unit: `s, p95 of ${times.length} writes until a cosigned checkpoint covers them; median ${median(times).toFixed(2)}`,
    target: { atMost: 15 },
    other: { name: 'median of the commit alone, s', value: median(commits) },
  });
}
