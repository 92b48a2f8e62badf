import { vietnamDate } from '@daunguon/records';
import type { SeedIds } from './seed-ids.ts';
import type { SeedStep } from './seed-steps.ts';

const day = 86_400_000;

type Step = (title: string, login: string, path: string, body: Record<string, unknown>) => SeedStep;

/** Weights by which packing or processing is judged; made-up figures of the usual order. */
const cropRules = [
  { crop: 'durian', yieldPercent: 100, tolerancePercent: 2 },
  { crop: 'pepper', yieldPercent: 35, tolerancePercent: 3 },
  { crop: 'coffee', yieldPercent: 22, tolerancePercent: 3 },
  { crop: 'cashew', yieldPercent: 25, tolerancePercent: 3 },
] as const;

/** Rule sets, the packing house, a certificate, market standings and a field diary, before the first harvest. */
export function masterDataSteps(ids: SeedIds, step: Step, today: Date, commune: string): SeedStep[] {
  const date = (daysAgo: number): string => new Date(today.getTime() - daysAgo * day).toISOString().slice(0, 10);
  const area = ids.of('area-durian');
  const house = ids.of('packing-house');
  const market = {
    ...{ market: 'CHN', status: 'approved', from: date(400), inspectedOn: date(420) },
    reason: 'Dữ liệu mẫu: danh sách được chấp thuận',
  };
  const diary = (title: string, daysAgo: number, activity: object): SeedStep =>
    step(title, 'farmer', '/api/origin/diary', { id: ids.of(title), growingArea: area, date: date(daysAgo), activity });
  return [
    ...cropRules.map((rules) =>
      step(`crop rules ${rules.crop}`, 'registrar', '/api/origin/crop-rules', {
        id: ids.of(`crop-rules-${rules.crop}`),
        ...rules,
        from: vietnamDate(today.toISOString()),
      }),
    ),
    step('packing house', 'registrar', '/api/origin/packing-houses', {
      ...{ id: house, unit: ids.of('unit-packing'), phc: 'VN-DNPH-901', name: 'Cơ sở đóng gói Long Khánh (mẫu)' },
      ...{ commune, crops: ['durian', 'pomelo'] },
    }),
    step('certificate', 'registrar', '/api/origin/certificates', {
      ...{
        id: ids.of('certificate-durian'),
        standard: 'VietGAP',
        issuer: 'Tổ chức chứng nhận (mẫu)',
        number: 'VG-9001',
      },
      ...{ from: date(300), until: date(-400), subjects: [area] },
    }),
    step('market of area', 'registrar', '/api/origin/sites/market', { id: area, ...market }),
    step('market of packing house', 'registrar', '/api/origin/sites/market', { id: house, ...market }),
    diary('diary fertiliser', 90, { kind: 'fertiliser', product: 'Phân hữu cơ vi sinh (mẫu)', dose: '2 tấn/ha' }),
    diary('diary pesticide', 60, {
      ...{ kind: 'pesticide', product: 'Thuốc mẫu 3.6EC', activeIngredient: 'abamectin', dose: '0,5 l/ha' },
      ...{ target: 'rầy xanh', preHarvestDays: 14 },
    }),
  ];
}
