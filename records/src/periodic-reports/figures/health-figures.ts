import type { FacilityKeyBody } from '../../domains/health/health.ts';
import { isActive, one, oneIf, type Figure } from '../figure.ts';

/**
 * About persons, so small numbers are not told. How many health records there are, or were erased, is in no figure: batches and erasures are
 * filled up with random commitments on purpose, and the ledger does not know which are real.
 */
export const healthFigures: readonly Figure[] = [
  {
    ...{ id: 'facilities', type: 'health/key', when: 'at-end', unit: ['cơ sở', 'facilities'], isProtected: true },
    title: ['Cơ sở y tế có khóa còn hạn cuối kỳ', 'Health facilities with a key in its time at the end'],
    method: [
      'Mỗi cơ sở có khóa (health/key) còn hạn đếm một lần; số dưới 5 không công bố.',
      'Each facility with a key (health/key) in its time counts once; numbers below 5 are not told.',
    ],
    adds: oneIf((_body, state) => isActive(state)),
    holds: ({ body }) => ({ until: (body as FacilityKeyBody).validUntil }),
    keyOf: ({ body }) => (body as FacilityKeyBody).unit,
  },
  {
    ...{ id: 'batches', type: 'health/commitment', when: 'during', unit: ['đợt', 'batches'], isProtected: true },
    title: ['Đợt cam kết hồ sơ sức khỏe trong kỳ', 'Batches of health commitments in the period'],
    method: [
      'Đếm đợt (health/commitment, mỗi đợt 64 cam kết kể cả cam kết đệm); số dưới 5 không công bố.',
      'Batches (health/commitment, 64 commitments each, fillers among them); numbers below 5 are not told.',
    ],
    adds: one,
    keyOf: ({ facets, id }) => facets?.['batch'] ?? id,
  },
  {
    ...{ id: 'access-log-days', type: 'health/access-root', when: 'during', unit: ['ngày', 'days'], adds: one },
    title: ['Ngày có nhật ký truy cập được ghi gốc lên sổ', 'Days whose access log is rooted on the ledger'],
    method: [
      'Đếm gốc nhật ký (health/access-root) ghi trong kỳ.',
      'Roots (health/access-root) recorded in the period.',
    ],
  },
];
