import { describe, expect, test } from '@jest/globals';
import { communeByCode, communeNameOn, communes } from './data/communes.ts';
import { DomainError, domainErrorMessage, parseDomainError, problemType } from './domain-error.ts';
import { parseCommand } from './parse-command.ts';
import {
  dateSchema,
  gtinSchema,
  idSchema,
  instantSchema,
  lotSchema,
  textSchema,
  weightKgSchema,
  communeCodeSchema,
} from './schema-parts.ts';
import { registerBatchSchema } from './domains/origin/batch.ts';
import { gramsOf, weightKgOf } from './weight.ts';

const accepts = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success;

describe.each([
  [
    'lot',
    lotSchema,
    ['A', 'L0/1_"%&\'()*+,.:;', '<=>?!-z', 'X'.repeat(20)],
    ['', 'a b', 'X'.repeat(21), 'Lô1', 'A#', 'A\n', 1],
  ],
  [
    'weight',
    weightKgSchema,
    ['0.001', '1', '12.5', '1000000'],
    ['0', '0.000', '-1', '1.0001', '01', '1e3', '1,5', '1000000.001', '', '.5', 5],
  ],
  [
    'date',
    dateSchema,
    ['2026-02-28', '2028-02-29'],
    ['2026-02-29', '2026-13-01', '26-01-01', '2026-1-1', '2026-01-01T00:00:00Z'],
  ],
  [
    'instant',
    instantSchema,
    ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.5Z'],
    ['2026-01-01', '2026-01-01T00:00:00+07:00', '2026-01-01T25:00:00Z'],
  ],
  ['GTIN', gtinSchema, ['00614141123452', '08935000000007'], ['00614141123453', '614141123452', 'x', '00000000000000']],
  [
    'id',
    idSchema,
    ['7ZZZZZZZZZZZZZZZZZZZZZZZZZ'],
    ['8ZZZZZZZZZZZZZZZZZZZZZZZZZ', '7zzzzzzzzzzzzzzzzzzzzzzzzz', '7ZZZ'],
  ],
  ['commune', communeCodeSchema, ['25195'], ['99999', '00001', '2519', 25195]],
  [
    'text',
    textSchema(5),
    ['Đường', 'a b'],
    ['', ' a', 'a ', '123456', 'a\u0323', 'a\nb', 'a\u200bb', '\ud800', 'a\u202eb'],
  ],
])('%s', (_name, schema, good, bad) => {
  test.each(good)('accepts %j', (value) => expect(accepts(schema, value)).toBe(true));
  test.each(bad)('refuses %j', (value) => expect(accepts(schema, value)).toBe(false));
});

test('weights are exact in grams', () => {
  expect([gramsOf('0.1'), gramsOf('0.001'), gramsOf('1000000'), gramsOf('12.05')]).toEqual([
    100, 1, 1_000_000_000, 12_050,
  ]);
  expect([weightKgOf(100), weightKgOf(1), weightKgOf(0), weightKgOf(12_050)]).toEqual(['0.1', '0.001', '0', '12.05']);
});

test('there are 95 communes with distinct codes, and a name of its date', () => {
  expect(new Set(communes.map(({ code }) => code)).size).toBe(95);
  const longThanh = communes.find(({ name }) => name === 'Long Thành');
  expect(longThanh && [communeNameOn(longThanh, '2026-04-29'), communeNameOn(longThanh, '2026-04-30')]).toEqual([
    'Xã Long Thành',
    'Phường Long Thành',
  ]);
  expect(communeByCode('25195')?.name).toBe('Bình Phước');
});

test('a command names every wrong field by its pointer', () => {
  const parse = () =>
    parseCommand(registerBatchSchema, { lot: 'a b', product: { code: 'durian', name: 'x', 'y/z': 1 } });
  expect(parse).toThrow(DomainError);
  try {
    parse();
  } catch (error) {
    const pointers = (error as DomainError).errors.map(({ pointer }) => pointer);
    expect(pointers).toEqual(
      expect.arrayContaining([
        '/requestId',
        '/id',
        '/lot',
        '/product/y~1z',
        '/growingArea',
        '/harvestDate',
        '/weightKg',
      ]),
    );
  }
});

test('an error crosses Fabric inside its message, at most 4 kB of it', () => {
  const errors = Array.from({ length: 500 }, (_, row) => ({
    pointer: `/batches/${row}/lot`,
    detail: 'lot-characters',
  }));
  const message = domainErrorMessage(new DomainError('registry/invalid-command', 'Đ'.repeat(5000), errors));
  expect(new TextEncoder().encode(message).length).toBeLessThanOrEqual(4000);
  const parsed = parseDomainError(`error in simulation: chaincode response 500, ${message}`);
  expect(parsed).toMatchObject({ code: 'registry/invalid-command', status: 422 });
  expect(parsed?.errors[0]).toEqual({ pointer: '/batches/0/lot', detail: 'lot-characters' });
  expect(parseDomainError('chaincode response 500, {"code":"made/up"}')).toBeUndefined();
  expect(parseDomainError('stream terminated')).toBeUndefined();
  expect(problemType('origin/batch-not-found')).toBe('urn:daunguon:problem:origin:batch-not-found');
});
