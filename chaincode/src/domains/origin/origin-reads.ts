import {
  aliasIdOf,
  areasOf,
  cropRulesKey,
  idFamilyLength,
  intervalKey,
  lotKey,
  monthOf,
  recordKey,
  seasonKey,
  type BatchRow,
  type BatchState,
  type DatedRules,
  type GrowingAreaBody,
  type HarvestContext,
  type HarvestInterval,
  type Pack,
  type PackingPlaces,
  type RecordState,
  type Unshipped,
} from '@daunguon/records';
import type { Ledger } from '../../ledger.ts';

export const records = (ledger: Ledger, ids: readonly string[]): Promise<(RecordState | undefined)[]> =>
  Promise.all(ids.map((id) => ledger.record(id)));

export const lotHolders = (ledger: Ledger, scope: string, lots: readonly string[]): Promise<(string | undefined)[]> =>
  Promise.all(lots.map((lot) => ledger.entry<string>(lotKey(scope, lot))));

/** Pre-harvest intervals that touch the month of a harvest. */
const intervalsOn = (ledger: Ledger, growingArea: string, day: string): Promise<HarvestInterval[] | undefined> =>
  ledger.entry<HarvestInterval[]>(intervalKey(growingArea, monthOf(day)));

/** The packing house that a command names and, where it names a market, the growing areas of the inputs. */
export const packingPlaces = async (
  ledger: Ledger,
  { packingHouse, market }: Pack,
  inputs: readonly (RecordState | undefined)[],
): Promise<PackingPlaces> => {
  const batches = inputs.flatMap((record) => (record?.type === 'origin/batch' ? [record as BatchState] : []));
  const ids = market === undefined ? [] : [...new Set(batches.flatMap(areasOf))];
  const found = (await records(ledger, ids)).flatMap((area) => (area === undefined ? [] : [[area.id, area] as const]));
  return { house: await ledger.record(packingHouse), areas: new Map(found) };
};

/** As `harvestContext` for each row, with few messages where ids share their family and lots lie side by side. */
export const harvestContexts = async (ledger: Ledger, rows: readonly BatchRow[]): Promise<HarvestContext[]> => {
  const ids = rows.map(({ id }) => recordKey(id));
  const lots = rows.map(({ growingArea, lot }) => lotKey(growingArea, lot));
  const existing = await ledger.entries<RecordState>(ids, recordKey('').length + idFamilyLength);
  const taken = await ledger.entries<string>(lots, lotKey(rows[0]?.growingArea ?? '', '').length);
  return Promise.all(
    rows.map(async ({ growingArea, farm, product, lot, harvestDate }, index) => ({
      existing: existing.get(ids[index] ?? ''),
      taken: taken.get(lots[index] ?? ''),
      area: await ledger.record(growingArea),
      farm: await ledger.record(farm),
      intervals: await intervalsOn(ledger, growingArea, harvestDate),
      alias: await ledger.record(aliasIdOf(product, lot)),
    })),
  );
};

export const harvestContext = async (ledger: Ledger, row: BatchRow): Promise<HarvestContext> => {
  const [existing, taken, area, farm, intervals, alias] = await Promise.all([
    ledger.record(row.id),
    ledger.entry<string>(lotKey(row.growingArea, row.lot)),
    ledger.record(row.growingArea),
    ledger.record(row.farm),
    intervalsOn(ledger, row.growingArea, row.harvestDate),
    ledger.record(aliasIdOf(row.product, row.lot)),
  ]);
  return { existing, taken, area, farm, intervals, alias };
};

/** The records under a batch's GTIN and these lots, for its parts. */
export const splitAliases = async (
  ledger: Ledger,
  batch: RecordState | undefined,
  lots: readonly string[],
): Promise<(RecordState | undefined)[]> => {
  if (batch?.type !== 'origin/batch') return [];
  const { product } = (batch as BatchState).body;
  return Promise.all(lots.map((lot) => ledger.record(aliasIdOf(product, lot))));
};

/** The rule sets of the crops of these batches. */
export const cropRulesOf = async (
  ledger: Ledger,
  batches: readonly (RecordState | undefined)[],
): Promise<Map<string, DatedRules>> => {
  const found = new Map<string, DatedRules>();
  for (const batch of batches) {
    const crop = batch?.type === 'origin/batch' ? (batch as BatchState).body.product.code : undefined;
    const dated = crop === undefined ? undefined : await ledger.entry<DatedRules>(cropRulesKey(crop));
    if (crop !== undefined && dated !== undefined) found.set(crop, dated);
  }
  return found;
};

/** Growing areas and season totals that shipping a batch counts against; the only reader and writer of the totals. */
export const seasonContext = async (ledger: Ledger, batch: RecordState | undefined) => {
  const unshipped: readonly Unshipped[] = batch?.type === 'origin/batch' ? (batch as BatchState).body.unshipped : [];
  const areas = new Map<string, RecordState<GrowingAreaBody>>();
  const totals = new Map<string, number>();
  for (const { growingArea, season } of unshipped) {
    const area = await ledger.record(growingArea);
    if (area?.type === 'origin/growing-area') areas.set(growingArea, area as RecordState<GrowingAreaBody>);
    const key = seasonKey(growingArea, season);
    totals.set(key, (await ledger.entry<number>(key)) ?? 0);
  }
  return { areas, totals };
};

/** The named batches and their parents. */
export const family = async (ledger: Ledger, ids: readonly string[]): Promise<Map<string, RecordState>> => {
  const found = new Map<string, RecordState>();
  const load = async (wanted: readonly string[]): Promise<void> => {
    for (const record of await records(ledger, wanted)) if (record !== undefined) found.set(record.id, record);
  };
  await load(ids);
  const parents = [...found.values()].flatMap((record) =>
    record.type === 'origin/batch' ? (record as BatchState).body.parents.map(({ id }) => id) : [],
  );
  await load([...new Set(parents)].filter((id) => !found.has(id)));
  return found;
};
