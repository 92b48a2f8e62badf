import { describe, expect, test } from '@jest/globals';
import type { PlotBody, RecordState } from '@daunguon/records';
import { suspectedClaims } from './double-claims.ts';
import { checkUnitsCsv } from './units-csv.ts';

const csv = (lines: readonly string[]) =>
  checkUnitsCsv(new TextEncoder().encode(`serial,count\n${lines.join('\n')}\n`));
const line = (start: number) => `ACR-VN-192-2020-203-${start}-${start + 9},10`;

describe('a CSV of units', () => {
  const hundredThousand = Array.from({ length: 100_000 }, (_, index) => line(index * 10 + 1));

  test('of 100,000 lines with one wrong names that line, and no other', () => {
    const wrong = hundredThousand.with(54_321, 'ACR-VN-192-2020-203-543211-543220,9');
    expect(csv(wrong)).toEqual({
      ...{ rows: 100_000, units: '999990', errorCount: 1 },
      errors: [
        {
          ...{ line: 54_323, code: 'carbon/range-miscounted', detail: '543211–543220 = 10 ≠ 9' },
          vi: 'Dải sê-ri tính cả hai đầu không khớp số lượng: 543211–543220 = 10 ≠ 9',
          en: 'The range, both ends counted, does not have that many units: 543211–543220 = 10 ≠ 9',
        },
      ],
    });
    expect(csv(hundredThousand.slice(0, 500))).toMatchObject({ units: '5000', errorCount: 0 });
  });

  test('names a line that overlaps an earlier one, wherever it stands', () => {
    expect(csv([line(1), line(101), 'ACR-VN-192-2020-203-5-6,2']).errors).toMatchObject([
      { line: 4, code: 'carbon/range-overlaps', detail: '2' },
    ]);
  });

  test.each([
    ['in UTF-16', Uint8Array.from([0xff, 0xfe, 0x73]), 'file-utf16'],
    ['not UTF-8', Uint8Array.from([0x73, 0xff, 0x73]), 'file-not-utf8'],
    [
      'with a quote that never ends',
      new TextEncoder().encode('serial,count\n"ACR-VN-192-2020-203-1-10,10\n'),
      'file-quotes',
    ],
  ])('%s is refused as a whole, never an error of the server', (_name, bytes, code) => {
    expect(checkUnitsCsv(bytes)).toMatchObject({ rows: 0, errorCount: 1, errors: [{ code }] });
  });

  test('counts blank lines, so that the number named is the line in the file', () => {
    expect(csv([line(1), '', 'x,']).errors).toMatchObject([{ line: 4, code: 'carbon/serial-unknown-form' }]);
  });

  test('without its column is refused as a whole', () => {
    expect(checkUnitsCsv(new TextEncoder().encode('units\n1\n'))).toMatchObject({
      errorCount: 1,
      errors: [{ line: 1 }],
    });
  });
});

const plot = (id: string, project: string, [west, south]: [number, number], more: Partial<RecordState> = {}) => {
  const at = (x: number, y: number): [number, number] => [Math.round((west + x) * 1e7), Math.round((south + y) * 1e7)];
  const polygonE7 = [at(0, 0), at(0.01, 0), at(0.01, 0.01), at(0, 0.01), at(0, 0)];
  const body = { project, name: id, commune: '26425', areaM2: 1, polygonE7 };
  return {
    id,
    type: 'carbon/plot',
    status: 'active',
    ts: `2026-01-0${id.slice(-1)}`,
    body,
    ...more,
  } as RecordState<PlotBody>;
};

describe('plots of two projects', () => {
  test('that overlap are named with the later one and the area, largest first', () => {
    const claims = suspectedClaims([
      plot('L2', 'B', [107.305, 10.9]),
      plot('L1', 'A', [107.3, 10.9]),
      plot('L3', 'C', [107.3, 10.9]),
    ]);
    expect(claims.map(({ plot: later, other }) => [later, other])).toEqual([['L3', 'L1'], ['L2', 'L1'], ['L3', 'L2']]); // prettier-ignore
    // Half of a square of 0.01 degrees at 10.9 degrees north.
    expect(claims[1]?.overlapM2).toBeGreaterThan(590_000);
    expect(claims[1]?.overlapM2).toBeLessThan(620_000);
  });

  test('of one project, apart, touching, or revoked are not suspected', () => {
    const first = plot('L1', 'A', [107.3, 10.9]);
    expect(suspectedClaims([first, plot('L2', 'A', [107.3, 10.9])])).toEqual([]);
    expect(suspectedClaims([first, plot('L2', 'B', [107.31, 10.9])])).toEqual([]);
    expect(suspectedClaims([first, plot('L2', 'B', [107.3, 10.95])])).toEqual([]);
    expect(suspectedClaims([first, plot('L2', 'B', [107.3, 10.9], { status: 'revoked' })])).toEqual([]);
  });
});
