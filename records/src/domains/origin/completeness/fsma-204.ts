import { areaOf, eventsOf, harvestsOf, packedOf, type BatchDossier } from './dossier.ts';
import { owed, requirement, type Missing, type Requirement } from './requirement.ts';

const ofHarvests =
  (present: (area: NonNullable<ReturnType<typeof areaOf>>, farm: boolean) => boolean) =>
  (dossier: BatchDossier): readonly Missing[] =>
    owed(
      harvestsOf(dossier),
      (harvest) => {
        const area = areaOf(dossier, harvest);
        return area !== undefined && present(area, harvest.body.farm !== undefined);
      },
      (harvest) => areaOf(dossier, harvest)?.owner ?? harvest.body.producer,
    );

const ofPackings =
  (present: (dossier: BatchDossier, id: string) => boolean) =>
  (dossier: BatchDossier): readonly Missing[] | undefined => {
    const packed = packedOf(dossier);
    if (packed.length === 0) return undefined;
    return owed(
      packed,
      ({ id }) => present(dossier, id),
      ({ body }) => body.producer,
    );
  };

const ofShipments =
  (present: (shipment: ReturnType<typeof eventsOf>[number]) => boolean) =>
  (dossier: BatchDossier): readonly Missing[] | undefined => {
    const shipments = eventsOf(dossier, 'ship');
    return shipments.length === 0 ? undefined : owed(shipments, present);
  };

/** Key data elements of the critical tracking events of FSMA 204 (21 CFR part 1, subpart S) that farm produce passes. */
export const fsma204: readonly Requirement[] = [
  requirement(
    'harvest-commodity',
    'Thu hoạch: loại và giống',
    'Harvest: commodity and variety',
    ofHarvests((area) => area.body.variety !== undefined),
  ),
  requirement('harvest-quantity', 'Thu hoạch: khối lượng và ngày', 'Harvest: quantity and date', (dossier) =>
    owed(harvestsOf(dossier), ({ body }) => body.harvestDate !== undefined),
  ),
  requirement(
    'harvest-place',
    'Thu hoạch: tên vườn hoặc tọa độ',
    'Harvest: field name or coordinates',
    ofHarvests((area, farm) => farm || area.body.polygonE7 !== undefined),
  ),
  requirement('harvest-receiver', 'Thu hoạch: bên nhận đầu tiên', 'Harvest: immediate receiver', (dossier) => {
    const shipped = eventsOf(dossier, 'ship');
    return owed(
      harvestsOf(dossier),
      ({ id, body }) =>
        body.children.length > 0 ||
        shipped.some((event) => event.body.inputs.some(({ batch }) => batch === id) && event.body.to !== undefined),
      ({ body }) => body.producer,
    );
  }),
  requirement(
    'packing-lot',
    'Đóng gói: mã lô truy xuất',
    'Initial packing: traceability lot code',
    ofPackings(() => true),
  ),
  requirement(
    'packing-source',
    'Đóng gói: nơi cấp mã lô',
    'Initial packing: traceability lot code source',
    ofPackings((dossier, id) => packedOf(dossier).some((one) => one.id === id && one.body.packingHouse !== undefined)),
  ),
  requirement(
    'packing-inputs',
    'Đóng gói: lô vào và khối lượng',
    'Initial packing: inputs and quantities',
    ofPackings((dossier, id) =>
      eventsOf(dossier, 'pack').some(({ body }) => body.outputs.some(({ batch }) => batch === id)),
    ),
  ),
  requirement(
    'shipping-places',
    'Gửi hàng: nơi gửi và nơi nhận',
    'Shipping: previous source and receiver',
    ofShipments(({ body }) => body.to !== undefined),
  ),
  requirement(
    'shipping-document',
    'Gửi hàng: chứng từ',
    'Shipping: reference document',
    ofShipments(({ body }) => body.document !== undefined),
  ),
  requirement(
    'receiving',
    'Nhận hàng: mỗi chuyến gửi có xác nhận',
    'Receiving: every shipment confirmed',
    (dossier) => {
      const shipments = eventsOf(dossier, 'ship');
      if (shipments.length === 0) return undefined;
      const received = eventsOf(dossier, 'receive');
      return owed(
        shipments,
        ({ ts, body }) =>
          received.some(
            (event) =>
              event.ts >= ts && event.body.unit === body.to && event.body.inputs[0]?.batch === body.inputs[0]?.batch,
          ),
        ({ body, owner }) => body.to ?? owner,
      );
    },
  ),
];
