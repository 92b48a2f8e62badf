import { join } from 'node:path';
import { vietnamDate } from '@daunguon/records';
import type { Deps } from './deps.ts';
import { expiringOn } from './domains/ocop/expiring.ts';
import { openNoticeBook, type NoticeBook } from './domains/ocop/notice-book.ts';

const hourMs = 3_600_000;

/** Writes the day's reminders into the notice book: at the start and every hour, so that no day is missed by a restart. */
export function mountNotices({ config, store }: Deps): { book: NoticeBook; stop(): void } {
  const book = openNoticeBook(join(config.dataDir, 'ocop', 'notices.jsonl'));
  const run = async (): Promise<void> => {
    const today = vietnamDate(Date.now());
    try {
      const noted = book.note(await expiringOn(store, today), today);
      if (noted > 0) console.log(`ocop: ${noted} certificates entered their time of notice`);
    } catch (error) {
      console.error('ocop: the reminders could not be written', error);
    }
  };
  void run();
  const timer = setInterval(() => void run(), hourMs);
  timer.unref();
  return { book, stop: () => clearInterval(timer) };
}
