import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Equivocation } from '../check/equivocation.ts';
import { readKnownHead, writeKnownHead } from '../check/known-head.ts';
import type { KnownHead } from '../check/look-up.ts';

/** The newest head of this log that was proven on this machine; null where none is kept. */
export async function readHead(path: string, origin: string): Promise<KnownHead | null> {
  return readKnownHead((await readAll(path))[origin] ?? null, origin);
}

/** Keeps a proven head, never an older one; the file is replaced as a whole, so that a killed process leaves the old one. */
export async function keepHead(path: string, head: KnownHead): Promise<void> {
  const all = await readAll(path);
  const known = readKnownHead(all[head.origin] ?? null, head.origin);
  if (known !== null && known.size >= head.size) return;
  await mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, `${JSON.stringify({ ...all, [head.origin]: writeKnownHead(head) }, null, 2)}\n`);
  await rename(unfinished, path);
}

/** Keeps evidence against a log beside the state file; where it lies. */
export async function keepEvidence(path: string, equivocation: Equivocation): Promise<string> {
  const file = join(dirname(path), 'two-histories.json');
  await mkdir(dirname(path), { recursive: true });
  await writeFile(file, `${JSON.stringify(equivocation, null, 2)}\n`);
  return file;
}

/** Origin -> head as text. A file that cannot be read is an empty memory. */
async function readAll(path: string): Promise<Record<string, string>> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(Object.entries(value).filter(([, head]) => typeof head === 'string'));
  } catch {
    return {};
  }
}
