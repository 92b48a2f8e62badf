import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/** A recall that has to reach every descendant, or to be taken off them. */
export interface RecallJob {
  readonly noticeId: string;
  readonly purpose: 'mark' | 'unmark';
  /** ISO 8601 */
  readonly since: string;
}

export interface RecallJobs {
  /** On disk before this returns; false when there is such a job already, which then stays as it is. */
  add(job: RecallJob): boolean;
  remove(job: RecallJob): void;
  all(): RecallJob[];
}

const sync = (path: string, text?: string): void => {
  const file = openSync(path, text === undefined ? 'r' : 'w', 0o600);
  if (text !== undefined) writeSync(file, text);
  fsyncSync(file);
  closeSync(file);
};

/** One small file a job: written before the notice is sent to the ledger, removed when nothing is left to do. */
export function openRecallJobs(folder: string): RecallJobs {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const fileOf = ({ noticeId, purpose }: RecallJob): string => join(folder, `${noticeId}.${purpose}.json`);
  return {
    add(job) {
      if (existsSync(fileOf(job))) return false;
      sync(`${fileOf(job)}.new`, JSON.stringify(job));
      renameSync(`${fileOf(job)}.new`, fileOf(job));
      sync(folder);
      return true;
    },
    remove: (job) => rmSync(fileOf(job), { force: true }),
    all: () =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as RecallJob),
  };
}
