import type { ProductBody } from '../../domains/ocop/product.ts';
import { isExpired } from '../../domains/ocop/validity.ts';
import { vietnamDate } from '../../vietnam-date.ts';
import { sortedRows, type OpenDataset } from '../dataset.ts';
import { communeColumns, noCounts, placeName } from '../parts.ts';

export const ocopProducts: OpenDataset = {
  id: 'ocop-products',
  title: ['Sản phẩm OCOP được công nhận', 'OCOP products with stars'],
  description: [
    'Mỗi dòng là một sản phẩm đã có quyết định công nhận: nhóm, số sao, giấy chứng nhận và thời hạn. Mã hồ sơ mở ra trang kiểm tra.',
    'Each row is a product with a decision on its stars: group, stars, certificate and validity. The record id opens at the verifier.',
  ],
  method: [
    'Lấy hạng mới nhất trên hồ sơ sản phẩm (ocop/product); tình trạng xét vào ngày của bản ghi mới nhất trong phiên bản.',
    'The newest rating on the product’s record (ocop/product); its standing is judged on the day of the newest record of the version.',
  ],
  protection: noCounts,
  keywords: [
    ['OCOP', 'OCOP'],
    ['sản phẩm địa phương', 'local products'],
  ],
  theme: 'ECON',
  sources: ['ocop/product'],
  columns: [
    { name: 'record', title: ['Mã hồ sơ', 'Record id'], kind: 'text' },
    { name: 'product', title: ['Tên sản phẩm', 'Product'], kind: 'text' },
    { name: 'group', title: ['Mã nhóm', 'Group'], kind: 'text' },
    ...communeColumns,
    { name: 'stars', title: ['Số sao', 'Stars'], kind: 'integer' },
    { name: 'certificate', title: ['Số giấy chứng nhận', 'Certificate'], kind: 'text' },
    { name: 'issued_on', title: ['Ngày công nhận', 'Issued on'], kind: 'date' },
    { name: 'expires_on', title: ['Có giá trị đến hết ngày', 'Valid until the end of'], kind: 'date' },
    { name: 'standing', title: ['Tình trạng', 'Standing (active, expired, revoked)'], kind: 'text' },
  ],
  start() {
    const rated: { id: string; body: ProductBody; isRevoked: boolean }[] = [];
    return {
      add({ id, body, status }) {
        const product = body as ProductBody;
        if (product.rating !== undefined) rated.push({ id, body: product, isRevoked: status === 'revoked' });
      },
      rows: (asOf) =>
        sortedRows(
          rated.flatMap(({ id, isRevoked, body: { name, group, commune, rating } }) => {
            if (rating === undefined) return [];
            const { stars, certificate, issuedOn, expiresOn } = rating;
            const isOver = isExpired(expiresOn, vietnamDate(asOf));
            const standing = isRevoked ? 'revoked' : isOver ? 'expired' : 'active';
            return [[id, name, group, commune, placeName(commune), stars, certificate, issuedOn, expiresOn, standing]];
          }),
        ),
    };
  },
};
