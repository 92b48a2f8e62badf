import type { IssuanceBody, RetirementBody } from '../../domains/carbon/block.ts';
import { unitsIn } from '../../domains/carbon/serial-range.ts';
import { vietnamDate } from '../../vietnam-date.ts';
import { sortedRows, type OpenDataset } from '../dataset.ts';

const yearOf = (instant: string): string => vietnamDate(instant).slice(0, 4);

export const carbonUnits: OpenDataset = {
  id: 'carbon-units',
  title: ['Đơn vị các-bon đã ban hành và đã dùng theo năm', 'Carbon units issued and retired by year'],
  description: [
    'Tổng số đơn vị (mỗi đơn vị 1 tấn CO₂ tương đương) của sổ tiền đăng ký, theo năm ban hành và năm dùng.',
    'Totals of units (1 tonne of CO₂ equivalent each) of the pre-registry, by year of issue and of retirement.',
  ],
  method: [
    'Cộng số đơn vị của các đợt ban hành (carbon/issuance) và các giấy xác nhận đã dùng (carbon/retirement) theo năm ở Việt Nam.',
    'Units of all issuances (carbon/issuance) and retirement certificates (carbon/retirement), by year in Việt Nam.',
  ],
  protection: [
    'Chỉ có tổng khối lượng theo năm; không có chủ sở hữu, bên thụ hưởng hay số sê-ri.',
    'Yearly totals of quantities only; no holders, beneficiaries or serials.',
  ],
  keywords: [
    ['các-bon', 'carbon'],
    ['tín chỉ', 'credits'],
  ],
  theme: 'ENVI',
  sources: ['carbon/issuance', 'carbon/retirement'],
  isDated: true,
  columns: [
    { name: 'year', title: ['Năm', 'Year'], kind: 'date' },
    { name: 'issued', title: ['Đã ban hành', 'Issued'], kind: 'integer', unit: ['tấn CO₂tđ', 'tCO2e'] },
    { name: 'retired', title: ['Đã dùng', 'Retired'], kind: 'integer', unit: ['tấn CO₂tđ', 'tCO2e'] },
  ],
  start() {
    const years = new Map<string, { issued: bigint; retired: bigint }>();
    const year = (instant: string) => {
      const name = yearOf(instant);
      const sums = years.get(name) ?? { issued: 0n, retired: 0n };
      years.set(name, sums);
      return sums;
    };
    return {
      add({ type, body }, recordedAt) {
        if (type === 'carbon/issuance') year(recordedAt).issued += unitsIn(body as IssuanceBody);
        else year((body as RetirementBody).retiredAt).retired += unitsIn(body as RetirementBody);
      },
      rows: () => sortedRows([...years].map(([name, { issued, retired }]) => [name, Number(issued), Number(retired)])),
    };
  },
};
