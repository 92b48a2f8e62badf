import { ofProducer } from './circular-02-2024.ts';
import { harvestsOf, validCertificates } from './dossier.ts';
import { owed, requirement, type Requirement } from './requirement.ts';

/** The minimum of a digital product passport: Decree 37/2026/NĐ-CP, article 32. */
export const decree37of2026: readonly Requirement[] = [
  requirement('product', 'Tên sản phẩm và GTIN', 'Product name and GTIN', ({ batch }) =>
    owed(
      [batch],
      ({ body }) => body.product.gtin !== undefined,
      ({ body }) => body.producer,
    ),
  ),
  requirement('maker-name', 'Tên đơn vị làm ra', 'Name of the maker', (dossier) => ofProducer(dossier, 'name')),
  requirement('maker-address', 'Địa chỉ đơn vị làm ra', 'Address of the maker', (dossier) =>
    ofProducer(dossier, 'address'),
  ),
  requirement('maker-id', 'Mã số thuế đơn vị làm ra', 'Tax code of the maker', (dossier) =>
    ofProducer(dossier, 'taxCode'),
  ),
  requirement('origin', 'Nơi làm công đoạn cuối', 'Place of the last stage', ({ batch }) =>
    owed(
      [batch],
      ({ body }) => body.commune !== undefined,
      ({ body }) => body.producer,
    ),
  ),
  requirement('trace', 'Thông tin truy xuất về đến nơi thu hoạch', 'Traceability back to a harvest', (dossier) =>
    harvestsOf(dossier).length > 0 ? [] : [{ of: dossier.batch.id, owedBy: dossier.batch.body.producer }],
  ),
  requirement('certificates', 'Chứng nhận hợp quy, chất lượng (nếu có)', 'Certificates (if any)', (dossier) =>
    (dossier.batch.body.certificates ?? []).length === 0
      ? undefined
      : validCertificates(dossier, dossier.batch).length > 0
        ? []
        : [{ of: dossier.batch.id, owedBy: dossier.batch.body.producer }],
  ),
  requirement('made-on', 'Ngày sản xuất', 'Date of production', (dossier) =>
    owed(harvestsOf(dossier), ({ body }) => body.harvestDate !== undefined),
  ),
  requirement('use-by', 'Hạn sử dụng (nếu có)', 'Use-by date (if any)', ({ batch }) =>
    batch.body.useBy === undefined ? undefined : [],
  ),
  requirement('safety', 'Cảnh báo an toàn (nếu có)', 'Safety warning (if any)', ({ batch }) =>
    batch.body.recalls.length === 0 ? undefined : [],
  ),
  requirement('national-portal', 'Kết nối Cổng truy xuất quốc gia', 'Link to the national portal', ({ batch }) => [
    { of: batch.id, owedBy: null },
  ]),
];
