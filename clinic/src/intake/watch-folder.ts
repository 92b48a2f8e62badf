import { readFile, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { isId } from '@daunguon/proof';
import { vietnamDate, type RetentionClass } from '@daunguon/records';
import { watch } from 'chokidar';
import { IntakeRefusal, takeIn, type IntakeDeps } from './take-in.ts';

export interface WatchDeps extends IntakeDeps {
  readonly folder: string;
  readonly retention: RetentionClass;
  /** Lines for the log: a file is called by its mark there, as its name may be a person's. */
  readonly say: (line: string) => void;
}

/** A file that was refused, sealed: `daunguon-clinic status` tells the person at the machine. */
export interface RefusedFile {
  readonly path: string;
  readonly code: string;
  readonly pointer: string;
}

/** What a file's mark begins with in the log. */
export const shortMark = (mark: string): string => mark.slice(0, 8);

/**
 * Takes in one file below `<folder>/<patient code>/`. A file that was taken and has not changed since is not read again: after an erasure
 * its original, which is the facility's own to delete, does not come back as a new record.
 */
export async function takeFile(deps: WatchDeps, path: string): Promise<void> {
  const { store, maxBytes, retention, say } = deps;
  const mark = store.mark(path);
  try {
    const { size, mtimeMs, mtime } = await stat(path);
    const seen = { size, mtimeMs };
    if (JSON.stringify(store.task('seen', mark)) === JSON.stringify(seen)) return;
    const patient = basename(dirname(path));
    if (!isId(patient)) throw new IntakeRefusal('no-patient-code');
    // Not read at all: a huge file must not fill the memory.
    if (size > maxBytes) throw new IntakeRefusal('file-too-large');
    const bytes = await readFile(path);
    await takeIn(deps, { patient, name: basename(path), bytes, date: vietnamDate(mtime.toISOString()), retention });
    store.putTask('seen', mark, seen);
    store.removeTask('refused', mark);
  } catch (error) {
    // Messages of the file system have the path in them.
    const code = error instanceof IntakeRefusal ? error.code : ((error as NodeJS.ErrnoException).code ?? 'unexpected');
    const pointer = error instanceof IntakeRefusal ? error.pointer : '';
    store.putTask('refused', mark, { path, code, pointer } satisfies RefusedFile);
    say(`tệp bị từ chối / file refused ${shortMark(mark)}: ${code}`);
  }
}

/** Watches until it is stopped; files are taken when they stay the same for half a second, those that are there already at once. */
export function watchFolder(deps: WatchDeps): { ready: Promise<void>; stop(): Promise<void> } {
  const watcher = watch(deps.folder, {
    awaitWriteFinish: { stabilityThreshold: 500 },
    depth: 1,
    ignored: /(^|[/\\])\./,
  });
  let queue: Promise<void> = Promise.resolve();
  const take = (path: string): void => {
    queue = queue.then(() => takeFile(deps, path));
  };
  const forget = (path: string): void => deps.store.removeTask('refused', deps.store.mark(path));
  watcher.on('add', take).on('change', take).on('unlink', forget);
  return {
    ready: new Promise((resolve) => watcher.once('ready', () => resolve())),
    stop: async () => {
      await watcher.close();
      await queue;
    },
  };
}
