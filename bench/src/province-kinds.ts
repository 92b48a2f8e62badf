import {
  communes,
  type BatchBody,
  type BlockBody,
  type EventBody,
  type FarmBody,
  type FieldsState,
  type ProductBody,
  type RecordState,
  type RecordType,
} from '@daunguon/records';
import { digestOf, idOf, type MadeState } from './synthetic-block.ts';
import { nameAt, pick } from './synthetic-province.ts';

/** What the province records in a year, kind by kind; a block of carbon units stands for a thousand credits. */
export const yearOfKinds = {
  commitment: 2_840_000,
  farm: 125_805,
  batch: 2_000_000,
  event: 20_000_000,
  product: 1_091,
  diploma: 60_000,
  carbonBlock: 5_000,
} as const;
export type Kind = keyof typeof yearOfKinds;
/** Health commitments of one facility's upload (records' `batchSize`). */
const perUpload = 64;

const types: Record<Kind, RecordType> = {
  ...{ commitment: 'health/commitment', farm: 'origin/farm', batch: 'origin/batch', event: 'origin/event' },
  ...{ product: 'ocop/product', diploma: 'credential/credential', carbonBlock: 'carbon/block' },
};
const communeOf = (number: number): string => pick(communes, number * 11).code;
const unitOf = (number: number): string => idOf('unit', number % 2000);
const areaOf = (number: number): string => idOf('area', number % 5000);

/** A lot of which a tenth leaves with each step that it goes through. */
export const batchBody = (number: number, steps: number): BatchBody => ({
  ...{ kind: 'harvest', lot: `SR-${number}`, product: { code: 'durian', name: 'Sầu riêng Ri6' }, weightKg: '325.5' },
  ...{ growingArea: areaOf(number), farm: idOf('farm', number % yearOfKinds.farm), producer: unitOf(number) },
  ...{ harvestDate: '2026-11-22', commune: communeOf(number), remainingKg: String(Math.max(0, 325 - 32 * steps)) },
  ...{ parents: [], children: [], recalls: [] },
  unshipped: [{ growingArea: areaOf(number), season: '2026', grams: 325_500 }],
  ...(steps % 2 === 1 ? { transit: { event: idOf('event', number), to: unitOf(number + 1) } } : {}),
});

const bodies = {
  farm: (number): FarmBody => ({
    ...{ name: nameAt(number), growingArea: areaOf(number), commune: communeOf(number), areaM2: 12_000 },
  }),
  batch: (number): BatchBody => batchBody(number, 0),
  event: (number): EventBody => {
    const moved = [{ batch: idOf('batch', number), weightKg: '32.5' }];
    const eventType = pick(['ship', 'receive', 'sell', 'pack'] as const, number);
    return {
      ...{ eventType, unit: unitOf(number), commune: communeOf(number), inputs: moved, outputs: moved },
      ...{ to: unitOf(number + 1), carrier: 'Vận tải lạnh Trảng Bom' },
    };
  },
  product: (number): Partial<ProductBody> => ({
    ...{ name: `Sản phẩm ${nameAt(number)}`, commune: communeOf(number), group: 'food', subgroup: 'Trái cây' },
    ...{ stage: 'submitted', dossierVersion: 1, producer: unitOf(number), taxCode: '3600000001' },
    story: { vi: `${nameAt(number)}: hái buổi sáng, sấy nguội, đóng gói trong ngày. `.repeat(8) },
  }),
  carbonBlock: (number): BlockBody => ({
    ...{ project: idOf('project', number % 50), projectCode: `DN-${number % 50}`, vintage: 2026 },
    ...{ start: String(number * 1000 + 1), end: String((number + 1) * 1000), quantity: '1000' },
    ...{ issuance: idOf('issuance', number), state: 'active', issuanceTime: '2026-11-22T00:00:00.000Z' },
  }),
} satisfies Partial<Record<Kind, (number: number) => object>>;

const facets = {
  commitment: (number) => ({ batch: idOf('upload', Math.floor(number / perUpload)) }),
  diploma: (number) => ({ kind: 'diploma', month: '2026-06', key: idOf('key', number % 300) }),
} satisfies Partial<Record<Kind, (number: number) => FieldsState['facets']>>;

/** A record's value as the chaincode writes it, with salt and commitment of the right length. */
export function stateOf(kind: Kind, number: number, ts: string, version = 1, body?: object): MadeState {
  const id = idOf(kind, number);
  const commitment = digestOf(`${kind} ${number} ${version}`);
  const common = { id, type: types[kind], version, status: 'active', commitment, ts } as const;
  if (kind === 'commitment' || kind === 'diploma') {
    const owner = kind === 'diploma' ? unitOf(number) : '';
    const by = {
      msp: kind === 'diploma' ? 'EduMSP' : 'HealthMSP',
      unit: owner,
      role: 'admin',
      signing: 'own',
    } as const;
    return { ...common, owner, facets: facets[kind](number), by };
  }
  const owner = unitOf(number);
  return {
    ...{ ...common, owner, body: body ?? bodies[kind](number), salt: commitment.slice(0, 32) },
    by: { msp: 'AgriMSP', unit: owner, role: 'farmer', signing: 'custodial' },
  } satisfies RecordState;
}
