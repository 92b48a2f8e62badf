import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  submitProductSchema,
  type BatchBody,
  type ProductBody,
  type RatingRulesBody,
  type RecordState,
  type SheetBody,
} from '@daunguon/records';
import { dossierOf, formOf } from './dossier-form.ts';
import { materialChoices, namesOf } from './material-choices.ts';
import { typedHundredths } from './points-check.ts';
import { productActions } from './product-choices.ts';
import { rulesOn } from './rules-on.ts';
import { commitmentOf, opens, readOpening, sheetOpenings, type SheetOpening } from './sheet-openings.ts';
import { validityOn } from './validity-on.ts';

const id = (letter: string): string => `0${letter.repeat(25)}`;
const body = {
  ...{ name: 'Chôm chôm sấy', group: 'food', subgroup: 'Thực phẩm', taxCode: '3600000019', story: { vi: 'Ba vườn.' } },
  ...{ materials: [{ name: 'Chôm chôm', batches: [id('A'), id('B')] }], gtins: ['09521234543213'] },
  ...{ producer: id('P'), commune: '26068', stage: 'rated', dossierVersion: 1 },
} as const satisfies ProductBody;

describe('a dossier', () => {
  test('comes out of its form as it went in, also what the form does not show', () => {
    const { producer: _p, commune: _c, stage: _s, dossierVersion: _v, ...dossier } = body;
    expect(dossierOf(formOf(body), body)).toEqual(dossier);
  });

  test('is typed with blanks and dashes, and is what the ledger takes', () => {
    const form = {
      ...formOf(body),
      name: '  Chôm chôm sấy ',
      taxCode: '3600-000 019',
      areas: id('G'),
      nameEn: ' Dried ',
    };
    const command = { requestId: id('R'), id: id('S'), ...dossierOf(form) };
    expect(submitProductSchema.parse(command)).toMatchObject({
      ...{ name: 'Chôm chôm sấy', nameEn: 'Dried', taxCode: '3600000019', growingAreas: [id('G')] },
    });
  });
});

test('a batch that was ticked stays while others are looked for; what was recalled is offered to nobody anew', () => {
  const batch = (name: string, status = 'active') =>
    ({ id: id(name), status, body: { lot: `L-${name}`, product: { name: 'Chôm chôm' } } }) as RecordState<BatchBody>;
  const known = new Map(namesOf([batch('A'), batch('B'), batch('C')]));
  const found = [batch('B'), batch('C'), batch('D', 'recalled')];
  expect(materialChoices(`${id('A')} ${id('B')}`, found, known)).toEqual([
    { value: id('A'), label: 'L-A · Chôm chôm' },
    { value: id('B'), label: 'L-B · Chôm chôm' },
    { value: id('C'), label: 'L-C · Chôm chôm' },
  ]);
  expect(materialChoices('', [], known)).toEqual([]);
});

test.each([
  ['34,5', 40, 3450],
  ['34.25', 40, 3425],
  ['0', 40, 0],
  ['40', 40, 4000],
  ['40,01', 40, undefined],
  ['-1', 40, undefined],
  ['3,456', 40, undefined],
  ['', 40, undefined],
  ['04', 40, undefined],
])('points typed as "%s" of %i', (text, most, hundredths) => {
  expect(typedHundredths(text, most)).toBe(hundredths);
});

describe('what opens a sealed sheet', () => {
  const opening: SheetOpening = {
    ...{ council: id('C'), member: id('M'), sheet: id('S'), requestId: id('R'), salt: '0f'.repeat(16) },
    scores: { a: '30', b: '20', c: '25.5' },
  };
  const sheet = { council: id('C'), member: id('M'), commitment: commitmentOf(opening) };

  test('opens that sheet and no other', () => {
    expect(opens(opening, sheet)).toBe(true);
    expect(opens({ ...opening, scores: { ...opening.scores, a: '31' } }, sheet)).toBe(false);
    expect(opens({ ...opening, salt: '0e'.repeat(16) }, sheet)).toBe(false);
    expect(opens(opening, { ...sheet, member: id('N') })).toBe(false);
  });

  describe('stays on the device', () => {
    const store = new Map<string, string>();
    const full = { isFull: false };
    const own = Object.getOwnPropertyDescriptor(globalThis, 'localStorage');
    const storage = {
      getItem: (name: string) => store.get(name) ?? null,
      removeItem: (name: string) => void store.delete(name),
      setItem: (name: string, value: string) => {
        if (full.isFull) throw new DOMException('full', 'QuotaExceededError');
        store.set(name, value);
      },
    };
    beforeEach(() => {
      store.clear();
      full.isFull = false;
      Object.defineProperty(globalThis, 'localStorage', { configurable: true, value: storage });
    });
    afterAll(() => void (own && Object.defineProperty(globalThis, 'localStorage', own)));
    const sealed = { ...sheet, sealedAt: '' } as unknown as SheetBody;

    test('every attempt until the sheet is open, as the one whose answer was lost may be on the ledger', () => {
      const other = { ...opening, sheet: id('T'), scores: { ...opening.scores, a: '31' } };
      expect([sheetOpenings.keep(opening), sheetOpenings.keep(other), sheetOpenings.keep(other)]).toEqual([
        true,
        true,
        true,
      ]);
      expect(sheetOpenings.find(sealed)).toEqual(opening);
      expect(sheetOpenings.find({ ...sealed, commitment: commitmentOf(other) })).toEqual(other);
      expect(sheetOpenings.find({ ...sealed, council: id('D') })).toBeUndefined();
      sheetOpenings.forget(opening);
      expect(sheetOpenings.find(sealed)).toBeUndefined();
    });

    test('nothing is said to be kept where the browser keeps nothing', () => {
      full.isFull = true;
      expect(sheetOpenings.keep(opening)).toBe(false);
      Object.defineProperty(globalThis, 'localStorage', {
        configurable: true,
        get: () => {
          throw new DOMException('forbidden', 'SecurityError');
        },
      });
      expect([sheetOpenings.keep(opening), sheetOpenings.find(sealed)]).toEqual([false, undefined]);
    });

    test('what is there and is no opening is no reason to fail', () => {
      store.set(`dn-ocop-sheet:${opening.council}:${opening.member}`, '[1, {"sheet": 2}');
      expect(sheetOpenings.find(sealed)).toBeUndefined();
      expect(sheetOpenings.keep(opening)).toBe(true);
      expect(sheetOpenings.find(sealed)).toEqual(opening);
    });
  });

  test('is read from its file; anything else is not', () => {
    expect(readOpening(JSON.stringify(opening, null, 1))).toEqual(opening);
    for (const text of [
      '',
      'null',
      '[]',
      '{"council":1}',
      JSON.stringify({ ...opening, scores: { a: '1', b: '2' } }),
    ]) {
      expect([text, readOpening(text)]).toEqual([text, undefined]);
    }
  });
});

test('a rating is in force until its time of notice, ends soon until the end of its last day, and has ended then', () => {
  const rating = { expiresOn: '2027-03-31', noticeFrom: '2027-03-01' } as NonNullable<ProductBody['rating']>;
  expect(validityOn(rating, '2027-02-28')).toEqual({ at: 'in-force' });
  expect(validityOn(rating, '2027-03-01')).toEqual({ at: 'ends-soon', days: 30 });
  expect(validityOn(rating, '2027-03-31')).toEqual({ at: 'ends-soon', days: 0 });
  expect(validityOn(rating, '2027-04-01')).toEqual({ at: 'ended' });
});

test('the rules of a day are those of the latest day not after it', () => {
  const rules = ['2026-01-01', '2027-01-01', '2025-07-06'].map(
    (from) => ({ id: from, body: { from } }) as RecordState<RatingRulesBody>,
  );
  expect(['2025-07-05', '2025-07-06', '2026-12-31', '2027-01-01'].map((day) => rulesOn(rules, day)?.id)).toEqual([
    ...[undefined, '2025-07-06', '2026-01-01', '2027-01-01'],
  ]);
});

describe('what a person is offered for a product', () => {
  const product = (stage: ProductBody['stage'], status: 'active' | 'revoked' = 'active') => ({
    ...{ owner: id('P'), status, body: { ...body, stage } as ProductBody },
  });
  const office = { role: 'registrar', unit: '', mspId: 'AgriMSP' };

  test('its producer changes it, but not under a council or the ministry', () => {
    const producer = { role: 'packer', unit: id('P'), mspId: 'AgriMSP' };
    expect(productActions(product('rated'), producer)).toEqual(['update']);
    expect(productActions(product('in-council'), producer)).toEqual([]);
    expect(productActions(product('proposed5'), producer)).toEqual([]);
    expect(productActions(product('rated'), { ...producer, unit: id('Q') })).toEqual([]);
  });

  test('the commune receives or returns what was submitted; the department goes on from there', () => {
    const commune = { role: 'commune', unit: id('K'), mspId: 'AgriMSP' };
    expect(productActions(product('submitted'), commune)).toEqual(['receive', 'return']);
    expect(productActions(product('received'), commune)).toEqual([]);
    expect(productActions(product('received'), office)).toEqual(['council']);
    expect(productActions(product('received'), { ...office, mspId: 'EduMSP' })).toEqual([]);
    expect(productActions(product('proposed5'), office)).toEqual(['national']);
  });

  test('stars in force can be revoked, once', () => {
    const rating = { record: id('T'), stars: 4 } as NonNullable<ProductBody['rating']>;
    const rated = product('rated');
    const withStars = { ...rated, body: { ...rated.body, rating } };
    expect(productActions(withStars, office)).toEqual(['revoke']);
    expect(productActions({ ...withStars, status: 'revoked' }, office)).toEqual([]);
  });
});
