import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SeedIds } from './seed-ids.ts';
import type { MakeStep } from './seed-ocop.ts';
import type { SeedStep } from './seed-steps.ts';

/** A unit with a record of its own to try a connection with, and a sharing system whose key sees nothing else. */
export const exchangeSteps = (ids: SeedIds, step: MakeStep, date: (daysAgo: number) => string): SeedStep[] => [
  step('unit-sandbox', 'registrar', '/api/registry/units', {
    ...{ id: ids.of('unit-sandbox'), name: 'Đơn vị dùng thử kết nối (mẫu)', kind: 'farm', commune: '26425' },
  }),
  step('accreditation unit-sandbox', 'registrar', '/api/registry/accreditations', {
    ...{ id: ids.of('accreditation-unit-sandbox'), unit: ids.of('unit-sandbox'), may: ['origin:harvest'] },
    ...{ from: `${date(500)}T00:00:00Z`, until: `${date(-1095)}T00:00:00Z` },
  }),
  step('growing area of the sandbox', 'registrar', '/api/origin/growing-areas', {
    ...{ id: ids.of('area-sandbox'), unit: ids.of('unit-sandbox'), puc: 'VN-DNOR-9901', crop: 'durian' },
    ...{ name: 'Vùng trồng dùng thử (mẫu)', commune: '26425', areaM2: 10_000, maxYieldKgPerHa: 20_000, training: true },
  }),
  {
    ...{ title: 'sharing system', login: 'registrar-tech', path: '/api/exchange/partners' },
    body: {
      ...{ name: 'Hệ thống dùng thử (mẫu)', legalBasis: 'Dữ liệu mẫu, không có căn cứ nào' },
      ...{ scopes: ['changes:registry', 'changes:origin', 'webhooks'], hosts: [], perMinute: 600, perDay: 100_000 },
      ...{ sandbox: true, unit: ids.of('unit-sandbox') },
    },
  },
];

/** Keeps the key of the demonstration's sharing system, which the gateway tells once; answers the file where it is. */
export function keepPartnerKey(data: string, answer: string): string | undefined {
  const { key } = JSON.parse(answer) as { readonly key?: unknown };
  if (typeof key !== 'string' || !key.startsWith('dnp_')) return undefined;
  const file = join(data, 'seed/partner-key.txt');
  writeFileSync(file, `${key}\n`, { mode: 0o600 });
  return file;
}
