import { communes, type RecordState } from '@daunguon/records';
import { digestOf, idOf, syntheticBlock, type SyntheticBlock } from './synthetic-block.ts';

export const perBlock = 500;
const days = 730;
const start = Date.UTC(2024, 11, 1);
export const now = start + days * 86_400_000;

export const idAt = (number: number): string => idOf('record', number);
export const lotAt = (number: number): string => `L${String(number).padStart(7, '0')}`;

/** Spreads neighbours over a list, the same in every run (the finaliser of MurmurHash3). */
export const pick = <Value>(from: readonly Value[], number: number): Value => {
  let mixed = Math.imul(number ^ (number >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return from[((mixed ^ (mixed >>> 16)) >>> 0) % from.length] as Value;
};

const crops = ['durian', 'pomelo', 'pepper', 'coffee', 'cashew', 'rambutan', 'mango', 'banana'];
const groups = ['food', 'beverages', 'herbal', 'crafts', 'ornamental', 'tourism'];
const families = ['Vườn', 'Vùng trồng', 'Trang trại', 'Tổ hợp tác', 'Nông hộ'];
const plants = ['sầu riêng', 'bưởi da xanh', 'hồ tiêu', 'cà phê', 'điều', 'chôm chôm', 'xoài', 'chuối'];
export const places = [
  'Đồi Hòa Bình',
  'Suối Đá',
  'Bàu Sen',
  'Núi Chứa Chan',
  'Rạch Đông',
  'Ấp Tân Phú',
  'Gò Me',
  'Thác Mai',
];

export const nameAt = (number: number): string =>
  `${pick(families, number)} ${pick(plants, number * 3)} ${pick(places, number * 7)} ${number}`;

type Made = Pick<RecordState, 'type' | 'body'>;
/** Seven of ten are harvests; the others are areas, events, products, and units. */
function madeAt(number: number): Made {
  const commune = pick(communes, number * 11).code;
  const crop = pick(crops, number * 5);
  switch (number % 10) {
    case 0:
      return {
        type: 'origin/growing-area',
        body: { name: nameAt(number), commune, crop, areaM2: 10_000, pucNormalised: `VN-${number}` },
      };
    case 1:
      return {
        type: 'origin/event',
        body: { eventType: pick(['pack', 'ship', 'receive', 'sell'], number), inputs: [], outputs: [], commune },
      };
    case 2:
      return number % 20 < 10
        ? { type: 'ocop/product', body: { name: `Sản phẩm ${nameAt(number)}`, commune, group: pick(groups, number) } }
        : { type: 'registry/unit', body: { name: nameAt(number), kind: 'cooperative', commune } };
    default:
      return {
        type: 'origin/batch',
        body: {
          kind: 'harvest',
          lot: lotAt(number),
          product: { code: crop, name: crop },
          weightKg: '120.5',
          commune,
          growingArea: idAt(number % 5000),
        },
      };
  }
}

const stateAt = (number: number, records: number): RecordState => ({
  ...madeAt(number),
  ...{ id: idAt(number), version: 1, status: number % 97 === 0 ? 'recalled' : 'active', owner: idAt(number % 2000) },
  ...{ salt: digestOf(`salt ${number}`).slice(0, 32), commitment: digestOf(`body ${number}`) },
  ts: new Date(start + (number / records) * days * 86_400_000).toISOString(),
  by: { msp: 'AgriMSP', unit: idAt(number % 2000), role: 'farmer', signing: 'custodial' },
});

/** A block of two years' records, of which there are so many in all. */
export const provinceBlock = (block: number, records: number): SyntheticBlock =>
  syntheticBlock(
    block,
    Array.from({ length: perBlock }, (_, index) => stateAt(block * perBlock + index, records)),
    'Origin:RegisterBatches',
  );
