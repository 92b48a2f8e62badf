import type { ProductBody } from '../../domains/ocop/product.ts';
import { endOfDay } from '../../domains/ocop/validity.ts';
import { isActive, one, oneIf, type CountedState, type Figure, type Holding } from '../figure.ts';

const products = { type: 'ocop/product', unit: ['sản phẩm', 'products'] } as const;

/** To the end of the certificate's last day. */
const holds = ({ body }: CountedState): Holding => ({
  until: endOfDay((body as ProductBody).rating?.expiresOn ?? '').replace('Z', '.000Z'),
});

const withStars = (stars: number): Figure => ({
  ...{ ...products, id: `products-${stars}-stars`, when: 'at-end' },
  title: [`Sản phẩm ${stars} sao còn hiệu lực cuối kỳ`, `Products of ${stars} stars in force at the end`],
  method: [
    'Đếm sản phẩm (ocop/product) có hạng này, giấy chứng nhận còn hạn và không bị thu hồi vào cuối kỳ.',
    'Products (ocop/product) of that rating whose certificate is in its time and not revoked at the end.',
  ],
  adds: oneIf<ProductBody>((body, state) => isActive(state) && body.rating?.stars === stars),
  holds,
});

export const ocopFigures: readonly Figure[] = [
  {
    ...{ ...products, id: 'dossiers', when: 'during', adds: one },
    title: ['Hồ sơ sản phẩm nộp trong kỳ', 'Product dossiers handed in in the period'],
    method: [
      'Đếm sản phẩm (ocop/product) ghi lần đầu trong kỳ.',
      'Products (ocop/product) first recorded in the period.',
    ],
  },
  {
    ...{ id: 'ratings', type: 'ocop/rating', when: 'during', unit: ['quyết định', 'decisions'], adds: one },
    title: ['Quyết định phân hạng trong kỳ', 'Decisions on stars in the period'],
    method: ['Đếm quyết định (ocop/rating) ghi trong kỳ.', 'Decisions (ocop/rating) recorded in the period.'],
  },
  ...[3, 4, 5].map(withStars),
  {
    ...{
      ...products,
      id: 'products-revoked',
      when: 'at-end',
      adds: oneIf((_body, { status }) => status === 'revoked'),
    },
    title: ['Sản phẩm bị thu hồi hạng, tính đến cuối kỳ', 'Products whose rating is revoked at the end'],
    method: ['Đếm sản phẩm (ocop/product) có tình trạng thu hồi.', 'Products (ocop/product) with status revoked.'],
  },
];
