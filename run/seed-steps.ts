import { sha256Hex } from '@daunguon/proof';
import { communes } from '@daunguon/records';
import topology from '../network/topology.json' with { type: 'json' };
import { demoAccounts } from '../test-network/src/oidc/demo-accounts.ts';
import { carbonSteps } from './seed-carbon.ts';
import { credentialSteps } from './seed-credentials.ts';
import { heritageSteps } from './seed-heritage.ts';
import type { Picture } from './seed-heritage-pictures.ts';
import { healthSteps } from './seed-health.ts';
import type { SeedIds } from './seed-ids.ts';
import { placeOfArea } from './seed-areas.ts';
import { exportSteps, portSteps } from './seed-export.ts';
import { learnSteps } from './seed-learn.ts';
import { demonstrationGtin, labelSteps } from './seed-labels.ts';
import { exchangeSteps } from './seed-exchange.ts';
import { openDataSteps } from './seed-open-data.ts';
import { masterDataSteps } from './seed-origin.ts';
import { ocopSteps, ocopUnits, type MakeStep } from './seed-ocop.ts';

/** One request of the demonstration. Its request id makes it safe to send again. */
export interface SeedStep {
  readonly title: string;
  readonly login: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>> & { readonly requestId?: string };
  /** Transaction that the person signs with a key of their own. */
  readonly signed?: string;
  /** A file that is sent in place of the body. */
  readonly file?: Picture;
  /** Earlier step whose whole answer belongs in the body: what a sent file is. */
  readonly factsOf?: string;
  /** Field of the body that an earlier step's answer told. */
  readonly take?: { readonly from: string; readonly field: string };
}
export interface CommandStep extends SeedStep {
  readonly body: SeedStep['body'] & { readonly requestId: string };
}

const units = [
  {
    name: 'unit-farm',
    title: 'Hợp tác xã cây ăn trái Xuân Lộc (mẫu)',
    kind: 'farm',
    may: ['origin:harvest', 'origin:ship'],
  },
  {
    name: 'unit-packing',
    title: 'Cơ sở đóng gói Long Khánh (mẫu)',
    kind: 'packing-house',
    may: ['origin:receive', 'origin:pack', 'origin:ship', 'ocop:produce'],
  },
  {
    name: 'unit-carrier',
    title: 'Vận tải lạnh Trảng Bom (mẫu)',
    kind: 'carrier',
    may: ['origin:ship', 'origin:receive'],
  },
  { name: 'unit-shop', title: 'Cửa hàng nông sản Biên Hòa (mẫu)', kind: 'retailer', may: ['origin:receive'] },
  {
    name: 'unit-inspectorate',
    title: 'Thanh tra nông nghiệp (mẫu)',
    kind: 'inspectorate',
    may: ['origin:inspect', 'credential:attest'],
  },
  ...ocopUnits,
] as const;

const crops = [
  { code: 'durian', name: 'Sầu riêng Ri6', lot: 'SR', yieldKgPerHa: 20_000 },
  { code: 'pomelo', name: 'Bưởi đường lá cam', lot: 'BD', yieldKgPerHa: 18_000 },
  { code: 'pepper', name: 'Hồ tiêu đen', lot: 'HT', yieldKgPerHa: 4_000 },
  { code: 'coffee', name: 'Cà phê Robusta', lot: 'CF', yieldKgPerHa: 4_500 },
  { code: 'cashew', name: 'Hạt điều', lot: 'DI', yieldKgPerHa: 3_000 },
  { code: 'rambutan', name: 'Chôm chôm', lot: 'CC', yieldKgPerHa: 16_000 },
] as const;

const batchCount = 30;
const day = 86_400_000;

/** The whole demonstration as requests, in their order. Made-up producers in real communes; `today` decides the dates. */
export function seedSteps(ids: SeedIds, today: Date): SeedStep[] {
  const date = (daysAgo: number): string => new Date(today.getTime() - daysAgo * day).toISOString().slice(0, 10);
  const step: MakeStep = (title, login, path, body, signed) => ({
    ...{ title, login, path, body: { requestId: ids.of(`request ${title}`), ...body } },
    ...(signed === undefined ? {} : { signed }),
  });
  const commune = (index: number): string => communes[(index * 7) % communes.length]?.code ?? '';
  const organisations = demoAccounts
    .filter(({ role }) => role === 'registrar')
    .map(({ login, mspId }) => {
      const named = topology.organisations.find((one) => one.mspId === mspId);
      return step(`organisation ${mspId}`, login, '/api/registry/organisations', {
        ...{ id: ids.of(`organisation-${mspId}`), mspId },
        ...{ name: named?.nameVi ?? mspId, nameEn: named?.name ?? mspId },
      });
    });
  const period = { from: `${date(500)}T00:00:00Z`, until: `${date(-1095)}T00:00:00Z` };
  const accreditation = (name: string, may: readonly string[]): SeedStep =>
    step(`accreditation ${name}`, 'registrar', '/api/registry/accreditations', {
      ...{ id: ids.of(`accreditation-${name}`), unit: ids.of(name), may, ...period },
    });
  // The people's committee is that of the packing house's commune.
  const home = (name: string, index: number): string => commune(name === 'unit-commune' ? 1 : index);
  const registry = units.flatMap(({ name, title, kind, may }, index) => [
    step(name, 'registrar', '/api/registry/units', { id: ids.of(name), name: title, kind, commune: home(name, index) }),
    ...(may.length === 0 ? [] : [accreditation(name, may)]),
  ]);
  const areas = crops.map((crop, index) =>
    step(`growing area ${crop.code}`, 'registrar', '/api/origin/growing-areas', {
      id: ids.of(`area-${crop.code}`),
      unit: ids.of('unit-farm'),
      puc: `VN-DNOR-${String(9001 + index)}`,
      name: `Vùng trồng ${crop.name} (mẫu)`,
      crop: crop.code,
      areaM2: 120_000,
      maxYieldKgPerHa: crop.yieldKgPerHa,
      ...placeOfArea(crop.code),
      ...(crop.code === 'durian' ? { variety: 'Ri6', households: 14 } : {}),
    }),
  );
  const batches = Array.from({ length: batchCount }, (_, index) => {
    const crop = crops[index % crops.length] ?? crops[0];
    return {
      id: ids.of(`batch-${index}`),
      lot: `${crop.lot}-${date(index % 20).replaceAll('-', '')}-${String(index + 1).padStart(2, '0')}`,
      product: { code: crop.code, name: crop.name },
      growingArea: ids.of(`area-${crop.code}`),
      harvestDate: date(3 + (index % 20)),
      weightKg: String(300 + 25 * index),
    };
  });
  const [first, ...others] = batches;
  const durian = { code: 'durian', name: 'Sầu riêng Ri6 hộp 2 kg', gtin: demonstrationGtin };
  const transport = { carrier: 'Vận tải lạnh Trảng Bom (mẫu)' };
  return [
    ...organisations,
    ...registry,
    ...portSteps(ids, step, '26503', period),
    ...areas,
    ...masterDataSteps(ids, step, today, commune(1)),
    // The cooperative has signed a paper: officers of the commune may record for it.
    step('delegation', 'registrar', '/api/registry/delegations', {
      ...{ id: ids.of('delegation'), principal: ids.of('unit-farm'), delegate: ids.of('unit-commune') },
      ...{ until: `${date(-365)}T00:00:00Z`, paper: sha256Hex(new TextEncoder().encode('giấy ủy quyền (mẫu)')) },
    }),
    step('batch', 'farmer', '/api/origin/batches', { ...first }),
    step('batches', 'farmer', '/api/origin/batches/bulk', { batches: others }),
    step('ship to packing', 'farmer', '/api/origin/ship', {
      id: ids.of('ship-0'),
      batch: ids.of('batch-0'),
      to: ids.of('unit-packing'),
      ...transport,
    }),
    step('receive at packing', 'packer', '/api/origin/receive', { id: ids.of('receive-0'), batch: ids.of('batch-0') }),
    step('pack', 'packer', '/api/origin/pack', {
      id: ids.of('pack-0'),
      inputs: [{ batch: ids.of('batch-0'), weightKg: '300' }],
      output: {
        id: ids.of('packed-0'),
        lot: 'HOP-0001',
        weightKg: '280',
        product: durian,
      },
      packingHouse: ids.of('packing-house'),
      market: 'CHN',
    }),
    step('split', 'packer', '/api/origin/split', {
      id: ids.of('split-event'),
      batch: ids.of('packed-0'),
      parts: [
        { id: ids.of('split-0'), lot: 'HOP-0001-A', weightKg: '160' },
        { id: ids.of('split-1'), lot: 'HOP-0001-B', weightKg: '100' },
      ],
    }),
    ...['split-0', 'split-1'].flatMap((part) => [
      step(`ship ${part}`, 'packer', '/api/origin/ship', {
        id: ids.of(`ship-${part}`),
        batch: ids.of(part),
        to: ids.of('unit-shop'),
        ...transport,
      }),
      step(`receive ${part}`, 'retailer', '/api/origin/receive', {
        id: ids.of(`receive-${part}`),
        batch: ids.of(part),
      }),
    ]),
    step('sell', 'retailer', '/api/origin/sell', {
      id: ids.of('sell-0'),
      batch: ids.of('split-0'),
      weightKg: '60',
      channel: 'counter',
    }),
    step('recall', 'inspector', '/api/origin/recalls', {
      id: ids.of('recall-0'),
      batch: ids.of('split-1'),
      reason: 'Dữ liệu mẫu: dư lượng thuốc bảo vệ thực vật vượt mức',
      class: 'II',
    }),
    ...exportSteps(ids, step, durian),
    ...labelSteps(ids, demonstrationGtin, today),
    ...ocopSteps(ids, step, date(0)),
    ...carbonSteps(ids, step, date, commune(1)),
    ...credentialSteps(ids, step, date),
    ...healthSteps(ids, step, date),
    ...openDataSteps(ids, step, date),
    ...exchangeSteps(ids, step, date),
    ...learnSteps(ids, step, date),
    ...heritageSteps(ids, step, date),
  ];
}
