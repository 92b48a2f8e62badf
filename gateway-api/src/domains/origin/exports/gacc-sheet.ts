import { areaOf, harvestsOf, marketStandingOn, packedOf, type BatchDossier } from '@daunguon/records';

/** Columns of a declaration to China's customs: one row a harvest in the batch. */
export const gaccHead = [
  'batch_lot',
  'product',
  'growing_area_code',
  'growing_area_status_CHN',
  'growing_area_inspected',
  'packing_house_code',
  'packing_house_status_CHN',
  'harvest_lot',
  'harvest_date',
  'harvest_weight_kg',
  'last_pesticide',
  'active_ingredient',
  'pre_harvest_days',
  'seal',
  'record_id',
] as const;

export function gaccRows(dossier: BatchDossier): string[][] {
  const { batch, today, diary, events } = dossier;
  const house = dossier.houses.get(batch.body.packingHouse ?? packedOf(dossier)[0]?.body.packingHouse ?? '');
  const seal = events.findLast(({ body }) => body.eventType === 'seal')?.body.seal ?? '';
  return harvestsOf(dossier).map((harvest) => {
    const area = areaOf(dossier, harvest);
    const standing = area && marketStandingOn(area, 'CHN', today);
    const sprayed = diary.findLast(
      ({ body }) =>
        body.growingArea === area?.id &&
        body.activity.kind === 'pesticide' &&
        body.date <= (harvest.body.harvestDate ?? ''),
    )?.body;
    const pesticide = sprayed?.activity.kind === 'pesticide' ? sprayed.activity : undefined;
    return [
      ...[batch.body.lot, batch.body.product.name, area?.body.puc ?? '', standing?.status ?? ''],
      ...[standing?.inspectedOn ?? '', house?.body.phc ?? ''],
      ...[(house && marketStandingOn(house, 'CHN', today)?.status) ?? '', harvest.body.lot],
      ...[harvest.body.harvestDate ?? '', harvest.body.weightKg, sprayed?.date ?? ''],
      ...[pesticide?.activeIngredient ?? '', pesticide === undefined ? '' : String(pesticide.preHarvestDays)],
      ...[seal, harvest.id],
    ];
  });
}
