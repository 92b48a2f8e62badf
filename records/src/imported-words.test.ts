import { expect, test } from '@jest/globals';
import { importedWords, importSources } from './imported-words.ts';

test('every source says that nobody saw the record come about', () => {
  for (const source of importSources) {
    const { vi, en } = importedWords({ source, asOf: '2026-11-01' })!;
    expect(vi).toMatch(/^Nhập từ .*, số liệu ngày 01\/11\/2026; không được chứng kiến lúc phát sinh\.$/);
    expect(en).toContain('not witnessed');
  }
});

test('what is no such mark says nothing', () => {
  for (const mark of [undefined, null, 'x', {}, { source: 'toString' }, { source: 7 }])
    expect(importedWords(mark)).toBeUndefined();
  expect(importedWords({ source: importSources[0], asOf: '<b>' })?.vi).not.toContain('<b>');
});
