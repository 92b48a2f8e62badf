import type { MakeStep } from './seed-ocop.ts';
import type { SeedIds } from './seed-ids.ts';
import type { SeedStep } from './seed-steps.ts';

/** The data unit of the organisation that runs the gateway: it may stand for published files. */
export const openDataSteps = (ids: SeedIds, step: MakeStep, date: (daysAgo: number) => string): SeedStep[] => [
  step('unit-data', 'registrar-tech', '/api/registry/units', {
    ...{ id: ids.of('unit-data'), name: 'Trung tâm Công nghệ số (mẫu)', kind: 'department', commune: '26041' },
  }),
  step('accreditation unit-data', 'registrar-tech', '/api/registry/accreditations', {
    ...{ id: ids.of('accreditation-unit-data'), unit: ids.of('unit-data'), may: ['credential:attest'] },
    ...{ from: `${date(500)}T00:00:00Z`, until: `${date(-1095)}T00:00:00Z` },
  }),
];
