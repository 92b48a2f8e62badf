import { beforeEach, describe, expect, test } from '@jest/globals';
import {
  digest,
  emptyLedger,
  idOf,
  issued,
  people,
  refusalOf,
  registered,
  type MemoryLedger,
  type PersonName,
} from './carbon-fixtures.ts';
import type { CarbonCommand, CarbonCommandName } from './carbon-rules.ts';

let ledger: MemoryLedger;
beforeEach(() => {
  ledger = emptyLedger();
});
const said = <Name extends CarbonCommandName>(
  name: Name,
  who: PersonName,
  command: Omit<CarbonCommand<Name>, 'requestId'>,
) => refusalOf(ledger.run(name, who, command));

describe('a facility’s inventory', () => {
  const inventory = (label: string, change: object = {}) => ({
    ...{ id: idOf(label), facility: 'Nhà máy xi măng', facilityCode: 'NM-1', commune: '26425', year: 2025 },
    ...{ tonnes: '12000', reportDigest: digest, ...change },
  });

  test('is one a facility and year, held until a verifier of another legal entity has looked at it', async () => {
    expect(await said('RecordInventory', 'owner', inventory('N1'))).toBe('accepted');
    expect(ledger.record('N1').status).toBe('held');
    expect(await said('RecordInventory', 'owner', inventory('N2'))).toBe('carbon/inventory-known');
    expect(await said('RecordInventory', 'owner', inventory('N2', { year: 2027 }))).toBe('registry/period-invalid');
    const verify = { id: idOf('N1'), reportDigest: digest };
    expect(await said('VerifyInventory', 'kin', verify)).toBe('carbon/same-legal-entity');
    expect(await said('VerifyInventory', 'owner', verify)).toBe('registry/role-not-allowed');
    expect(await said('VerifyInventory', 'verifier', verify)).toBe('accepted');
    expect(ledger.record('N1').status).toBe('active');
    expect(await said('VerifyInventory', 'verifier', verify)).toBe('carbon/inventory-verified');
  });

  test('that is corrected waits for a verifier again, and only its owner corrects it', async () => {
    await ledger.run('RecordInventory', 'owner', inventory('N1'));
    await ledger.run('VerifyInventory', 'verifier', { id: idOf('N1'), reportDigest: digest });
    const change = { id: idOf('N1'), tonnes: '11000', reason: 'Tính lại', reportDigest: digest };
    expect(await said('CorrectInventory', 'buyer', change)).toBe('carbon/other-owner');
    expect(await said('CorrectInventory', 'owner', change)).toBe('accepted');
    expect(ledger.record('N1')).toMatchObject({ status: 'held', version: 3, body: { tonnes: '11000' } });
    expect(ledger.record('N1').body).not.toHaveProperty('verification');
  });
});

describe('an offer', () => {
  beforeEach(async () => {
    await registered(ledger, 'P');
    await issued(ledger, '1', 'P', 2024, '30');
  });
  const offer = (change: object = {}) => ({
    ...{ id: idOf('F1'), block: idOf('B1'), quantity: '10', until: '2027-01-01', ...change },
  });

  test('is of units that the holder has and may use, until a day to come', async () => {
    expect(await said('PostOffer', 'buyer', offer())).toBe('carbon/other-owner');
    expect(await said('PostOffer', 'owner', offer({ quantity: '28' }))).toBe('carbon/split-quantity');
    expect(await said('PostOffer', 'owner', offer({ until: '2026-11-24' }))).toBe('registry/period-invalid');
    expect(await said('PostOffer', 'owner', offer())).toBe('accepted');
    await ledger.run('TransferBlock', 'owner', { id: idOf('B1'), to: people.buyer.unit });
    expect(await said('PostOffer', 'owner', offer({ id: idOf('F2') }))).toBe('carbon/block-state');
  });

  test('is closed once, by whoever posted it; it moves no units', async () => {
    await ledger.run('PostOffer', 'owner', offer());
    const close = { id: idOf('F1'), reason: 'Đã bán' };
    expect(await said('CloseOffer', 'buyer', close)).toBe('carbon/other-owner');
    expect([await said('CloseOffer', 'owner', close), await said('CloseOffer', 'owner', close)]).toEqual([
      ...['accepted', 'carbon/offer-closed'],
    ]);
    expect(ledger.record('B1')).toMatchObject({ version: 1, owner: people.owner.unit });
  });
});
