/** A durian from the spraying to the sale, through the contract: diary, packing house, container, port, shop. */
import { beforeEach, expect, test } from '@jest/globals';
import { parseDomainError, type originCommands, recordKey, type BatchBody, type RecordState } from '@daunguon/records';
import { idOf, MemoryChain, person, registrar, type Person } from '../../contract-fixtures.ts';
import { RegistryContract } from '../registry/registry-contract.ts';
import { OriginContract } from './origin-contract.ts';

const registry = new RegistryContract();
const origin = new OriginContract();
const farmer = person('farmer', 'C00P');
const packer = person('packer', 'PACK');
const shop = person('retailer', 'SH0P');
/** Of another organisation: trade accredits who keeps a gate. */
const port = person('carrier', 'P0RT', 'TradeMSP');
const trade: Person = { msp: 'TradeMSP', attributes: { 'dn.role': 'registrar' } };
const durian = { code: 'durian', name: 'Sầu riêng Ri6', gtin: '09521234543213' };

let chain: MemoryChain;
let count = 0;
const tx = (who: Person, name: keyof typeof originCommands, command: object) =>
  chain.run(who, (ctx, json) => origin[name](ctx, json), { requestId: idOf(`Q${(count += 1)}`), ...command });
const enter = (name: 'RegisterUnit' | 'GrantAccreditation', command: object, who = registrar) =>
  chain.run(who, (ctx, json) => registry[name](ctx, json), { requestId: idOf(`Q${(count += 1)}`), ...command });
const refusal = (attempt: Promise<unknown>): Promise<string | undefined> =>
  attempt.then(
    () => 'accepted',
    (error: Error) => parseDomainError(error.message)?.code ?? error.message,
  );
const stateOf = (label: string): RecordState<BatchBody> =>
  JSON.parse(chain.state.get(recordKey(idOf(label))) ?? 'null') as RecordState<BatchBody>;

beforeEach(async () => {
  chain = new MemoryChain();
  const units = [
    ['C00P', 'cooperative', ['origin:harvest', 'origin:ship']],
    ['PACK', 'packing-house', ['origin:receive', 'origin:pack', 'origin:ship']],
    ['SH0P', 'retailer', ['origin:receive']],
    ['P0RT', 'port', ['origin:gate']],
  ] as const;
  for (const [unit, kind, may] of units) {
    const who = unit === 'P0RT' ? trade : registrar;
    await enter('RegisterUnit', { id: idOf(unit), name: `Đơn vị ${unit}`, kind, commune: '25195' }, who);
    const period = { from: '2026-01-01T00:00:00Z', until: '2027-01-01T00:00:00Z' };
    await enter('GrantAccreditation', { id: idOf(`ACC${unit}`), unit: idOf(unit), may, ...period }, who);
  }
  await tx(registrar, 'RegisterGrowingArea', {
    ...{ id: idOf('AREA'), unit: idOf('C00P'), puc: 'VN-DNOR-0269', name: 'Vùng trồng', crop: 'durian' },
    ...{ areaM2: 10_000, maxYieldKgPerHa: 20_000, commune: '25195' },
  });
  await tx(registrar, 'RegisterPackingHouse', {
    ...{ id: idOf('H0SE'), unit: idOf('PACK'), phc: 'VN-DNPH-131', name: 'Cơ sở đóng gói' },
    ...{ commune: '25195', crops: ['durian'] },
  });
  await tx(registrar, 'RegisterCertificate', {
    ...{ id: idOf('CERT'), standard: 'VietGAP', issuer: 'Tổ chức mẫu', number: 'VG-01' },
    ...{ from: '2026-01-01', until: '2027-12-31', subjects: [idOf('AREA')] },
  });
  await tx(registrar, 'SetCropRules', {
    ...{ id: idOf('R1'), crop: 'durian', from: '2026-11-24', yieldPercent: 100, tolerancePercent: 2 },
  });
});

const harvest = (label: string, harvestDate: string) =>
  tx(farmer, 'RegisterBatch', {
    ...{ id: idOf(label), lot: `SR-${label}`, product: durian, growingArea: idOf('AREA'), harvestDate },
    weightKg: '500',
  });

test('from the diary to the sale, with what both scales said', async () => {
  const activity = {
    ...{ kind: 'pesticide', product: 'Thuốc mẫu', activeIngredient: 'abamectin', dose: '0,5 l/ha' },
    preHarvestDays: 7,
  };
  await tx(farmer, 'RecordDiaryEntry', { id: idOf('D1'), growingArea: idOf('AREA'), date: '2026-11-15', activity });
  expect(await refusal(harvest('B0', '2026-11-21'))).toBe('origin/harvest-inside-interval');
  await harvest('B1', '2026-11-22');
  expect(stateOf('B1').body.certificates).toEqual([idOf('CERT')]);
  await tx(farmer, 'CorrectDiaryEntry', {
    ...{ id: idOf('D1'), date: '2026-11-14', activity, reason: 'Ghi nhầm ngày' },
  });
  await harvest('B2', '2026-11-21');

  await tx(farmer, 'Ship', { id: idOf('E1'), batch: idOf('B1'), to: idOf('PACK') });
  await tx(packer, 'Receive', { id: idOf('E2'), batch: idOf('B1'), weightKg: '480' });
  expect(stateOf('B1').body).toMatchObject({
    remainingKg: '480',
    discrepancy: { event: idOf('E2'), sentKg: '500', receivedKg: '480', beyondTolerance: true },
  });

  const pack = {
    ...{ id: idOf('E3'), inputs: [{ batch: idOf('B1'), weightKg: '480' }], packingHouse: idOf('H0SE'), market: 'CHN' },
    output: { id: idOf('P1'), lot: 'H0P-1', weightKg: '470', product: durian },
  };
  expect(await refusal(tx(packer, 'Pack', pack))).toBe('origin/market-not-approved');
  const market = { market: 'CHN', status: 'approved', from: '2026-01-01', reason: 'Danh sách GACC (mẫu)' };
  for (const site of ['AREA', 'H0SE']) await tx(registrar, 'SetSiteMarket', { id: idOf(site), ...market });
  await tx(packer, 'Pack', pack);

  const container = { id: idOf('V1'), identity: { kind: 'container', number: 'CSQU3054383' } };
  await tx(packer, 'OpenShipmentUnit', container);
  const load = (id: string) => ({ id: idOf(id), shipmentUnit: idOf('V1') });
  await tx(packer, 'LoadShipmentUnit', { ...load('E4'), batches: [idOf('P1')] });
  await tx(packer, 'SealShipmentUnit', { ...load('E5'), seal: 'VN-1' });
  const split = { id: idOf('E6'), batch: idOf('P1'), parts: [{ id: idOf('P2'), lot: 'H0P-2', weightKg: '1' }] };
  expect(await refusal(tx(packer, 'Split', split))).toBe('origin/batch-in-shipment-unit');
  for (const direction of ['in', 'out']) {
    const gate = { ...load(`E7${direction === 'in' ? 'A' : 'B'}`), direction, port: { locode: 'VNCMT' } };
    expect(await refusal(tx(packer, 'RecordGate', gate))).toBe('registry/role-not-allowed');
    await tx(port, 'RecordGate', gate);
  }
  await tx(packer, 'Ship', { id: idOf('E8'), batch: idOf('P1'), to: idOf('SH0P') });
  await tx(shop, 'Receive', { id: idOf('E9'), batch: idOf('P1') });
  await tx(shop, 'UnloadShipmentUnit', { ...load('EA'), batches: [idOf('P1')] });
  expect(stateOf('V1').status).toBe('closed');
  await tx(shop, 'Sell', { id: idOf('EB'), batch: idOf('P1'), weightKg: '470', channel: 'counter' });
  expect(stateOf('P1')).toMatchObject({ status: 'active', body: { remainingKg: '0', soldKg: '470', market: 'CHN' } });
  expect(chain.state.get(`c/${idOf('AREA')}/2026`)).toBe('500000');
});

test('a code that was replaced is never given again', async () => {
  const replaced = { id: idOf('AREA'), code: '75-PUC-SR-00001', reason: 'Cấp lại theo mẫu của thành phố' };
  await tx(registrar, 'ReplaceSiteCode', replaced);
  const again = {
    ...{ id: idOf('AREA2'), unit: idOf('C00P'), puc: 'vn dnor 0269', name: 'Vùng khác', crop: 'durian' },
    ...{ areaM2: 10_000, maxYieldKgPerHa: 20_000, commune: '25195' },
  };
  expect(await refusal(tx(registrar, 'RegisterGrowingArea', again))).toBe('origin/puc-in-use');
  expect(await refusal(tx(registrar, 'ReplaceSiteCode', { ...replaced, id: idOf('H0SE') }))).toBe('origin/puc-in-use');
});
