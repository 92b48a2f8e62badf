import { measurement, type Measurement } from './measurement.ts';
import { startSystem } from './system.ts';

/** The second start on data that is there, beside the first start with its seed. */
export async function startAgain(): Promise<Measurement> {
  const first = await startSystem();
  await first.stop(true);
  const second = await startSystem({ data: first.data });
  await second.stop();
  return measurement({
    name: 'start-again',
    value: second.seconds,
    unit: 's, second start',
    target: { atMost: 10 },
    other: { name: 'first start with seed, s', value: first.seconds },
  });
}
