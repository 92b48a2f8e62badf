import { describe, expect, test } from '@jest/globals';
import { breakGlassEnds, requireBreakGlass, reviewBreakGlass } from './break-glass-rules.ts';
import type { GiveConsent } from './consent.ts';
import { giveConsent, narrowConsent, requireConsent, withdrawConsent } from './consent-rules.ts';
import { requirePickUp } from './exchange.ts';
import { requireErasable, retentionOf } from './retention.ts';

const id = (n: number): string => `0${String(n).padStart(25, '0')}`;
const at = '2026-03-01T00:00:00.000Z';
const [patient, clinic, other] = [id(1), id(2), id(3)];
const asked: GiveConsent = {
  ...{ requestId: id(4), id: id(5), patient, grantee: clinic, purpose: 'treatment' },
  ...{ classes: ['summary', 'vaccination'], from: at, until: '2026-09-01T00:00:00.000Z' },
};
const consent = giveConsent(asked, { as: 'patient' }, at);
const wanted = { patient, grantee: clinic, purpose: 'treatment', classes: ['vaccination'] } as const;
const code = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

describe('a consent', () => {
  test('covers what it names', () => {
    expect(requireConsent(consent, wanted, at)).toBe(consent);
  });

  test.each([
    ['missing', undefined, wanted, at, 'health/consent-missing'],
    ['of another patient', consent, { ...wanted, patient: other }, at, 'health/consent-missing'],
    ['for another facility', consent, { ...wanted, grantee: other }, at, 'health/consent-other-grantee'],
    ['for another purpose', consent, { ...wanted, purpose: 'research' as const }, at, 'health/consent-other-purpose'],
    ['for other data', consent, { ...wanted, classes: ['imaging' as const] }, at, 'health/consent-other-data'],
    ['not yet in force', consent, wanted, '2026-02-28T23:59:59.000Z', 'health/consent-not-in-force'],
    ['over', consent, wanted, '2026-09-01T00:00:00.000Z', 'health/consent-not-in-force'],
    ['withdrawn', withdrawConsent(consent, { as: 'patient' }, at), wanted, at, 'health/consent-withdrawn'],
  ])('%s permits nothing', (_what, given, access, when, expected) => {
    expect(code(() => requireConsent(given, access, when))).toBe(expected);
  });

  test('is narrowed, never widened, and ends once', () => {
    const patientSelf = { as: 'patient' } as const;
    const less = { requestId: id(6), id: consent.id, classes: ['summary' as const], until: consent.until };
    const narrowed = narrowConsent(consent, less, patientSelf, at);
    expect(narrowed).toMatchObject({ version: 2, classes: ['summary'] });
    expect(code(() => requireConsent(narrowed, wanted, at))).toBe('health/consent-other-data');
    const wider = [
      { ...less, classes: ['imaging' as const] },
      { ...less, until: '2026-10-01T00:00:00.000Z' },
    ];
    for (const change of wider) {
      expect(code(() => narrowConsent(consent, change, patientSelf, at))).toBe('health/consent-not-narrower');
    }
    const ended = withdrawConsent(consent, patientSelf, at);
    expect(code(() => withdrawConsent(ended, patientSelf, at))).toBe('health/consent-withdrawn');
    expect(code(() => narrowConsent(ended, less, patientSelf, at))).toBe('health/consent-withdrawn');
  });

  test('of a minor’s guardian ends with the guardianship', () => {
    const guardian = { as: 'guardian', until: '2026-05-01T00:00:00.000Z' } as const;
    expect(giveConsent(asked, guardian, at)).toMatchObject({ givenBy: 'guardian', until: guardian.until });
    const grown = '2026-05-01T00:00:00.000Z';
    expect(code(() => giveConsent(asked, guardian, grown))).toBe('health/guardian-ended');
    expect(code(() => withdrawConsent(consent, guardian, grown))).toBe('health/guardian-ended');
  });

  test('on paper is recorded by the facility with the scan’s digest and who signed', () => {
    const facility = { as: 'facility' } as const;
    const paper = { ...asked, paperDigest: 'ab'.repeat(32), signedBy: 'patient' } as const;
    expect(giveConsent(paper, facility, at)).toMatchObject({ method: 'paper', givenBy: 'patient', until: asked.until });
    expect(code(() => giveConsent(asked, facility, at))).toBe('health/paper-digest-missing');
  });

  test('on paper by a guardian ends with the guardianship, and is none where there is no guardian', () => {
    const facility = { as: 'facility', guardianUntil: '2026-05-01T00:00:00.000Z' } as const;
    const paper = { ...asked, paperDigest: 'ab'.repeat(32), signedBy: 'guardian' } as const;
    expect(giveConsent(paper, facility, at)).toMatchObject({ givenBy: 'guardian', until: facility.guardianUntil });
    expect(code(() => giveConsent(paper, facility, facility.guardianUntil))).toBe('health/guardian-ended');
    expect(code(() => giveConsent(paper, { as: 'facility' }, at))).toBe('health/guardian-ended');
  });

  test('for no time is none', () => {
    expect(code(() => giveConsent({ ...asked, until: at }, { as: 'patient' }, at))).toBe('health/period-invalid');
  });
});

describe('breaking the glass', () => {
  const opened = { id: id(7), patient, unit: clinic, by: 'doctor', reason: 'bất tỉnh', at };

  test('lasts a day, for that patient and facility', () => {
    const grantee = clinic;
    expect(requireBreakGlass(opened, { patient, grantee }, '2026-03-01T23:59:59.999Z')).toBe(opened);
    const bad = 'health/break-glass-not-usable';
    expect(code(() => requireBreakGlass(opened, { patient, grantee }, breakGlassEnds(opened)))).toBe(bad);
    expect(code(() => requireBreakGlass(opened, { patient: other, grantee }, at))).toBe(bad);
    expect(code(() => requireBreakGlass(opened, { patient, grantee: other }, at))).toBe(bad);
    expect(code(() => requireBreakGlass(undefined, { patient, grantee }, at))).toBe(bad);
  });

  test('is reviewed once, by somebody else', () => {
    const reviewed = reviewBreakGlass(opened, { verdict: 'justified' }, 'reviewer', at);
    expect(reviewed.review).toEqual({ verdict: 'justified', at });
    expect(code(() => reviewBreakGlass(opened, { verdict: 'justified' }, 'doctor', at))).toBe('health/own-review');
    expect(code(() => reviewBreakGlass(reviewed, { verdict: 'justified' }, 'reviewer', at))).toBe('health/reviewed');
  });
});

describe('a pick-up', () => {
  const exchange = { id: id(8), to: clinic, at, acknowledged: false };
  const mine = { id: id(8), unit: clinic, requestId: id(9) };

  test('is once: the same request may come again until it is acknowledged', () => {
    const taken = { ...exchange, pickedUpBy: mine.requestId };
    expect(requirePickUp(exchange, mine, at)).toBe(exchange);
    expect(requirePickUp(taken, mine, at)).toBe(taken);
    expect(code(() => requirePickUp(taken, { ...mine, requestId: id(10) }, at))).toBe('health/picked-up');
    expect(code(() => requirePickUp({ ...taken, acknowledged: true }, mine, at))).toBe('health/picked-up');
  });

  test('is for the addressee, within seven days', () => {
    expect(code(() => requirePickUp(exchange, { ...mine, unit: other }, at))).toBe('health/exchange-not-found');
    expect(code(() => requirePickUp(undefined, mine, at))).toBe('health/exchange-not-found');
    expect(code(() => requirePickUp(exchange, mine, '2026-03-08T00:00:00.000Z'))).toBe('health/exchange-expired');
    expect(requirePickUp(exchange, mine, '2026-03-07T23:59:59.999Z')).toBe(exchange);
  });

  test('that was refused stays refused, for the same reason', () => {
    const refused = { ...exchange, refused: 'health/consent-withdrawn' } as const;
    expect(code(() => requirePickUp(refused, mine, at))).toBe('health/consent-withdrawn');
  });
});

describe('retention', () => {
  test('holds to the last day in Việt Nam, with class and date', () => {
    const retention = retentionOf('outpatient', '2016-03-01');
    expect(retention).toEqual({ class: 'outpatient', until: '2026-03-01' });
    expect(() => requireErasable(retention, '2026-03-01T16:59:59.000Z')).toThrow(/outpatient, 2026-03-01/);
    expect(() => requireErasable(retention, '2026-03-01T17:00:00.000Z')).not.toThrow();
  });

  test('nothing asks for a copy; a leap day ends on 1 March', () => {
    expect(retentionOf('none', '2026-03-01')).toBeNull();
    expect(() => requireErasable(null, at)).not.toThrow();
    expect(retentionOf('accident', '2024-02-29')?.until).toBe('2039-03-01');
  });
});
