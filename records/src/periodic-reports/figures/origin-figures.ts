import type { BatchBody } from '../../domains/origin/batch.ts';
import type { GrowingAreaBody } from '../../domains/origin/growing-area.ts';
import type { ShipmentUnitBody } from '../../domains/origin/shipment-unit.ts';
import { gramsOf } from '../../weight.ts';
import { isActive, one, oneIf, recordsUnit, type CountedState, type Figure } from '../figure.ts';

/** Lots that are held, or that never counted, are not part of what was harvested. */
const isHarvest = ({ kind }: BatchBody, { status }: CountedState): boolean =>
  kind === 'harvest' && !['held', 'cancelled', 'superseded', 'revoked'].includes(status);

const lots = { type: 'origin/batch', when: 'during' } as const;
const recalls = { type: 'origin/recall', unit: ['thông báo', 'notices'] } as const;
const journeys = (kind: ShipmentUnitBody['identity']['kind'], id: string, vi: string, en: string): Figure => ({
  ...{ id, title: [vi, en], unit: ['chuyến', 'journeys'], type: 'origin/shipment-unit', when: 'during' },
  method: [
    'Đếm hành trình (origin/shipment-unit) mở trong kỳ theo loại.',
    'Journeys (origin/shipment-unit) opened in the period, by kind.',
  ],
  adds: oneIf<ShipmentUnitBody>(({ identity }) => identity.kind === kind),
});

const recallsIssued: Figure = {
  ...{ ...recalls, id: 'recalls-issued', when: 'during', adds: one },
  title: ['Thông báo thu hồi phát ra trong kỳ', 'Recall notices issued in the period'],
  method: ['Đếm thông báo (origin/recall) ghi trong kỳ.', 'Notices (origin/recall) recorded in the period.'],
};
const recallsInForce: Figure = {
  ...{ ...recalls, id: 'recalls-in-force', when: 'at-end', adds: oneIf((_body, state) => isActive(state)) },
  title: ['Thông báo thu hồi còn hiệu lực cuối kỳ', 'Recall notices in force at the end'],
  method: [
    'Đếm thông báo (origin/recall) chưa gỡ vào cuối kỳ.',
    'Notices (origin/recall) not lifted when the period ended.',
  ],
};

/** Traceability of farm produce. */
export const originFigures: readonly Figure[] = [
  {
    ...{ id: 'growing-areas', type: 'origin/growing-area', when: 'at-end', unit: ['vùng', 'areas'] },
    title: ['Vùng trồng có mã số còn hiệu lực cuối kỳ', 'Growing areas with a code in force at the end'],
    method: [
      'Đếm hồ sơ vùng trồng (origin/growing-area) còn hiệu lực.',
      'Growing areas (origin/growing-area) in force.',
    ],
    adds: oneIf((_body, state) => isActive(state)),
  },
  {
    ...{ id: 'growing-area-hectares', type: 'origin/growing-area', when: 'at-end', unit: ['ha', 'ha'], decimals: 4 },
    title: ['Diện tích vùng trồng có mã số cuối kỳ', 'Area of growing areas with a code at the end'],
    method: ['Cộng diện tích khai báo (m² chia 10.000).', 'Declared areas added up (m² by 10,000).'],
    adds: (state) => (isActive(state) ? BigInt(Math.round((state.body as GrowingAreaBody).areaM2)) : undefined),
  },
  {
    ...{ ...lots, id: 'harvest-lots', unit: ['lô', 'lots'], adds: oneIf(isHarvest) },
    title: ['Lô thu hoạch ghi trong kỳ', 'Harvest lots recorded in the period'],
    method: [
      'Đếm lô (origin/batch, loại harvest) ghi trong kỳ; lô còn bị tạm giữ cuối kỳ không tính.',
      'Lots (origin/batch of kind harvest) recorded in the period; those still held at its end are left out.',
    ],
  },
  {
    ...{ ...lots, id: 'harvest-weight', unit: ['kg', 'kg'], decimals: 3 },
    title: ['Khối lượng thu hoạch ghi trong kỳ', 'Weight of the harvest recorded in the period'],
    method: ['Cộng khối lượng các lô của dòng trên.', 'Weights of the lots of the line above, added up.'],
    adds: (state) => {
      const body = state.body as BatchBody;
      return isHarvest(body, state) ? BigInt(gramsOf(body.weightKg)) : undefined;
    },
  },
  {
    ...{ ...lots, id: 'harvest-units', unit: ['đơn vị', 'units'], adds: oneIf(isHarvest) },
    keyOf: ({ body }) => (body as BatchBody).producer,
    title: ['Đơn vị có lô thu hoạch trong kỳ', 'Units that recorded a harvest in the period'],
    method: ['Mỗi đơn vị của các lô trên đếm một lần.', 'Each unit of those lots counts once.'],
  },
  {
    ...{ id: 'lots-held', type: 'origin/batch', when: 'at-end', unit: ['lô', 'lots'] },
    title: ['Lô đang bị tạm giữ cuối kỳ', 'Lots on hold at the end'],
    method: [
      'Đếm lô (origin/batch) có tình trạng tạm giữ vào cuối kỳ.',
      'Lots (origin/batch) on hold when the period ended.',
    ],
    adds: oneIf((_body, { status }) => status === 'held'),
  },
  recallsIssued,
  recallsInForce,
];

/** Traceability of goods of industry and trade. */
export const tradeFigures: readonly Figure[] = [
  journeys('container', 'containers', 'Công-te-nơ theo dõi trong kỳ', 'Containers followed in the period'),
  journeys('pallet', 'pallets', 'Pa-lét theo dõi trong kỳ', 'Pallets followed in the period'),
  journeys('parcel', 'parcels', 'Bưu kiện theo dõi trong kỳ', 'Parcels followed in the period'),
  {
    ...{ id: 'chain-events', type: 'origin/event', when: 'during', unit: ['bước', 'steps'], adds: one },
    title: ['Bước trong chuỗi cung ứng ghi trong kỳ', 'Supply-chain steps recorded in the period'],
    method: ['Đếm sự kiện (origin/event) ghi trong kỳ.', 'Events (origin/event) recorded in the period.'],
  },
  {
    ...{ id: 'gtin-lots', type: 'origin/alias', when: 'during', unit: recordsUnit, adds: one },
    title: ['Lô hàng gắn GTIN trong kỳ', 'Lots given a GTIN in the period'],
    method: ['Đếm liên kết GTIN và lô (origin/alias) ghi trong kỳ.', 'Links of GTIN and lot (origin/alias) recorded.'],
  },
  recallsIssued,
  recallsInForce,
];
