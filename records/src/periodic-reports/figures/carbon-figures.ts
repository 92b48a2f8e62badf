import type { BlockBody, BlockState, IssuanceBody, RetirementBody } from '../../domains/carbon/block.ts';
import type { ProjectBody } from '../../domains/carbon/project.ts';
import { unitsIn } from '../../domains/carbon/serial-range.ts';
import { one, oneIf, type Figure } from '../figure.ts';

const tonnes = ['tấn CO₂tđ', 'tCO2e'] as const;

const inState = (state: BlockState, id: string, vi: string, en: string): Figure => ({
  ...{ id, title: [vi, en], unit: tonnes, type: 'carbon/block', when: 'at-end' },
  method: [
    `Cộng đơn vị của các khối (carbon/block) ở tình trạng ${state} vào cuối kỳ.`,
    `Units of all blocks (carbon/block) in the state ${state} when the period ended.`,
  ],
  adds: ({ body }) => {
    const block = body as BlockBody;
    return block.state === state ? unitsIn(block) : undefined;
  },
});

export const carbonFigures: readonly Figure[] = [
  {
    ...{ id: 'projects', type: 'carbon/project', when: 'at-end', unit: ['dự án', 'projects'] },
    title: ['Dự án đã đăng ký cuối kỳ', 'Registered projects at the end'],
    method: ['Đếm dự án (carbon/project) ở bước registered.', 'Projects (carbon/project) at the stage registered.'],
    adds: oneIf<ProjectBody>(({ stage }) => stage === 'registered'),
  },
  {
    ...{ id: 'issued', type: 'carbon/issuance', when: 'during', unit: tonnes },
    title: ['Đơn vị ban hành trong kỳ', 'Units issued in the period'],
    method: ['Cộng đơn vị các đợt ban hành (carbon/issuance) trong kỳ.', 'Units of the issuances (carbon/issuance).'],
    adds: ({ body }) => unitsIn(body as IssuanceBody),
  },
  {
    ...{ id: 'retired', type: 'carbon/retirement', when: 'during', unit: tonnes },
    title: ['Đơn vị đã dùng trong kỳ', 'Units retired in the period'],
    method: ['Cộng đơn vị các giấy xác nhận (carbon/retirement).', 'Units of the certificates (carbon/retirement).'],
    adds: ({ body }) => unitsIn(body as RetirementBody),
  },
  inState('active', 'active', 'Đơn vị còn lưu hành cuối kỳ', 'Units in circulation at the end'),
  inState('buffer', 'buffer', 'Đơn vị trong quỹ dự phòng cuối kỳ', 'Units in the buffer pool at the end'),
  {
    ...{ id: 'inventories', type: 'carbon/inventory', when: 'during', unit: ['bản', 'inventories'], adds: one },
    title: ['Kiểm kê khí nhà kính của cơ sở trong kỳ', 'Greenhouse-gas inventories of facilities'],
    method: ['Đếm bản kiểm kê (carbon/inventory) ghi trong kỳ.', 'Inventories (carbon/inventory) recorded.'],
  },
];
