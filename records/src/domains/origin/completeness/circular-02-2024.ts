import { areaOf, eventsOf, familyOf, harvestsOf, packedOf, validCertificates, type BatchDossier } from './dossier.ts';
import { owed, requirement, type Missing, type Requirement } from './requirement.ts';

const producer = ({ batch }: BatchDossier): string => batch.body.producer;

/** The unit that made the batch lacks a datum in the registry, which its own organisation's registrar enters. */
export const ofProducer = (dossier: BatchDossier, field: 'name' | 'address' | 'taxCode'): readonly Missing[] => {
  const unit = producer(dossier);
  return dossier.units.get(unit)?.body[field] === undefined ? [{ of: unit, owedBy: unit }] : [];
};

const standardApplied = (dossier: BatchDossier): readonly Missing[] =>
  validCertificates(dossier, dossier.batch).length > 0
    ? []
    : owed(
        harvestsOf(dossier),
        (harvest) => {
          const standard = areaOf(dossier, harvest)?.body.standard;
          return validCertificates(dossier, harvest).length > 0 || (standard?.until ?? '') >= dossier.today;
        },
        (harvest) => areaOf(dossier, harvest)?.owner ?? harvest.body.producer,
      );

const stages = (dossier: BatchDossier): readonly Missing[] => [
  ...owed(
    familyOf(dossier),
    ({ body }) => body.product.gtin !== undefined,
    ({ body }) => body.producer,
  ),
  ...owed(
    packedOf(dossier),
    ({ body }) => body.packingHouse !== undefined,
    ({ body }) => body.producer,
  ),
  ...owed(
    harvestsOf(dossier),
    (harvest) => areaOf(dossier, harvest) !== undefined,
    ({ body }) => body.producer,
  ),
  ...owed(dossier.events, ({ body }) => body.commune !== undefined),
];

/** The ten items of Circular 02/2024/TT-BKHCN, article 6.3, as facts are kept here. */
export const circular02of2024: readonly Requirement[] = [
  requirement('name', 'Tên sản phẩm', 'Product name', ({ batch }) =>
    owed([batch], ({ body }) => body.product.name !== ''),
  ),
  requirement('image', 'Hình ảnh sản phẩm', 'Product image', (dossier) =>
    familyOf(dossier).some(({ body }) => (body.photos ?? []).length > 0)
      ? []
      : [{ of: dossier.batch.id, owedBy: producer(dossier) }],
  ),
  requirement('producer', 'Tên đơn vị sản xuất, kinh doanh', 'Name of the producer or trader', (dossier) =>
    ofProducer(dossier, 'name'),
  ),
  requirement('address', 'Địa chỉ đơn vị', 'Its address', (dossier) => ofProducer(dossier, 'address')),
  requirement(
    'stages',
    'Các công đoạn: mã sản phẩm, mã địa điểm, thời gian',
    'Stages with product code, place code and time',
    stages,
  ),
  requirement('trace-code', 'Mã truy xuất của sản phẩm', 'Trace code of the product', ({ batch }) =>
    owed(
      [batch],
      ({ body }) => body.product.gtin !== undefined,
      ({ body }) => body.producer,
    ),
  ),
  requirement('time', 'Thời gian sản xuất, kinh doanh', 'Time of production or trade', (dossier) =>
    eventsOf(dossier, 'pack', 'merge').length > 0
      ? []
      : owed(
          harvestsOf(dossier),
          ({ body }) => body.harvestDate !== undefined,
          ({ body }) => body.producer,
        ),
  ),
  requirement('serial', 'Nhãn hiệu, ký hiệu, số sê-ri (nếu có)', 'Brand, sign, serial (if any)', ({ batch }) =>
    batch.body.labels === undefined ? undefined : [],
  ),
  requirement('use-by', 'Hạn sử dụng', 'Use-by date', ({ batch }) =>
    batch.body.kind === 'harvest'
      ? undefined
      : owed(
          [batch],
          ({ body }) => body.useBy !== undefined,
          ({ body }) => body.producer,
        ),
  ),
  requirement('standard', 'Tiêu chuẩn, quy chuẩn áp dụng', 'Standard or regulation applied', standardApplied),
];
