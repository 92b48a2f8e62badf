import { readFile, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { isId } from '@daunguon/proof';
import { vietnamDate, type RetentionClass } from '@daunguon/records';
import { watch } from 'chokidar';
import { IntakeRefusal, takeIn, type IntakeDeps } from './take-in.ts';

export interface WatchDeps extends IntakeDeps {
  readonly folder: string;
  readonly retention: RetentionClass;
  /** A file was refused: its path, the code and the place. */
  readonly refused: (path: string, refusal: IntakeRefusal) => void;
}

/** Takes in one file below `<folder>/<patient code>/`. */
export async function takeFile(deps: WatchDeps, path: string): Promise<void> {
  try {
    const patient = basename(dirname(path));
    if (!isId(patient)) throw new IntakeRefusal('no-patient-code');
    const { size, mtime } = await stat(path);
    // Not read at all: a huge file must not fill the memory.
    if (size > deps.maxBytes) throw new IntakeRefusal('file-too-large');
    const bytes = await readFile(path);
    const date = vietnamDate(mtime.toISOString());
    await takeIn(deps, { patient, name: basename(path), bytes, date, retention: deps.retention });
  } catch (error) {
    if (!(error instanceof IntakeRefusal)) throw error;
    deps.refused(path, error);
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
    queue = queue
      .then(() => takeFile(deps, path))
      .catch((error: unknown) => console.error(path, (error as Error).message));
  };
  watcher.on('add', take).on('change', take);
  return {
    ready: new Promise((resolve) => watcher.once('ready', () => resolve())),
    stop: async () => {
      await watcher.close();
      await queue;
    },
  };
}
