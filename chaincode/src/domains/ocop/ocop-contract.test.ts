import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { commitRecord } from '@daunguon/proof';
import { ocopBodies, parseDomainError, recordKey, type ocopCommands, type RecordState } from '@daunguon/records';
import { idOf, MemoryChain, person, registrar, type Person } from '../../contract-fixtures.ts';
import { ownerPolicy } from '../../owner-policy.ts';
import { OriginContract } from '../origin/origin-contract.ts';
import { RegistryContract } from '../registry/registry-contract.ts';
import { OcopContract } from './ocop-contract.ts';

const [registry, origin, ocop] = [new RegistryContract(), new OriginContract(), new OcopContract()];
const ownKey = ({ attributes, ...who }: Person): Person => ({
  ...who,
  attributes: { ...attributes, 'dn.signing': 'own' },
});
const producer = person('packer', 'PR0D');
const commune = person('commune', 'XA');
const office = ownKey(registrar);
const member = (unit: string): Person => ownKey(person('council', unit));
const units = ['M1', 'M2', 'M3'];
let chain: MemoryChain;
let count = 0;

const tx = (who: Person, name: keyof typeof ocopCommands, command: object) =>
  chain.run(who, (ctx, json) => ocop[name](ctx, json), { requestId: idOf(`Q${(count += 1)}`), ...command });
const refusal = (attempt: Promise<unknown>): Promise<string | undefined> =>
  attempt.then(
    () => 'accepted',
    (error: Error) => parseDomainError(`chaincode response 500, ${error.message}`)?.code ?? error.message,
  );
const state = (label: string): RecordState => JSON.parse(chain.state.get(recordKey(idOf(label))) ?? '{}');

const decision = { number: '12/QĐ-UBND', date: '2026-11-24', authority: 'UBND thành phố Đồng Nai' };
const ruleSet = {
  ...{ from: '2026-11-24', weights: { a: 40, b: 25, c: 35 }, nationalStars: 5, combine: 'mean', minMembers: 3 },
  ...{ validityMonths: 36, noticeDays: 30, decision: '148/QĐ-TTg' },
  bands: [
    { stars: 5, from: 90 },
    { stars: 4, from: 70 },
    { stars: 3, from: 50 },
  ],
};
const product = {
  ...{ id: idOf('P1'), name: 'Chôm chôm sấy', group: 'food', subgroup: 'Thực phẩm chế biến', taxCode: '3600123456' },
  story: { vi: 'Chôm chôm của mười hộ, sấy lạnh trong ngày.' },
  materials: [{ name: 'Chôm chôm', batches: [idOf('B1')] }],
};
const salt = (unit: string): string => unit.charCodeAt(1).toString(16).padStart(32, '0');
const commitment = (unit: string, scores: object): string =>
  commitRecord({ council: idOf('C1'), member: idOf(unit), scores }, salt(unit));

beforeEach(async () => {
  chain = new MemoryChain();
  const places = { PR0D: '25195', XA: '25195', M1: '26425', M2: '26425', M3: '26428' };
  const may: Record<string, string[]> = { PR0D: ['origin:harvest', 'ocop:produce'], XA: ['ocop:receive'] };
  for (const [unit, place] of Object.entries(places)) {
    const registered = { requestId: idOf(`Q${(count += 1)}`), id: idOf(unit), name: unit, kind: 'department' };
    await chain.run(registrar, (ctx, json) => registry.RegisterUnit(ctx, json), { ...registered, commune: place });
    if (may[unit] === undefined) continue;
    const grant = { requestId: idOf(`Q${(count += 1)}`), id: idOf(`ACC${unit}`), unit: idOf(unit), may: may[unit] };
    const period = { from: '2026-01-01T00:00:00Z', until: '2027-01-01T00:00:00Z' };
    await chain.run(registrar, (ctx, json) => registry.GrantAccreditation(ctx, json), { ...grant, ...period });
  }
  const area = { id: idOf('AREA'), unit: idOf('PR0D'), puc: 'VN-DNOR-0269', name: 'Vùng trồng', crop: 'rambutan' };
  await chain.run(registrar, (ctx, json) => origin.RegisterGrowingArea(ctx, json), {
    ...{ requestId: idOf(`Q${(count += 1)}`), ...area, areaM2: 10_000, maxYieldKgPerHa: 20_000, commune: '25195' },
  });
  await chain.run(producer, (ctx, json) => origin.RegisterBatch(ctx, json), {
    ...{ requestId: idOf(`Q${(count += 1)}`), id: idOf('B1'), lot: 'CC-1', growingArea: idOf('AREA') },
    ...{ product: { code: 'rambutan', name: 'Chôm chôm' }, harvestDate: '2026-11-20', weightKg: '500' },
  });
  await tx(registrar, 'SetRatingRules', { id: idOf('R1'), ...ruleSet });
});

/** Whatever a transaction wrote is what the schemas of the records promise to readers. */
afterEach(() => {
  for (const [key, value] of chain.state) {
    if (!key.startsWith('r/')) continue;
    const { id, type, body } = JSON.parse(value) as RecordState;
    if (!Object.hasOwn(ocopBodies, type)) continue;
    const { error } = ocopBodies[type as keyof typeof ocopBodies].safeParse(body);
    expect([id, type, error?.issues]).toEqual([id, type, undefined]);
  }
});

/** From the dossier to a council whose members have sealed these scores. */
const sealed = async (scores: object): Promise<void> => {
  await tx(producer, 'SubmitProduct', product);
  await tx(commune, 'ReceiveProduct', { id: idOf('P1') });
  await tx(registrar, 'OpenCouncil', { id: idOf('C1'), product: idOf('P1'), members: units.map(idOf) });
  for (const unit of units) {
    const sheet = { id: idOf(`S${unit}`), council: idOf('C1'), commitment: commitment(unit, scores) };
    await tx(member(unit), 'SealScores', sheet);
  }
};
const opened = async (scores: object): Promise<void> => {
  await sealed(scores);
  await tx(registrar, 'EndScoring', { id: idOf('C1') });
  for (const unit of units) await tx(member(unit), 'OpenScores', { id: idOf(`S${unit}`), scores, salt: salt(unit) });
};
const decide = (more: object = {}, who = office) =>
  tx(who, 'DecideRating', { id: idOf('A1'), council: idOf('C1'), decision, ...more });

describe('a product from dossier to stars', () => {
  test('is received, judged alone, rated, and revoked; the product’s own record tells it', async () => {
    await opened({ a: '30', b: '20', c: '25.5' });
    await decide({ certificate: '75-2026-001' });
    expect(state('A1')).toMatchObject({ status: 'active', body: { stars: 4, points: { total: '75.5' } } });
    expect(state('P1')).toMatchObject({
      ...{ version: 4, status: 'active', owner: idOf('PR0D') },
      body: { stage: 'rated', rating: { record: idOf('A1'), stars: 4, expiresOn: '2029-11-24' } },
    });
    expect(state('C1')).toMatchObject({ status: 'closed', body: { rating: idOf('A1') } });
    await tx(office, 'RevokeRating', { id: idOf('A1'), reason: 'Sai nguyên liệu', decision });
    expect([state('A1').status, state('P1').status]).toEqual(['revoked', 'revoked']);
  });

  test('goes to the ministry with 90 points, and gets its stars there', async () => {
    await opened({ a: '38', b: '22', c: '30' });
    expect(await refusal(decide({ certificate: '75-2026-001' }))).toBe('ocop/certificate-unwanted');
    await decide();
    expect(state('P1')).toMatchObject({ status: 'active', body: { stage: 'proposed5' } });
    const national = { ...decision, number: '5/QĐ-BNNMT', authority: 'Bộ Nông nghiệp và Môi trường' };
    const command = { id: idOf('A1'), points: '92', decision: national, certificate: 'TW-01' };
    await tx(office, 'RecordNationalDecision', command);
    expect(state('P1')).toMatchObject({ body: { stage: 'rated', rating: { stars: 5, certificate: 'TW-01' } } });
  });

  test('is rated again: the new rating takes the place of the old', async () => {
    await opened({ a: '30', b: '20', c: '25' });
    await decide({ certificate: '75-1' });
    await tx(producer, 'UpdateProduct', { ...product, reason: 'Thêm câu chuyện' });
    await tx(commune, 'ReceiveProduct', { id: idOf('P1') });
    await tx(registrar, 'OpenCouncil', { id: idOf('C2'), product: idOf('P1'), members: units.map(idOf) });
    const scores = { a: '20', b: '15', c: '20' };
    for (const unit of units) {
      const body = { council: idOf('C2'), member: idOf(unit), scores };
      const sheet = { id: idOf(`T${unit}`), council: idOf('C2'), commitment: commitRecord(body, salt(unit)) };
      await tx(member(unit), 'SealScores', sheet);
    }
    await tx(registrar, 'EndScoring', { id: idOf('C2') });
    for (const unit of units) await tx(member(unit), 'OpenScores', { id: idOf(`T${unit}`), scores, salt: salt(unit) });
    expect(await refusal(decide({ id: idOf('A2'), council: idOf('C2'), certificate: '75-1' }))).toBe(
      'ocop/certificate-in-use',
    );
    await decide({ id: idOf('A2'), council: idOf('C2'), certificate: '75-2' });
    expect(state('A1').status).toBe('superseded');
    expect(state('A2')).toMatchObject({ body: { supersedes: idOf('A1'), stars: 3, productVersion: 2 } });
  });

  test('every key that carries stars is the department’s own, and so is what creates one', async () => {
    await opened({ a: '30', b: '20', c: '25' });
    await decide({ certificate: '75-1' });
    for (const key of [...['R1', 'P1', 'C1', 'SM1', 'A1'].map((label) => recordKey(idOf(label))), 'a/ocop/rules']) {
      expect([key, chain.policies.get(key)]).toEqual([key, ownerPolicy('AgriMSP')]);
    }
    expect(chain.policies.has('a/ocop/certificate/75-1')).toBe(true);
    expect(chain.state.get('a/owner/AgriMSP')).toBe('"AgriMSP"');
  });
});

describe('score sheets', () => {
  const scores = { a: '30', b: '20', c: '25' };

  test('show nothing before all are sealed, and no sheet is opened before that', async () => {
    await sealed(scores);
    expect(JSON.stringify([...chain.state.values()])).not.toContain('scores');
    const open = { id: idOf('SM1'), scores, salt: salt('M1') };
    expect(await refusal(tx(member('M1'), 'OpenScores', open))).toBe('ocop/council-stage');
    await tx(registrar, 'EndScoring', { id: idOf('C1') });
    expect(await refusal(decide({ certificate: '75-1' }))).toBe('ocop/sheet-unopened');
  });

  test('that do not match what was sealed are refused: other scores, another salt, another member’s seal', async () => {
    await sealed(scores);
    await tx(registrar, 'EndScoring', { id: idOf('C1') });
    const open = (change: object, unit = 'M1') =>
      refusal(tx(member(unit), 'OpenScores', { id: idOf(`S${unit}`), scores, salt: salt(unit), ...change }));
    expect(await open({ scores: { ...scores, a: '30.01' } })).toBe('ocop/sheet-mismatch');
    expect(await open({ salt: salt('M2') })).toBe('ocop/sheet-mismatch');
    expect(await open({ id: idOf('SM2') })).toBe('ocop/sheet-of-other-member');
    expect(await open({})).toBe('accepted');
    expect(await open({})).toBe('ocop/sheet-opened');
  });

  test('a copied commitment cannot be opened by who copied it', async () => {
    await tx(producer, 'SubmitProduct', product);
    await tx(commune, 'ReceiveProduct', { id: idOf('P1') });
    await tx(registrar, 'OpenCouncil', { id: idOf('C1'), product: idOf('P1'), members: units.map(idOf) });
    for (const unit of units) {
      const copied = { id: idOf(`S${unit}`), council: idOf('C1'), commitment: commitment('M1', scores) };
      await tx(member(unit), 'SealScores', copied);
    }
    await tx(registrar, 'EndScoring', { id: idOf('C1') });
    const open = (unit: string) =>
      refusal(tx(member(unit), 'OpenScores', { id: idOf(`S${unit}`), scores, salt: salt('M1') }));
    expect([await open('M1'), await open('M2')]).toEqual(['accepted', 'ocop/sheet-mismatch']);
  });

  test('are nobody’s to seal but a member’s own key', async () => {
    await tx(producer, 'SubmitProduct', product);
    await tx(commune, 'ReceiveProduct', { id: idOf('P1') });
    await tx(registrar, 'OpenCouncil', { id: idOf('C1'), product: idOf('P1'), members: units.map(idOf) });
    const seal = (who: Person) =>
      refusal(tx(who, 'SealScores', { id: idOf('S'), council: idOf('C1'), commitment: 'c'.repeat(64) }));
    expect(await seal(person('council', 'M1'))).toBe('registry/own-key-required');
    expect(await seal(member('XA'))).toBe('ocop/not-a-member');
    expect(await seal(ownKey(person('council', 'M1', 'EduMSP')))).toBe('registry/other-organisation');
  });
});
