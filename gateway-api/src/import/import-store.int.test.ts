import { afterAll, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openImportStore } from './import-store.ts';
import { testSealing } from './test-sealing.ts';

const folder = mkdtempSync(join(tmpdir(), 'import-store-'));
const store = openImportStore<string>(join(folder, 'imports.db'), testSealing());
afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a person finds their newest imports, however many colleagues imported after them', () => {
  const save = (id: string, key: string, unit: string, at: number) =>
    store.savePreview({ id, actor: { key, unit }, rows: 1, errors: [] }, [], at);
  save('1', 'an', 'u', 1);
  save('2', 'an', 'u', 2);
  for (const at of [3, 4, 5]) save(String(at), 'binh', 'u', at);
  save('6', 'an', 'other', 6);
  const idsOf = (limit: number) => store.ofUnit('u', limit, ({ key }) => key === 'an').map(({ id }) => id);
  expect([idsOf(1), idsOf(10)]).toEqual([['2'], ['2', '1']]);
});

test('a list counts what is wrong with a file and reads none of it', () => {
  const actor = { key: 'an', unit: 'large' };
  const errors = Array.from({ length: 3 }, (_, n) => ({ line: n + 2, code: 'x', vi: 'Sai', en: 'Wrong' }));
  store.savePreview({ id: 'large', actor, rows: 3, errors: errors as never }, [], 1);
  const db = new DatabaseSync(join(folder, 'imports.db'));
  db.exec(`UPDATE imports SET errors = '[' WHERE id = 'large'`);
  db.close();
  const [listed] = store.ofUnit('large', 5, () => true);
  expect([listed?.errorCount, listed?.duplicateCount, Object.hasOwn(listed ?? {}, 'errors')]).toEqual([3, 0, false]);
  expect(() => store.get('large')).toThrow();
});

const inFile = (name: string, text: string): boolean => readFileSync(join(folder, name)).includes(text);

test('neither rows nor who imports lie readable; erased, they are issued no more', () => {
  const actor = { key: '["issuer","binh"]', unit: 'u' };
  const chunks = [[{ line: 2, row: 'Nguyễn Thị Hoa' }]];
  store.savePreview({ id: 'sealed', actor, rows: 1, errors: [] }, chunks, 1);
  store.start('sealed', actor);
  expect([inFile('imports.db', 'Hoa'), inFile('imports.db', 'binh')]).toEqual([false, false]);
  expect([store.get('sealed')?.actor, store.nextChunk('sealed', new Set())?.rows]).toEqual([actor, chunks[0]]);
  testSealing().keys.destroy('import-rows:test/sealed');
  expect(store.nextChunk('sealed', new Set())).toBeUndefined();
});

test('what an earlier version left readable is sealed and goes on', () => {
  const file = join(folder, 'old.db');
  const old = new DatabaseSync(file);
  old.exec(`CREATE TABLE imports (id TEXT PRIMARY KEY, actor TEXT, state TEXT, rows INTEGER, ok INTEGER, errors TEXT, committed INTEGER,
    refused INTEGER, at INTEGER, duplicates TEXT NOT NULL DEFAULT '[]', about TEXT);
    CREATE TABLE chunks (import TEXT, number INTEGER, attempt INTEGER, rows TEXT, done INTEGER, results TEXT, PRIMARY KEY (import, number))`);
  const actor = { key: '["issuer","binh"]', unit: 'u' };
  const rows = [{ line: 2, row: 'Nguyễn Thị Hoa' }];
  old
    .prepare(`INSERT INTO imports VALUES ('A', ?, 'running', 1, 1, '[]', 0, 0, 1, '[]', NULL)`)
    .run(JSON.stringify(actor));
  old.prepare(`INSERT INTO chunks VALUES ('A', 0, 0, ?, 0, NULL)`).run(JSON.stringify(rows));
  old.close();
  const reopened = openImportStore<string>(file, { ...testSealing(), kind: 'old', wasPlain: true });
  expect(reopened.ofUnit('u', 5, () => true).map(({ id, actor: who }) => [id, who])).toEqual([['A', actor]]);
  expect(reopened.nextChunk('A', new Set())?.rows).toEqual(rows);
  reopened.close();
  expect([inFile('old.db', 'Hoa'), inFile('old.db', 'binh')]).toEqual([false, false]);
});
