import { describe, expect, test } from '@jest/globals';
import { actorOf, council, decision, idOf, office, opening, product, rating, refusalOf, ruleSet, sheet, sheets, txTime } from './ocop-fixtures.ts'; // prettier-ignore
import type { Scores } from './points.ts';
import { decideRating, recordNationalDecision, revokeRating } from './rating-rules.ts';

const request = { requestId: idOf('Q') };
const judged = product({ stage: 'in-council', council: idOf('C1') });
const good = { a: '30', b: '20', c: '25' };
const excellent = { a: '38', b: '22', c: '30' };
const poor = { a: '20', b: '10', c: '19.99' };
const decide = (
  scores: Scores,
  certificate: string | undefined = undefined,
  context: object = {},
  change: object = {},
  actor = office,
) =>
  decideRating(
    {
      ...{ existing: undefined, council: opening, product: judged, rules: ruleSet(), sheets: sheets(scores) },
      ...{ previous: undefined, taken: undefined, ...context },
    },
    {
      ...{ ...request, id: idOf('A1'), council: idOf('C1'), decision },
      ...(certificate === undefined ? {} : { certificate }),
      ...change,
    },
    actor,
    txTime,
  );

describe('the province’s decision', () => {
  test('gives stars by points, a certificate and 36 months; the product’s own record says so', () => {
    const { next, owned } = decide(good, '75-001');
    expect(next).toMatchObject([
      {
        ...{ id: idOf('A1'), type: 'ocop/rating', version: 1, status: 'active', owner: idOf('PR0D') },
        body: {
          ...{ points: { a: '30', b: '20', c: '25', total: '75' }, stage: 'rated', stars: 4, certificate: '75-001' },
          ...{ issuedOn: '2026-11-20', expiresOn: '2029-11-20', noticeFrom: '2029-10-21' },
        },
      },
      {
        ...{ id: idOf('P1'), version: 2, status: 'active' },
        body: { stage: 'rated', rating: { record: idOf('A1'), stars: 4, points: '75', expiresOn: '2029-11-20' } },
      },
      { id: idOf('C1'), status: 'closed', body: { stage: 'decided', rating: idOf('A1') } },
    ]);
    expect(owned?.map(({ key }) => key)).toEqual([`r/${idOf('A1')}`, 'a/ocop/certificate/75-001']);
  });

  test('proposes 90 points and more to the ministry, without stars yet', () => {
    const { next } = decide(excellent);
    expect(next).toMatchObject([
      { status: 'active', body: { stage: 'proposed5', points: { total: '90' } } },
      { body: { stage: 'proposed5' } },
      { status: 'closed' },
    ]);
    expect(next[0]?.body).not.toHaveProperty('stars');
  });

  test('below the last band gives nothing', () => {
    expect(decide(poor).next).toMatchObject([
      { status: 'closed', body: { stage: 'not-rated', points: { total: '49.99' } } },
      { status: 'active', body: { stage: 'not-rated' } },
      {},
    ]);
  });

  test('takes the place of the rating before', () => {
    const before = rating({}, { id: idOf('A0') });
    const current = { record: idOf('A0'), stars: 4, points: '75', certificate: '75-000', decision };
    const dates = { issuedOn: '2023-11-20', expiresOn: '2026-11-20', noticeFrom: '2026-10-21', productVersion: 1 };
    const again = product({ stage: 'in-council', rating: { ...current, ...dates } }, { status: 'revoked' });
    expect(decide(good, '75-001', { product: again, previous: before }).next).toMatchObject([
      { body: { supersedes: idOf('A0') } },
      { status: 'active', body: { rating: { record: idOf('A1') } } },
      { id: idOf('A0'), status: 'superseded' },
      {},
    ]);
  });

  test.each([
    ['without own key', good, '75-001', {}, {}, actorOf('registrar', '', 'custodial'), 'registry/own-key-required'],
    ['by a council member', good, '75-001', {}, {}, actorOf('council', 'M1'), 'registry/role-not-allowed'],
    ['by another department', good, '75-001', {}, {}, actorOf('registrar', '', 'own', 'EduMSP'), 'registry/other-organisation'], // prettier-ignore
    ['while sheets may be sealed', good, '75-001', { council: council() }, {}, office, 'ocop/council-stage'],
    ['with a sheet unopened', good, '75-001', { sheets: [...sheets(good).slice(1), sheet('M3')] }, {}, office, 'ocop/sheet-unopened'], // prettier-ignore
    ['of tomorrow', good, '75-001', {}, { decision: { ...decision, date: '2026-11-26' } }, office, 'ocop/decision-in-future'], // prettier-ignore
    ['without certificate for stars', good, undefined, {}, {}, office, 'ocop/certificate-missing'],
    ['with a certificate for the ministry’s stars', excellent, '75-001', {}, {}, office, 'ocop/certificate-unwanted'],
    ['with a certificate for nothing', poor, '75-001', {}, {}, office, 'ocop/certificate-unwanted'],
    ['with a used certificate', good, '75-001', { taken: idOf('A9') }, {}, office, 'ocop/certificate-in-use'],
  ] as const)('%s is refused', (_name, scores, certificate, context, change, actor, code) => {
    expect(refusalOf(() => decide(scores, certificate, context, change, actor))).toBe(code);
  });
});

describe('the ministry’s decision', () => {
  const { stars: _, certificate: __, issuedOn: ___, expiresOn: ____, noticeFrom: _____, ...open } = rating().body;
  const proposed = rating({}, { body: { ...open, stage: 'proposed5' } });
  const record = (points: string, certificate?: string, waiting = proposed) =>
    recordNationalDecision(
      {
        ...{ rating: waiting, product: product({ stage: 'proposed5' }), rules: ruleSet() },
        ...{ previous: undefined, taken: undefined },
      },
      {
        ...{ ...request, id: idOf('A1'), points },
        decision: { number: '5/QĐ-BNNMT', date: '2026-11-25', authority: 'Bộ Nông nghiệp và Môi trường' },
        ...(certificate === undefined ? {} : { certificate }),
      },
      office,
      txTime,
    );

  test.each([
    ['91.5', 5],
    ['89.99', 4],
  ])('of %s points gives %i stars from its own day on', (points, stars) => {
    expect(record(points, 'TW-01').next).toMatchObject([
      { version: 2, body: { stage: 'rated', stars, national: { points }, expiresOn: '2029-11-25' } },
      { body: { stage: 'rated', rating: { stars, points, decision: { number: '5/QĐ-BNNMT' } } } },
    ]);
  });

  test('can give nothing, and comes once', () => {
    expect(record('40').next).toMatchObject([{ status: 'closed', body: { stage: 'not-rated' } }, {}]);
    expect(refusalOf(() => record('91', 'TW-01', rating()))).toBe('ocop/rating-stage');
    expect(refusalOf(() => record('91'))).toBe('ocop/certificate-missing');
  });
});

describe('a revocation', () => {
  const revoke = (what = rating(), actor = office) =>
    revokeRating(
      { rating: what, product: product({ stage: 'rated' }) },
      { ...request, id: idOf('A1'), reason: 'Dùng nguyên liệu ngoài hồ sơ', decision },
      actor,
      txTime,
    );

  test('marks the rating and the product, with its reason', () => {
    const revocation = { reason: 'Dùng nguyên liệu ngoài hồ sơ', decision, at: txTime };
    expect(revoke().next).toMatchObject([
      { id: idOf('A1'), status: 'revoked', body: { revocation } },
      { id: idOf('P1'), status: 'revoked', body: { revocation } },
    ]);
  });

  test('needs the office’s own key and a rating in force', () => {
    expect(refusalOf(() => revoke(rating(), actorOf('registrar', '', 'custodial')))).toBe('registry/own-key-required');
    for (const status of ['revoked', 'superseded', 'closed'] as const) {
      expect(refusalOf(() => revoke(rating({}, { status })))).toBe('ocop/rating-not-in-force');
    }
    expect(refusalOf(() => revoke(rating({ stage: 'proposed5' })))).toBe('ocop/rating-not-in-force');
  });
});
