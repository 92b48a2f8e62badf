import { expect, test } from '@jest/globals';
import { updateGrowingAreaSchema, updatePackingHouseSchema } from '@daunguon/records';
import type { GrowingAreaBody, PackingHouseBody } from '@daunguon/records';
import { blankSite, siteChanges, textsOf } from './site-changes.ts';

const area = {
  ...{ puc: 'VN-DNOR-0269', pucNormalised: 'VN-DNOR-0269', scheme: 'export', crop: 'durian', commune: '26425' },
  ...{ name: 'Xuân Định', areaM2: 120_000, maxYieldKgPerHa: 20_000, households: 12 },
} as GrowingAreaBody;
const house = {
  ...{ phc: 'VN-DNPH-001', phcNormalised: 'VN-DNPH-001', scheme: 'export', commune: '26425' },
  ...{ name: 'Long Khánh', crops: ['durian', 'rambutan'], capacityKgPerDay: 20_000 },
} as PackingHouseBody;
const ids = { requestId: `0${'Q'.repeat(25)}`, id: `0${'A'.repeat(25)}`, reason: 'Đo lại' };
const square =
  '{"type":"Polygon","coordinates":[[[107.4,10.9],[107.41,10.9],[107.41,10.91],[107.4,10.91],[107.4,10.9]]]}';

test.each([
  ['an area', area],
  ['a house', house],
])('%s that nobody changed is told nothing of', (_, body) => {
  expect(siteChanges(body, { ...blankSite, ...textsOf(body) })).toEqual({});
});

test('of an area only what differs is told, as the ledger takes it', () => {
  const typed = {
    ...blankSite,
    ...textsOf(area),
    areaM2: '125.000',
    variety: ' Ri6 ',
    geojson: square,
  };
  const changes = siteChanges(area, typed);
  expect(Object.keys(changes).sort()).toEqual(['areaM2', 'polygonE7', 'variety']);
  expect(changes).toMatchObject({ areaM2: 125_000, variety: 'Ri6' });
  expect(updateGrowingAreaSchema.safeParse({ ...ids, ...changes }).success).toBe(true);
});

test('of a house its crops, capacity and name', () => {
  const typed = { ...blankSite, ...textsOf(house), crops: 'durian mango', capacityKgPerDay: '30000', geojson: square };
  const changes = siteChanges(house, typed);
  expect(changes).toEqual({ crops: ['durian', 'mango'], capacityKgPerDay: 30_000 });
  expect(updatePackingHouseSchema.safeParse({ ...ids, ...changes }).success).toBe(true);
});

test('what need not be there and is blanked is taken out; what must be there is refused by its name', () => {
  const blanked = siteChanges(area, { ...blankSite, ...textsOf(area), households: ' ', maxYieldKgPerHa: '' });
  expect(blanked).toEqual({ households: null, maxYieldKgPerHa: '' });
  const { error } = updateGrowingAreaSchema.safeParse({ ...ids, ...blanked });
  expect(error?.issues.map(({ path }) => path[0])).toEqual(['maxYieldKgPerHa']);
  const ofHouse = siteChanges(house, { ...blankSite, ...textsOf(house), capacityKgPerDay: '', crops: '' });
  expect(ofHouse).toEqual({ capacityKgPerDay: null, crops: [] });
});

test('what is no number and no boundary is refused by its name', () => {
  const changes = siteChanges(area, { ...blankSite, ...textsOf(area), areaM2: 'mười', geojson: '107, 10' });
  const { error } = updateGrowingAreaSchema.safeParse({ ...ids, ...changes });
  expect(error?.issues.map(({ path }) => path[0]).sort()).toEqual(['areaM2', 'polygonE7']);
});
