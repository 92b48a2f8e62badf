import { expect, test } from '@jest/globals';
import { DomainError } from '@daunguon/records';
import { importTargets } from './import-targets.ts';
import { mappingJsonSchema, readMapping } from './mapping-file.ts';
import { keptMappings } from './mappings.ts';

const area = JSON.parse(keptMappings.find(({ kept }) => kept === 'growing-areas')!.text) as Record<string, object>;
const wrongFields = (change: object): string[] => {
  try {
    readMapping(JSON.stringify({ ...area, ...change }));
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.errors.map(({ pointer, detail }) => `${pointer} ${detail}`);
  }
};
const { puc: _, ...withoutCode } = area['columns'] as Record<string, object>;

test('those that come with the product are whole, and there is one for each of the four databases', () => {
  expect(keptMappings.map(({ mapping }) => mapping.target)).toEqual([
    'batches',
    'diplomas',
    'growing-areas',
    'health-accounts',
  ]);
  expect(new Set(keptMappings.map(({ mapping }) => mapping.source)).size).toBe(4);
});

test.each<[string, object, string[]]>([
  ['a field that the target needs', { columns: withoutCode }, ['/columns/puc missing']],
  [
    'a field that it has not',
    { columns: { ...area['columns'], fullName: { column: 'Họ tên' } } },
    ['/columns/fullName unknown-field'],
  ],
  [
    'a field that every object has',
    { columns: { ...area['columns'], constructor: { column: 'Họ tên' } } },
    ['/columns/constructor unknown-field'],
  ],
  [
    'a column for two fields',
    { columns: { ...area['columns'], variety: { column: 'CAY TRỒNG' } } },
    ['/columns/variety/column column-twice'],
  ],
  ['another source', { source: 'diploma-database' }, ['/source not-allowed']],
  ['another format', { format: 'daunguon-import-mapping/2' }, ['/format not-allowed']],
  [
    'a unit of nobody',
    { columns: { ...area['columns'], areaM2: { column: 'Diện tích', unit: 'mẫu' } } },
    ['/columns/areaM2 not-allowed'],
  ],
  ['a word more', { extra: 1 }, ['/extra unknown-field']],
  ['no columns', { columns: [] }, ['/columns wrong-type']],
])('%s', (_name, change, errors) => {
  expect(wrongFields(change)).toEqual(errors);
});

test('a field that is mapped twice is two keys of one object: no JSON here', () => {
  const twice = JSON.stringify(area).replace('"columns":{', '"columns":{"puc":{"column":"Mã cũ"},');
  expect(() => readMapping(twice)).toThrow(
    expect.objectContaining({ code: 'http/invalid-json', subject: 'duplicate key "puc"' }),
  );
  expect(() => readMapping('{')).toThrow(expect.objectContaining({ code: 'http/invalid-json' }));
});

test('its JSON Schema names the fields of every target', () => {
  const { description, required } = mappingJsonSchema() as { description: string; required: string[] };
  for (const target of importTargets) expect(description).toContain(`${target}: `);
  expect(required).toEqual(expect.arrayContaining(['format', 'source', 'target', 'columns']));
});
