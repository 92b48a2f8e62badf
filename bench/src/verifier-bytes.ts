import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildVerifier } from '../../verifier-web/src/build-verifier.ts';
import { bundleForBrowser } from '../../verifier-web/test/bundle-for-browser.ts';
import { measurement, type Measurement } from './measurement.ts';

const firstViewLimit = 60_000;
/** What any page needs that checks the same signatures and hashes with the usual library, and does nothing else. */
const libraryAlone =
  "export { ed25519 } from '@noble/curves/ed25519.js'; export { sha256 } from '@noble/hashes/sha2.js';";

/** Sum of the modules of cert-verifier-js 6.35.0, each gzipped, in its own bundle-esm-stats.html (July 2026), kB. */
const blockcerts = 738;

/** Gzipped bytes of script that the browser loads before a verdict; everything that the first view loads is held to 60 kB. */
export async function verifierBytes(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'daunguon-bytes-'));
  try {
    const { scripts, firstView } = await buildVerifier(folder);
    const bytes = (names: readonly string[]): number =>
      names.reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, name))).length, 0);
    const all = bytes(firstView);
    if (all > firstViewLimit) throw new Error(`the first view loads ${all} bytes`);
    const value = bytes(scripts) / 1000;
    return [
      measurement({
        ...{ name: 'verifier-bytes', value, target: { atMost: 40 } },
        unit: `kB of script before the verdict, gzip; ${all / 1000} kB (at most 60) with all else of the first view`,
        other: {
          name: 'Ed25519 and SHA-256 of @noble alone, kB gzip',
          value: gzipSync(await bundleForBrowser(libraryAlone)).length / 1000,
        },
      }),
      measurement({
        ...{ name: 'verifier-bytes/published', value, unit: 'the same kB' },
        other: {
          name: 'Blockcerts’ cert-verifier-js 6.35 in kB gzip, published by it, not measured here',
          value: blockcerts,
        },
      }),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
