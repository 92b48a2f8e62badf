import type { SeedIds } from './seed-ids.ts';
import type { MakeStep } from './seed-ocop.ts';
import type { SeedStep } from './seed-steps.ts';

/** Where the courses train: a unit with a growing area to learn on, a lot of each colour, and the centre that issues certificates. */
export function learnSteps(ids: SeedIds, step: MakeStep, date: (daysAgo: number) => string): SeedStep[] {
  const period = { from: `${date(500)}T00:00:00Z`, until: `${date(-1095)}T00:00:00Z` };
  const unit = (login: string, name: string, title: string, kind: string, may: readonly string[]): SeedStep[] => [
    step(name, login, '/api/registry/units', { id: ids.of(name), name: title, kind, commune: '26425' }),
    step(`accreditation ${name}`, login, '/api/registry/accreditations', {
      ...{ id: ids.of(`accreditation-${name}`), unit: ids.of(name), may, ...period },
    }),
  ];
  const lot = (name: string, weightKg: string): SeedStep =>
    step(`training lot ${name}`, 'trainee', '/api/origin/batches', {
      ...{ id: ids.of(`training-${name}`), lot: `TH-MAU-${name}`, growingArea: ids.of('area-training'), weightKg },
      ...{ product: { code: 'durian', name: 'Sầu riêng tập huấn' }, harvestDate: date(2) },
    });
  const key = (name: string, use: string): SeedStep =>
    step(name, 'trainer', '/api/credential/custodial/keys', { id: ids.of(name), use });
  const appointment = (login: string, what: string): SeedStep => ({
    ...{ title: `${login} lets the gateway act`, login, path: `/api/learn/appointments/${what}`, body: {} },
  });
  return [
    ...unit('registrar', 'unit-training', 'Đơn vị tập huấn nông nghiệp (mẫu)', 'farm', ['origin:harvest']),
    step('growing area training', 'registrar', '/api/origin/growing-areas', {
      ...{ id: ids.of('area-training'), unit: ids.of('unit-training'), puc: 'VN-DNOR-9900', name: 'Vùng tập huấn' },
      ...{ crop: 'durian', commune: '26425', areaM2: 10_000, maxYieldKgPerHa: 20_000, training: true },
    }),
    lot('1', '120'),
    // More than the area yields in a season: held.
    lot('2', '25000'),
    lot('3', '80'),
    step('training recall', 'inspector', '/api/origin/recalls', {
      ...{ id: ids.of('training-recall'), batch: ids.of('training-3'), class: 'II' },
      reason: 'Bài tập huấn: giả định có dư lượng thuốc',
    }),
    ...unit('registrar-tech', 'unit-training-centre', 'Trung tâm bồi dưỡng số (mẫu)', 'department', [
      'credential:badge',
    ]),
    ...[key('training-signing-key', 'sign'), key('training-sealing-key', 'seal')],
    ...[appointment('trainee', 'exercises'), appointment('trainer', 'certificates')],
  ];
}
