import { describe, expect, test } from '@jest/globals';
import { lotSchema } from '../../schema-parts.ts';
import { registerBatch, registerBatches } from './batch-rules.ts';
import { aliasId } from './gs1-alias.ts';
import { pack } from './pack-rules.ts';
import { split } from './split-rules.ts';
import type { AliasBody, BatchRow } from './batch.ts';
import { area, batchOf, farmer, idOf, refusalOf, row, saved, standingOf, txTime } from './origin-fixtures.ts';

const gtin = '09521234543213';
const product = { ...row.product, gtin };
const requestId = idOf('Q');
const standing = standingOf('origin:harvest', 'origin:pack');
const free = { existing: undefined, taken: undefined, area, farm: undefined, intervals: undefined, alias: undefined };
const takenAlias = saved<AliasBody>({
  id: aliasId(gtin, 'L0-1'),
  type: 'origin/alias',
  version: 1,
  status: 'active',
  owner: idOf('X'),
  body: { target: idOf('B0') },
});
const aliasOf = (id: string, target: string) => ({
  id,
  type: 'origin/alias',
  version: 1,
  status: 'active',
  owner: idOf('C00P'),
  body: { target: idOf(target) },
});

describe('the id of an alias', () => {
  // Character set 82 of the GS1 General Specifications; encoded as the Digital Link grammar asks (ABNF of version 1.2).
  test.each([
    ['ABC123', 'ABC123'],
    ['L0-1_a.b', 'L0-1_a.b'],
    [`!"%&'()*+,`, '%21%22%25%26%27%28%29%2A%2B%2C'],
    ['/:;<=>?', '%2F%3A%3B%3C%3D%3E%3F'],
  ])('of lot %s', (lot, encoded) => {
    expect(lotSchema.safeParse(lot).success).toBe(true);
    expect(aliasId(gtin, lot)).toBe(`01/09521234543213/10/${encoded}`);
    expect(decodeURIComponent(encoded)).toBe(lot);
  });
});

describe('a batch with a GTIN takes its alias', () => {
  const register = (alias: typeof takenAlias | undefined) =>
    registerBatch({ ...free, alias, standing }, { requestId, ...row, product }, farmer, txTime);

  test('when harvested; a batch without GTIN takes none', () => {
    expect(register(undefined).next[1]).toEqual(aliasOf('01/09521234543213/10/L0-1', 'B1'));
    const plain = registerBatch({ ...free, standing }, { requestId, ...row }, farmer, txTime);
    expect(plain.next.map(({ type }) => type)).toEqual(['origin/batch']);
  });

  test('and a second batch of the same GTIN and lot is refused', () => {
    expect(refusalOf(() => register(takenAlias))).toBe('origin/gtin-lot-in-use');
  });

  test('in a bulk command, batches first; two rows of one GTIN and lot are refused', () => {
    const rows: BatchRow[] = [
      { ...row, product },
      { ...row, product, id: idOf('B2'), lot: 'L0-2' },
    ];
    const bulk = (batches: BatchRow[]) =>
      registerBatches({ standing, rows: batches.map(() => free) }, { requestId, batches }, farmer, txTime);
    expect(bulk(rows).next.map(({ id }) => id)).toEqual([
      idOf('B1'),
      idOf('B2'),
      '01/09521234543213/10/L0-1',
      '01/09521234543213/10/L0-2',
    ]);
    const elsewhere = { ...row, product, id: idOf('B2'), growingArea: idOf('AREA2') };
    const contexts = [free, { ...free, area: { ...area, id: idOf('AREA2') } }];
    const twice = () =>
      registerBatches(
        { standing, rows: contexts },
        { requestId, batches: [{ ...row, product }, elsewhere] },
        farmer,
        txTime,
      );
    expect(refusalOf(twice)).toBe('origin/duplicate-input');
  });

  test('when packed and when split off', () => {
    const handling = { existing: [], standing };
    const output = { id: idOf('C1'), lot: 'L0-1', weightKg: '1', product };
    const packed = (alias: typeof takenAlias | undefined) =>
      pack(
        {
          ...handling,
          inputs: [batchOf('B1')],
          taken: undefined,
          alias,
          rules: new Map(),
          places: { house: undefined, areas: new Map() },
        },
        { requestId, id: idOf('E1'), inputs: [{ batch: idOf('B1'), weightKg: '1' }], output },
        farmer,
        txTime,
      );
    expect(packed(undefined).next).toContainEqual(aliasOf('01/09521234543213/10/L0-1', 'C1'));
    expect(refusalOf(() => packed(takenAlias))).toBe('origin/gtin-lot-in-use');
    const parts = [
      { id: idOf('C1'), lot: 'P-1', weightKg: '1' },
      { id: idOf('C2'), lot: 'L0-1', weightKg: '1' },
    ];
    const splitOff = (aliases: (typeof takenAlias | undefined)[]) =>
      split(
        { ...handling, batch: batchOf('B1', { product }), taken: [], aliases },
        { requestId, id: idOf('E1'), batch: idOf('B1'), parts },
        farmer,
        txTime,
      );
    expect(splitOff([]).next).toContainEqual(aliasOf('01/09521234543213/10/P-1', 'C1'));
    expect(refusalOf(() => splitOff([undefined, takenAlias]))).toBe('origin/gtin-lot-in-use');
  });
});
