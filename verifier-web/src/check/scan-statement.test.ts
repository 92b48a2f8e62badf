import { expect, test } from '@jest/globals';
import { readScanStatement } from './scan-statement.ts';

test('a statement is read without believing its shape', () => {
  const scans = { scans: 12, communes: 4, days: 30, copied: true, first: { day: '2026-11-20', commune: '26080' } };
  expect(readScanStatement({ stated: { scans } })).toEqual(scans);
  expect(readScanStatement({ stated: { scans: { ...scans, first: { day: 'soon' }, claim: 3 } } })).toEqual({
    ...{ scans: 12, communes: 4, days: 30, copied: true },
  });
  for (const bundle of [null, 1, {}, { stated: null }, { stated: { scans: { ...scans, scans: '12' } } }])
    expect(readScanStatement(bundle)).toBeNull();
  expect(readScanStatement({ stated: { scans: { ...scans, copied: 'yes' } } })?.copied).toBe(false);
});
