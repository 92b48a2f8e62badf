import { describe, expect, test } from '@jest/globals';
import { cancelCouncil, endScoring, openCouncil, openScores, sealScores } from './council-rules.ts';
import { actorOf, batch, council, idOf, members, office, opening, product, refusalOf, ruleSet, sheet, standingOf } from './ocop-fixtures.ts'; // prettier-ignore

const elsewhere = standingOf('26425');
const member = actorOf('council', 'M1');
const request = { requestId: idOf('Q') };

describe('a council', () => {
  const read = { existing: undefined, product: product({ stage: 'received' }), rules: ruleSet() };
  const open = (context: object = {}, change: { members?: string[] } = {}, actor = office) => {
    const command = { ...request, id: idOf('C1'), product: idOf('P1'), members, ...change };
    const standings = command.members.map(() => elsewhere);
    return openCouncil({ ...read, standings, ...context }, command, actor);
  };

  test('is opened with the rules of the day on the version that the commune received', () => {
    const { next, owned } = open();
    expect(next).toMatchObject([
      { body: { product: idOf('P1'), productVersion: 1, rules: idOf('R1'), members, stage: 'scoring' } },
      { id: idOf('P1'), version: 2, body: { stage: 'in-council', council: idOf('C1') } },
    ]);
    expect(owned).toEqual([{ key: `r/${idOf('C1')}`, msp: 'AgriMSP' }]);
  });

  test.each([
    ['a product not received', { product: product() }, {}, 'ocop/product-stage'],
    ['two members', {}, { members: members.slice(1) }, 'ocop/members-too-few'],
    ['a member twice', {}, { members: [members[0]!, members[1]!, members[0]!] }, 'ocop/member-twice'],
    ['the producer', {}, { members: [...members, idOf('PR0D')] }, 'ocop/member-excluded'],
    ['a member of the same commune', { standings: [elsewhere, standingOf('25195'), elsewhere] }, {}, 'ocop/member-excluded'], // prettier-ignore
    ['a unit that is not there', { standings: [elsewhere, undefined, elsewhere] }, {}, 'registry/unit-not-found'],
  ])('with %s is refused', (_name, context, change, code) => {
    expect(refusalOf(() => open(context, change))).toBe(code);
  });

  test('is cancelled with a reason, and the product waits for another', () => {
    const read = { council: opening, product: product({ stage: 'in-council', council: idOf('C1') }) };
    const { next } = cancelCouncil(read, { ...request, id: idOf('C1'), reason: 'Một phiếu không mở' }, office);
    expect(next).toMatchObject([
      { status: 'closed', body: { stage: 'cancelled', cancelReason: 'Một phiếu không mở' } },
      { body: { stage: 'received' } },
    ]);
    expect(next[1]?.body).not.toHaveProperty('council');
  });
});

describe('a sheet', () => {
  const commitment = 'c'.repeat(64);
  const seal = (context: object = {}, actor = member) =>
    sealScores(
      { existing: undefined, council: council(), standing: elsewhere, sheet: undefined, ...context },
      { ...request, id: idOf('SM1'), council: idOf('C1'), commitment },
      actor,
    );

  test('is sealed first: nothing but its commitment is recorded', () => {
    expect(seal()).toMatchObject({
      next: [{ type: 'ocop/sheet', owner: idOf('M1'), body: { council: idOf('C1'), member: idOf('M1'), commitment } }],
      entries: [{ key: `a/ocop/sheet/${idOf('C1')}/${idOf('M1')}`, value: idOf('SM1') }, {}],
    });
  });

  test.each([
    ['without own key', {}, actorOf('council', 'M1', 'custodial'), 'registry/own-key-required'],
    ['by another unit', {}, actorOf('council', 'M9'), 'ocop/not-a-member'],
    ['by the office', {}, office, 'registry/role-not-allowed'],
    ['with another organisation’s certificate', {}, actorOf('council', 'M1', 'own', 'EduMSP'), 'registry/other-organisation'], // prettier-ignore
    ['a second time', { sheet: idOf('SM1') }, member, 'ocop/sheet-exists'],
    ['after the scoring ended', { council: opening }, member, 'ocop/council-stage'],
  ])('%s it is refused', (_name, context, actor, code) => {
    expect(refusalOf(() => seal(context, actor))).toBe(code);
  });

  const scores = { a: '34.5', b: '20', c: '30.25' };
  const unseal = (context: object = {}, change: object = {}, actor = member) =>
    openScores(
      { sheet: sheet('M1'), council: opening, rules: ruleSet(), standing: elsewhere, commitment, ...context },
      { ...request, id: idOf('SM1'), scores, salt: '0'.repeat(32), ...change },
      actor,
    );

  test('is opened with what it commits to, once', () => {
    expect(unseal().next).toMatchObject([{ version: 2, body: { commitment, scores, total: '84.75' } }]);
    expect(refusalOf(() => unseal({ sheet: sheet('M1', scores) }))).toBe('ocop/sheet-opened');
  });

  test.each([
    ['while others may still seal', { council: council() }, {}, member, 'ocop/council-stage'],
    ['with other scores', { commitment: 'd'.repeat(64) }, {}, member, 'ocop/sheet-mismatch'],
    ['by another member', {}, {}, actorOf('council', 'M2'), 'ocop/sheet-of-other-member'],
    ['without own key', {}, {}, actorOf('council', 'M1', 'custodial'), 'registry/own-key-required'],
    ['with too many points in a part', {}, { scores: { ...scores, b: '25.01' } }, member, 'ocop/score-too-high'],
    ['that is none', { sheet: batch('SM1') }, {}, member, 'ocop/sheet-not-found'],
  ])('%s it is not opened', (_name, context, change, actor, code) => {
    expect(refusalOf(() => unseal(context, change, actor))).toBe(code);
  });
});

describe('the end of the scoring', () => {
  const end = (sheets: (string | undefined)[], units = members) =>
    endScoring(
      { council: council({ members: units }), rules: ruleSet(), sheets },
      { ...request, id: idOf('C1') },
      office,
    );

  test('names who sealed and who did not', () => {
    const units = [...members, idOf('M4')];
    expect(end([idOf('S1'), undefined, idOf('S3'), idOf('S4')], units).next).toMatchObject([
      { body: { stage: 'opening', sealed: [idOf('M1'), idOf('M3'), idOf('M4')], absent: [idOf('M2')] } },
    ]);
  });

  test('needs as many sheets as the rules ask for', () => {
    expect(refusalOf(() => end([idOf('S1'), idOf('S2'), undefined]))).toBe('ocop/sheets-too-few');
  });
});
