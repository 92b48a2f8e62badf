import { createHash } from 'node:crypto';
import { closeSync, copyFileSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'; // prettier-ignore
import { dirname, join, relative } from 'node:path';
import { backup as copyDatabase, DatabaseSync } from 'node:sqlite';

/** One file of a backup. `path` is below the data folder, with `/`. */
export interface BackedUpFile {
  readonly path: string;
  readonly bytes: number;
  /** 64 hexadecimal digits. */
  readonly sha256: string;
}
export interface Manifest {
  readonly format: 'daunguon-backup/1';
  /** ISO 8601 UTC, when it was begun. */
  readonly at: string;
  readonly files: readonly BackedUpFile[];
}

/** What is not taken: it can be made again, or is nobody's loss. Sessions are secrets that live for hours. */
const left = [
  /^(cache|fabric|logs|sessions|lan|before-restore-[^/]*)\//,
  /^(index(-\d+)?|epcis-index|periodic-reports\/figures)\.db/,
  /^index\.json$/,
  /(-wal|-shm|-journal|\.new)$/,
  /\.\d+\.new$/,
  /^heritage\/incoming\//,
  /^seed\/.*\.pid$/,
  /^running\.lock$/,
];
/** Without these nothing in the vault opens: they go into a folder of their own, which is kept apart and for a shorter time. */
const keyFiles = ['vault', 'enrolment/keys'].flatMap((folder) =>
  ['vault.key', 'vault.key.next', 'subject-keys.db'].map((name) => `${folder}/${name}`),
);

/**
 * In which order files are taken while the system goes on, so that a restored copy never claims more than it has: what cosigners and log have signed
 * before the log's own files, those before the ledger, the ledger before what was safe on disk ahead of it, and keys after everything that they open.
 */
function rank(path: string): number {
  if (keyFiles.includes(path)) return 7;
  if (path.startsWith('vault/')) return 6;
  if (path.startsWith('network/')) return 4;
  if (/^log\/(checkpoints|map-)/.test(path)) return 1;
  if (path === 'log/blocks.bin') return 2;
  if (path.startsWith('log/')) return 3;
  return path.startsWith('cosigners/') ? 0 : 5;
}

const filesBelow = (folder: string, root = folder): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = join(folder, entry.name);
    const path = relative(root, full).replaceAll('\\', '/');
    if (left.some((pattern) => pattern.test(entry.isDirectory() ? `${path}/` : path))) return [];
    return entry.isDirectory() ? filesBelow(full, root) : entry.isFile() ? [path] : [];
  });

const placeOf = (target: string, path: string): string => join(target, keyFiles.includes(path) ? 'keys' : 'data', path);

const sync = (path: string): void => {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

async function take(from: string, to: string): Promise<boolean> {
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  try {
    if (isDatabase(from)) {
      const db = new DatabaseSync(from, { readOnly: true });
      try {
        db.exec('PRAGMA busy_timeout = 10000');
        await copyDatabase(db, to);
      } finally {
        db.close();
      }
    } else copyFileSync(from, to);
  } catch (error) {
    // What was there when the folder was read may be gone by now: erased, sent, or done with.
    if (!existsSync(from)) return false;
    throw error;
  }
  sync(to);
  return true;
}

const isDatabase = (file: string): boolean => {
  if (statSync(file).size < 100) return false;
  return file.endsWith('.db') || file.endsWith('.sqlite');
};
const digestOf = (file: string): Pick<BackedUpFile, 'bytes' | 'sha256'> => {
  const bytes = readFileSync(file);
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
};

/**
 * Copies a data folder, also of a running system, to `target`, which must not exist: `data/`, `keys/` and `manifest.json`, the manifest last, so that a
 * folder without one is no backup. @throws Error that says which file could not be copied
 */
export async function backUp(data: string, target: string, now = new Date()): Promise<Manifest> {
  if (existsSync(target)) throw new Error(`${target} is there already`);
  const paths = filesBelow(data).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  if (paths.length === 0) throw new Error(`${data} holds nothing to back up`);
  mkdirSync(target, { recursive: true, mode: 0o700 });
  const files: BackedUpFile[] = [];
  for (const path of paths) {
    const to = placeOf(target, path);
    if (await take(join(data, path), to)) files.push({ path, ...digestOf(to) });
  }
  const manifest: Manifest = { format: 'daunguon-backup/1', at: now.toISOString(), files };
  const file = join(target, 'manifest.json');
  writeFileSync(`${file}.new`, `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600 });
  sync(`${file}.new`);
  renameSync(`${file}.new`, file);
  return manifest;
}

/** What is wrong with a backup, by file; nothing of a good one. @throws Error where there is no manifest */
export function checkBackup(target: string): { readonly manifest: Manifest; readonly wrong: readonly string[] } {
  const file = join(target, 'manifest.json');
  if (!existsSync(file)) throw new Error(`${target} is no whole backup: it has no manifest.json`);
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  if (manifest.format !== 'daunguon-backup/1') throw new Error(`${file} is of an unknown format`);
  const wrong = manifest.files.flatMap(({ path, sha256, bytes }) => {
    const copy = placeOf(target, path);
    if (!existsSync(copy)) return [`${path} is missing`];
    const found = digestOf(copy);
    return found.sha256 === sha256 && found.bytes === bytes ? [] : [`${path} is not what was backed up`];
  });
  return { manifest, wrong };
}

export interface Restored {
  readonly manifest: Manifest;
  /** Where what was in the data folder lies now. */
  readonly before: string | undefined;
}

/**
 * Puts a backup in the place of a data folder, of a system that is stopped. Everything is checked and copied beside before anything is moved; what was
 * there is put aside, not deleted. @throws Error that names every file that is not what was backed up
 */
export function restore(target: string, data: string, now = new Date()): Restored {
  const { manifest, wrong } = checkBackup(target);
  if (wrong.length > 0) throw new Error(`the backup is damaged:\n  ${wrong.join('\n  ')}`);
  const draft = `${data}.restoring`;
  rmSync(draft, { recursive: true, force: true });
  for (const { path } of manifest.files) {
    const to = join(draft, path);
    mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
    const from = placeOf(target, path);
    copyFileSync(from, to);
    sync(to);
  }
  const aside = existsSync(data) ? `${data}.before-${now.toISOString().replace(/[:.]/g, '-')}` : undefined;
  if (aside !== undefined) renameSync(data, aside);
  renameSync(draft, data);
  return { manifest, before: aside };
}
