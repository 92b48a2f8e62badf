import type { Actor, RecordDraft, RecordState } from '../../record-state.ts';
import type { Capability } from '../registry/registry.ts';
import type { UnitStanding } from '../registry/unit-standing.ts';
import type { BatchBody, BatchRow } from './batch.ts';
import type { GrowingAreaBody } from './growing-area.ts';

/** A readable id for tests: 26 characters that end in the label. */
export const idOf = (label: string): string => label.padStart(26, '0');

export const txTime = '2026-11-24T08:00:00.000Z';

export const actorOf = (role: string, unit = 'C00P', msp = 'AgriMSP'): Actor => ({
  msp,
  unit: unit === '' ? '' : idOf(unit),
  role,
  signing: 'custodial',
});

export const farmer = actorOf('farmer');
export const inspector = actorOf('inspector', '1NSP');
export const registrar = actorOf('registrar', '');

export const standingOf = (...may: Capability[]): UnitStanding => ({
  msp: 'AgriMSP',
  commune: '25195',
  grants: [{ accreditation: idOf('ACC'), may, from: '2026-01-01T00:00:00Z', until: '2027-01-01T00:00:00Z' }],
});

export const saved = <Body>(draft: RecordDraft<Body>): RecordState<Body> => ({
  ...draft,
  salt: '0'.repeat(32),
  commitment: '0'.repeat(64),
  ts: txTime,
  by: farmer,
});

/** One hectare at 20 t/ha: 20,000 kg a season. */
export const area: RecordState<GrowingAreaBody> = saved({
  id: idOf('AREA'),
  type: 'origin/growing-area',
  version: 1,
  status: 'active',
  owner: idOf('C00P'),
  body: {
    puc: 'VN-DNOR-0269',
    scheme: 'export',
    pucNormalised: 'VN-DNOR-0269',
    name: 'Vùng trồng sầu riêng',
    crop: 'durian',
    areaM2: 10_000,
    maxYieldKgPerHa: 20_000,
    commune: '25195',
  },
});

export const row: BatchRow = {
  id: idOf('B1'),
  lot: 'L0-1',
  product: { code: 'durian', name: 'Sầu riêng Ri6' },
  growingArea: idOf('AREA'),
  harvestDate: '2026-11-20',
  weightKg: '1000',
};

export const batchOf = (
  label: string,
  body: Partial<BatchBody> = {},
  state: Partial<RecordState> = {},
): RecordState<BatchBody> => ({
  ...saved<BatchBody>({
    id: idOf(label),
    type: 'origin/batch',
    version: 1,
    status: 'active',
    owner: idOf('C00P'),
    body: {
      lot: `L0-${label}`,
      product: row.product,
      growingArea: idOf('AREA'),
      harvestDate: '2026-11-20',
      commune: '25195',
      weightKg: '1000',
      remainingKg: '1000',
      kind: 'harvest',
      producer: idOf('C00P'),
      parents: [],
      children: [],
      unshipped: [{ growingArea: idOf('AREA'), season: '2026', grams: 1_000_000 }],
      recalls: [],
      ...body,
    },
  }),
  ...(state as Partial<RecordState<BatchBody>>),
});

/** The code of the DomainError that `work` throws. */
export const refusalOf = (work: () => unknown): string => {
  try {
    work();
    return 'accepted';
  } catch (error) {
    return String((error as { code?: unknown }).code ?? error);
  }
};
