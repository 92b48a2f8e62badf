import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What was built, so that anybody can compare a served page with their own build of the same sources. */
export interface BuildManifest {
  /** File name -> SHA-256 in hexadecimal, sorted by name. */
  files: Record<string, string>;
  /** SHA-256 of manifest.json itself: one figure that names the whole build. */
  digest: string;
}

/** Where the built page lies; everything in it may be served as it is by any static host, beside policy.txt and policy.json. */
export const verifierDist = join(import.meta.dirname, '../dist');

const manifestName = 'manifest.json';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Writes manifest.json over every other file of the folder. */
export async function writeManifest(folder: string): Promise<BuildManifest> {
  const names = (await readdir(folder)).filter((name) => name !== manifestName).sort();
  const files: Record<string, string> = {};
  for (const name of names) files[name] = sha256(await readFile(join(folder, name)));
  const bytes = Buffer.from(`${JSON.stringify({ files }, null, 2)}\n`);
  await writeFile(join(folder, manifestName), bytes);
  return { files, digest: sha256(bytes) };
}

/** The digest of a folder's manifest, or null where there is none. */
export async function manifestDigest(folder: string): Promise<string | null> {
  const bytes = await readFile(join(folder, manifestName)).catch(() => null);
  return bytes === null ? null : sha256(bytes);
}
