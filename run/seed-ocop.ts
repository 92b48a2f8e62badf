import { commitRecord, sha256Hex } from '@daunguon/proof';
import type { SeedIds } from './seed-ids.ts';
import type { CommandStep, SeedStep } from './seed-steps.ts';

/** Units of the OCOP demonstration; further members of its council are the inspectorate and the shop. */
export const ocopUnits = [
  {
    name: 'unit-commune',
    title: 'UBND xã nơi có cơ sở đóng gói (mẫu)',
    kind: 'people-committee',
    may: ['ocop:receive'],
  },
  { name: 'unit-food-safety', title: 'Chi cục An toàn thực phẩm (mẫu)', kind: 'department', may: [] },
] as const;

const council = [
  { login: 'council-1', unit: 'unit-inspectorate', scores: { a: '32', b: '19', c: '27.5' } },
  { login: 'council-2', unit: 'unit-food-safety', scores: { a: '30.5', b: '20', c: '28' } },
  { login: 'council-3', unit: 'unit-shop', scores: { a: '31', b: '21.5', c: '26' } },
] as const;

/** The rule set of Decision 148/QĐ-TTg as amended by 1489/QĐ-TTg. */
const ratingRules = {
  ...{ from: '2025-07-06', weights: { a: 40, b: 25, c: 35 }, nationalStars: 5, combine: 'mean', minMembers: 3 },
  bands: [
    { stars: 5, from: 90 },
    { stars: 4, from: 70 },
    { stars: 3, from: 50 },
  ],
  ...{ validityMonths: 36, noticeDays: 30, decision: '148/QĐ-TTg, 1489/QĐ-TTg' },
};

const story = {
  vi: 'Dữ liệu mẫu: tiêu chín được hái từng chùm ở vùng trồng Xuân Lộc, phơi trên giàn, sàng và đóng gói tại Long Khánh trong tuần.',
  en: 'Sample data: ripe pepper is picked spike by spike in the Xuân Lộc growing area, dried on racks, sieved and packed in Long Khánh within the week.',
};

export type MakeStep = (
  title: string,
  login: string,
  path: string,
  body: Record<string, unknown>,
  /** Transaction that the person signs with a key of their own. */
  signed?: string,
) => CommandStep;

/** One product from dossier to four stars, made of three batches of the demonstration. */
export function ocopSteps(ids: SeedIds, step: MakeStep, today: string): SeedStep[] {
  const id = (name: string): string => ids.of(`ocop ${name}`);
  const sealed = council.map(({ login, unit, scores }) => {
    const salt = sha256Hex(id(`salt ${login}`)).slice(0, 32);
    const commitment = commitRecord({ council: id('council'), member: ids.of(unit), scores }, salt);
    return { login, scores, salt, commitment, sheet: id(`sheet ${login}`) };
  });
  return [
    step('ocop rules', 'registrar', '/api/ocop/rules', { id: id('rules'), ...ratingRules }),
    step('ocop product', 'packer', '/api/ocop/products', {
      ...{ id: id('product'), name: 'Hồ tiêu đen Xuân Lộc (mẫu)', nameEn: 'Xuân Lộc black pepper (sample)' },
      ...{ group: 'food', subgroup: 'Gia vị', taxCode: '3600000019', story },
      materials: [{ name: 'Hồ tiêu đen', batches: [2, 8, 14].map((batch) => ids.of(`batch-${batch}`)) }],
      growingAreas: [ids.of('area-pepper')],
    }),
    step('ocop receive', 'commune', '/api/ocop/products/receive', { id: id('product') }),
    step('ocop council', 'registrar', '/api/ocop/councils', {
      ...{ id: id('council'), product: id('product'), members: council.map(({ unit }) => ids.of(unit)) },
    }),
    ...sealed.map(
      ({ login, sheet, commitment }) =>
      step(`ocop seal ${login}`, login, '/api/ocop/sheets', { id: sheet, council: id('council'), commitment }, 'Ocop:SealScores'), // prettier-ignore
    ),
    step('ocop end of scoring', 'registrar', '/api/ocop/councils/end-scoring', { id: id('council') }),
    ...sealed.map(({ login, sheet, scores, salt }) =>
      step(`ocop open ${login}`, login, '/api/ocop/sheets/open', { id: sheet, scores, salt }, 'Ocop:OpenScores'),
    ),
    step(
      'ocop rating',
      'registrar',
      '/api/ocop/ratings',
      {
        ...{ id: id('rating'), council: id('council'), certificate: 'OCOP-MAU-0001' },
        decision: { number: '01/QĐ-MAU', date: today, authority: 'UBND thành phố (mẫu)' },
      },
      'Ocop:DecideRating',
    ),
  ];
}
