import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BlockInput } from '@daunguon/proof';
import { RecallWatch } from './recall-watch.ts';

const root = mkdtempSync(join(tmpdir(), 'recalls-'));
afterAll(() => rmSync(root, { recursive: true }));
let files = 0;
let file: string;
let watch: RecallWatch;
beforeEach(() => {
  file = join(root, String((files += 1)));
  watch = new RecallWatch(file);
});

const write = (id: string, value: unknown) => ({
  key: `r/${id}`,
  isDelete: false,
  value: Buffer.from(JSON.stringify(value)),
});
const block = (...writes: ReturnType<typeof write>[]): BlockInput => ({
  number: 1,
  headerHash: '',
  transactions: [{ index: 0, txId: '', ts: '', msp: 'AgriMSP', config: false, writes }],
});
const batch = (id: string, children: string[] = [], recalls: string[] = []) =>
  write(id, { type: 'origin/batch', status: 'active', body: { children, recalls } });
const notice = (id: string, of: string, status = 'active') =>
  write(id, { type: 'origin/recall', status, body: { batch: of } });

/** FARM -> BOX -> HALF, OTHER; the notice N marks FARM at once. */
const recallAll = (): void => {
  watch.take(block(batch('FARM', ['BOX']), batch('BOX', ['HALF', 'OTHER']), batch('HALF'), batch('ALONE')));
  watch.take(block(notice('N', 'FARM'), batch('FARM', ['BOX'], ['N'])));
};

describe('a recall', () => {
  test('has a minute to reach every descendant; who is unmarked then is named', () => {
    recallAll();
    expect(watch.overdue(0)).toEqual([]);
    watch.take(block(batch('BOX', ['HALF', 'OTHER'], ['N']), batch('HALF', [], ['N'])));
    expect(watch.overdue(60_000)).toEqual([]);
    expect(watch.overdue(60_001)).toEqual([{ notice: 'N', batch: 'OTHER' }]);
    watch.take(block(batch('OTHER', [], ['N'])));
    expect(watch.overdue(200_000)).toEqual([]);
  });

  test('gives a child that comes later its own minute', () => {
    recallAll();
    watch.take(block(batch('BOX', ['HALF'], ['N']), batch('HALF', [], ['N'])));
    watch.overdue(0);
    watch.take(block(batch('HALF', ['NEW'], ['N']), batch('NEW')));
    expect(watch.overdue(100_000)).toEqual([]);
    expect(watch.overdue(160_001)).toEqual([{ notice: 'N', batch: 'NEW' }]);
  });

  test('that was lifted asks for nothing', () => {
    recallAll();
    watch.overdue(0);
    watch.take(block(notice('N', 'FARM', 'closed'), batch('FARM', ['BOX'])));
    expect(watch.overdue(90_000)).toEqual([]);
  });
});

test('a restart goes on with what was known, also after a torn last line', () => {
  recallAll();
  appendFileSync(file, '{"batch":"BO');
  const restarted = new RecallWatch(file);
  restarted.overdue(0);
  restarted.take(block(batch('BOX', ['HALF'], ['N'])));
  expect(restarted.overdue(60_001)).toEqual([{ notice: 'N', batch: 'HALF' }]);
  // Each line whole, and nothing written for batches without family or marks.
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { batch?: string }).batch)).toEqual([
    'FARM',
    'BOX',
    undefined,
    'FARM',
    'BOX',
  ]);
});

test('anything else on the ledger is passed over', () => {
  const other = (key: string, text: string) => ({ key, isDelete: false, value: Buffer.from(text) });
  watch.take(
    block(
      other('r/A', 'no JSON'),
      other('r/B', 'null'),
      other('r/C', '{"type":"origin/batch","body":7}'),
      other('k/D', '{}'),
    ),
  );
  watch.take(block(write('E', { type: 'origin/recall', body: { batch: 5 } }), write('F', { type: 'origin/batch' })));
  expect(watch.overdue(1e9)).toEqual([]);
});
