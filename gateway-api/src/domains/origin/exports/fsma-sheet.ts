import {
  areaOf,
  communes,
  familyOf,
  harvestsOf,
  vietnamDate,
  type BatchDossier,
  type EventBody,
} from '@daunguon/records';

const communeNames = new Map(communes.map(({ code, name }) => [code, name]));

/** Columns of the electronic sortable spreadsheet that FSMA 204 asks for (21 CFR 1.1455(c)(3)); one row a key data element set. */
export const fsmaHead = [
  'cte',
  'date',
  'traceability_lot_code',
  'product',
  'variety',
  'quantity',
  'unit_of_measure',
  'location',
  'location_code',
  'previous_source',
  'subsequent_recipient',
  'traceability_lot_code_source',
  'reference_document',
  'record_id',
] as const;

const ctes: Partial<Record<EventBody['eventType'], string>> = {
  pack: 'initial packing',
  merge: 'transformation',
  split: 'transformation',
  ship: 'shipping',
  receive: 'receiving',
};

/** Harvests and steps of a batch and of what it was made from, oldest first. */
export function fsmaRows(dossier: BatchDossier): string[][] {
  const batches = new Map(familyOf(dossier).map((batch) => [batch.id, batch]));
  const unitName = (id: string | undefined): string => dossier.units.get(id ?? '')?.body.name ?? id ?? '';
  const communeName = (code: string | undefined): string => communeNames.get(code ?? '') ?? '';
  const variety = (id: string): string => {
    const area = dossier.areas.get(batches.get(id)?.body.growingArea ?? '');
    return area?.body.variety ?? '';
  };
  const lotSource = (id: string): string => {
    const body = batches.get(id)?.body;
    return dossier.houses.get(body?.packingHouse ?? '')?.body.phc ?? unitName(body?.producer);
  };
  const harvests = harvestsOf(dossier).map((harvest) => {
    const { lot, product, weightKg, harvestDate = '', producer, children, farm, commune } = harvest.body;
    const area = areaOf(dossier, harvest);
    const place = dossier.farms.get(farm ?? '')?.body.name ?? area?.body.name ?? '';
    const shipped = dossier.events.find(
      ({ body }) => body.eventType === 'ship' && body.inputs.some(({ batch }) => batch === harvest.id),
    );
    const recipient = shipped === undefined && children.length > 0 ? producer : shipped?.body.to;
    return [
      ...['harvesting', harvestDate, lot, product.name, area?.body.variety ?? '', weightKg, 'kg'],
      ...[`${place}, ${communeName(commune)}`, area?.body.puc ?? '', '', unitName(recipient)],
      ...[unitName(producer), shipped?.body.document ?? '', harvest.id],
    ];
  });
  const steps = dossier.events.flatMap(({ id, ts, body }) => {
    const cte = ctes[body.eventType];
    if (cte === undefined) return [];
    const sentFrom =
      body.eventType === 'receive'
        ? dossier.events.findLast(
            (event) =>
              event.body.eventType === 'ship' &&
              event.ts <= ts &&
              event.body.inputs[0]?.batch === body.inputs[0]?.batch,
          )
        : undefined;
    return body.outputs.map(({ batch, weightKg }) => [
      ...[cte, vietnamDate(ts), batches.get(batch)?.body.lot ?? '', batches.get(batch)?.body.product.name ?? ''],
      ...[variety(batch), weightKg, 'kg', `${unitName(body.unit)}, ${communeName(body.commune)}`],
      ...[dossier.houses.get(body.packingHouse ?? '')?.body.phc ?? '', unitName(sentFrom?.body.unit)],
      ...[body.unconfirmed === undefined ? unitName(body.to) : `not registered: ${body.unconfirmed}`],
      ...[lotSource(batch), body.document ?? sentFrom?.body.document ?? '', id],
    ]);
  });
  return [...harvests, ...steps].sort((a, b) =>
    (a[1] ?? '') < (b[1] ?? '') ? -1 : (a[1] ?? '') > (b[1] ?? '') ? 1 : 0,
  );
}
