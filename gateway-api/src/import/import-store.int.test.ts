import { afterAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openImportStore } from './import-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'import-store-'));
const store = openImportStore<string>(join(folder, 'imports.db'));
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
