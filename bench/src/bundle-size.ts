import { gzipSync } from 'node:zlib';
import { measurement, type Measurement } from './measurement.ts';
import { randomPlace } from './random-place.ts';
import { syntheticBundle, type SyntheticBundle } from './synthetic-bundle.ts';
import { tilesInstead } from './tiles-instead.ts';

const samples = 100;
const billionLimit = 10_000;

/** As the gateway sends it: gzip at its usual level, 6. */
const bytesSent = ({ bundle }: SyntheticBundle): number => gzipSync(JSON.stringify(bundle), { level: 6 }).length;

/** Bundles at many places of logs of so many records, the smallest first. */
async function bundlesOf(records: number, bodyBytes: number) {
  const bundles: { bytes: number; made: SyntheticBundle }[] = [];
  for (let sample = 0; sample < samples; sample += 1) {
    const made = await syntheticBundle(randomPlace(records, sample), bodyBytes);
    bundles.push({ bytes: bytesSent(made), made });
  }
  bundles.sort((a, b) => a.bytes - b.bytes);
  const at = (share: number) => bundles[Math.ceil(share * samples) - 1]!;
  return { median: at(0.5), usual: at(0.95), largest: at(1) };
}

/**
 * Kilobytes of a proof bundle as it is transferred. Leaves, proofs, signatures and body are real and verify; what the log holds beside
 * them is constructed: any other hash is as long. Each of the proofs varies with the place in the log, and all of them at their longest at
 * once, which is next to never, take 0.3 kB more than the 95th percentile. A billion records are the same construction at another size.
 */
export async function bundleSize(): Promise<Measurement> {
  const { median, usual, largest } = await bundlesOf(10_000_000, 1500);
  const billion = (await bundlesOf(1_000_000_000, 3000)).usual;
  if (billion.bytes > billionLimit) throw new Error(`at 1 G records the bundle has ${billion.bytes} bytes`);
  const { bundle, bodyBytes } = usual.made;
  const { tiles, bytes } = await tilesInstead(usual.made);
  return measurement({
    name: 'bundle-size',
    value: usual.bytes / 1000,
    unit:
      `kB gzip (${Buffer.byteLength(JSON.stringify(bundle)) / 1000} before), 95th percentile of ${samples} bundles, median ${median.bytes / 1000}, ` +
      `largest ${largest.bytes / 1000}; each measured and verified, with body of ${bodyBytes} bytes, 1 + 5 signatures, consistency, anchor; the log of 10 M ` +
      `records around them constructed; computed likewise for 1 G and ${billion.made.bodyBytes} bytes: ${billion.bytes / 1000} (at most 10)`,
    target: { atMost: 6.5 },
    other: {
      name: `the same leaves and proofs, but no status, from ${tiles} tiles, 2 entry bundles, checkpoint and body, kB gzip`,
      value: bytes / 1000,
    },
  });
}
