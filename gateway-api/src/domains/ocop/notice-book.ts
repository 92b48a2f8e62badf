import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Expiring } from './expiring.ts';

/** When a certificate first stood in the list of those that end. */
export interface Notice {
  readonly rating: string;
  readonly product: string;
  readonly expiresOn: string;
  /** The day in Việt Nam. */
  readonly noticedOn: string;
}

/** Notices as lines of JSON, only appended: the record that a reminder was due and listed, one for each rating. */
export interface NoticeBook {
  /** Writes down those that are not in the book yet; returns how many. On disk before it returns. */
  note(due: readonly Expiring[], today: string): number;
  noticedOn(rating: string): string | undefined;
}

/** A crash may leave the last line cut off; it is written again by the next run. */
const readLines = (file: string): Notice[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as Notice];
      } catch {
        return [];
      }
    });

export function openNoticeBook(file: string): NoticeBook {
  mkdirSync(dirname(file), { recursive: true });
  const known = new Map(existsSync(file) ? readLines(file).map((notice) => [notice.rating, notice]) : []);
  return {
    noticedOn: (rating) => known.get(rating)?.noticedOn,
    note: (due, noticedOn) => {
      const fresh = due
        .filter(({ rating }) => !known.has(rating))
        .map(({ rating, product, expiresOn }): Notice => ({ rating, product, expiresOn, noticedOn }));
      if (fresh.length === 0) return 0;
      const handle = openSync(file, 'a');
      // A line that a crash cut off must not swallow the next one.
      writeSync(handle, `\n${fresh.map((notice) => JSON.stringify(notice)).join('\n')}\n`);
      fsyncSync(handle);
      closeSync(handle);
      for (const notice of fresh) known.set(notice.rating, notice);
      return fresh.length;
    },
  };
}
