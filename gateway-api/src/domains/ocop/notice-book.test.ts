import { afterEach, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Expiring } from './expiring.ts';
import { openNoticeBook } from './notice-book.ts';

const folder = mkdtempSync(join(tmpdir(), 'notices-'));
const file = join(folder, 'ocop', 'notices.jsonl');
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const due = (rating: string): Expiring => ({
  ...{ product: 'P', name: 'Mật ong', producer: { id: 'U', name: 'Tổ hợp tác' }, rating, certificate: '75-1' },
  ...{ expiresOn: '2026-12-20', noticeFrom: '2026-11-20', daysLeft: 26 },
});

test('a reminder is written once, outlives a restart, and a line cut off by a crash is written again', () => {
  const book = openNoticeBook(file);
  expect([book.note([due('A')], '2026-11-24'), book.note([due('A'), due('B')], '2026-11-25')]).toEqual([1, 1]);
  expect(book.note([due('A'), due('B')], '2026-11-26')).toBe(0);

  truncateSync(file, readFileSync(file).length - 10);
  const again = openNoticeBook(file);
  expect([again.noticedOn('A'), again.noticedOn('B')]).toEqual(['2026-11-24', undefined]);
  expect(again.note([due('A'), due('B')], '2026-11-27')).toBe(1);
  expect(openNoticeBook(file).noticedOn('B')).toBe('2026-11-27');
});
