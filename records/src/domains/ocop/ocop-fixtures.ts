import type { Actor, RecordState } from '../../record-state.ts';
import type { Capability } from '../registry/registry.ts';
import type { UnitStanding } from '../registry/unit-standing.ts';
import type { CouncilState, SheetState } from './council-rules.ts';
import type { CouncilBody } from './council.ts';
import type { Scores } from './points.ts';
import type { ProductState } from './product-rules.ts';
import type { ProductBody } from './product.ts';
import type { RatingState } from './rating-rules.ts';
import type { RatingBody } from './rating.ts';
import type { RatingRulesBody } from './rule-set.ts';

/** A readable id for tests: 26 characters that end in the label. */
export const idOf = (label: string): string => label.padStart(26, '0');
export const txTime = '2026-11-25T08:00:00.000Z';

export const actorOf = (role: string, unit = '', signing: Actor['signing'] = 'own', msp = 'AgriMSP'): Actor => ({
  ...{ msp, role, signing },
  unit: unit === '' ? '' : idOf(unit),
});
export const producer = actorOf('packer', 'PR0D', 'custodial');
export const commune = actorOf('commune', 'XA', 'custodial');
export const office = actorOf('registrar');

export const standingOf = (place: string, ...may: Capability[]): UnitStanding => ({
  ...{ msp: 'AgriMSP', commune: place },
  grants: [{ accreditation: idOf('ACC'), may, from: '2026-01-01T00:00:00Z', until: '2027-01-01T00:00:00Z' }],
});

const state = <Body>(type: RecordState['type'], label: string, body: Body, more: Partial<RecordState> = {}) =>
  ({
    ...{ id: idOf(label), type, version: 1, status: 'active', owner: idOf(label), body },
    ...{ salt: '0'.repeat(32), commitment: '0'.repeat(64), ts: txTime, by: producer },
    ...more,
  }) as RecordState<Body>;

export const batch = (label: string, status: RecordState['status'] = 'active'): RecordState =>
  state('origin/batch', label, { lot: label }, { status });

export const dossier = {
  name: 'Chôm chôm sấy Xuân Lộc',
  group: 'food' as const,
  subgroup: 'Thực phẩm chế biến',
  taxCode: '3600123456',
  story: { vi: 'Chôm chôm của mười hộ, sấy lạnh trong ngày.' },
  materials: [{ name: 'Chôm chôm', batches: [idOf('B1'), idOf('B2'), idOf('B3')] }],
};

export const product = (body: Partial<ProductBody> = {}, more: Partial<RecordState> = {}): ProductState =>
  state<ProductBody>(
    'ocop/product',
    'P1',
    { ...dossier, producer: idOf('PR0D'), commune: '25195', stage: 'submitted', dossierVersion: 1, ...body },
    { owner: idOf('PR0D'), ...more },
  );

/** The rule set of Decision 148/QĐ-TTg. */
export const ruleSet = (body: Partial<RatingRulesBody> = {}): RecordState<RatingRulesBody> =>
  state('ocop/rules', 'R1', {
    from: '2026-01-01',
    weights: { a: 40, b: 25, c: 35 },
    bands: [
      { stars: 5, from: 90 },
      { stars: 4, from: 70 },
      { stars: 3, from: 50 },
    ],
    ...{ nationalStars: 5, combine: 'mean', minMembers: 3, validityMonths: 36, noticeDays: 30 },
    decision: '148/QĐ-TTg',
    ...body,
  });

export const members = [idOf('M1'), idOf('M2'), idOf('M3')];
export const council = (body: Partial<CouncilBody> = {}): CouncilState =>
  state('ocop/council', 'C1', {
    ...{ product: idOf('P1'), productVersion: 1, rules: idOf('R1'), members, stage: 'scoring' as const },
    ...body,
  });
export const opening = council({ stage: 'opening', sealed: members, absent: [] });

export const sheet = (member: string, scores?: Scores): SheetState =>
  state('ocop/sheet', `S${member}`, {
    ...{ council: idOf('C1'), member: idOf(member), commitment: 'c'.repeat(64) },
    ...(scores === undefined ? {} : { scores }),
  });
export const sheets = (scores: Scores): SheetState[] => ['M1', 'M2', 'M3'].map((member) => sheet(member, scores));

export const decision = { number: '12/QĐ-UBND', date: '2026-11-20', authority: 'UBND thành phố Đồng Nai' };

export const rating = (body: Partial<RatingBody> = {}, more: Partial<RecordState> = {}): RatingState =>
  state<RatingBody>(
    'ocop/rating',
    'A1',
    {
      ...{ product: idOf('P1'), productVersion: 1, council: idOf('C1'), rules: idOf('R1'), decision },
      ...{ points: { a: '30', b: '20', c: '25', total: '75' }, stage: 'rated', stars: 4, certificate: '75-001' },
      ...{ issuedOn: '2026-11-20', expiresOn: '2029-11-20', noticeFrom: '2029-10-21' },
      ...body,
    },
    more,
  );

/** The code of the DomainError that `work` throws. */
export const refusalOf = (work: () => unknown): string => {
  try {
    work();
    return 'accepted';
  } catch (error) {
    return String((error as { code?: unknown }).code ?? error);
  }
};
