import { beforeEach, describe, expect, test } from '@jest/globals';
import { commitRecord } from '@daunguon/proof';
import { parseDomainError, type originCommands, recordKey, type BatchBody, type RecordState } from '@daunguon/records';
import { idOf, MemoryChain, person, registrar, type Person } from '../../contract-fixtures.ts';
import { RegistryContract } from '../registry/registry-contract.ts';
import { OriginContract } from './origin-contract.ts';

const registry = new RegistryContract();
const origin = new OriginContract();
const farmer = person('farmer', 'C00P');
const shop = person('retailer', 'SH0P');
const inspector = person('inspector', '1NSP');
let chain: MemoryChain;
let count = 0;

const originTx = (who: Person, name: keyof typeof originCommands, command: object) =>
  chain.run(who, (ctx, json) => origin[name](ctx, json), {
    requestId: idOf(`Q${(count += 1)}`),
    ...command,
  });
const registryTx = (
  name: 'RegisterUnit' | 'GrantAccreditation' | 'SuspendAccreditation',
  command: object,
  who = registrar,
) => chain.run(who, (ctx, json) => registry[name](ctx, json), { requestId: idOf(`Q${(count += 1)}`), ...command });
const batchOf = (label: string): RecordState<BatchBody> => JSON.parse(chain.state.get(recordKey(idOf(label))) ?? '');
const refusal = async (attempt: Promise<unknown>): Promise<string | undefined> =>
  attempt.then(
    () => 'accepted',
    (error: Error) => parseDomainError(`chaincode response 500, ${error.message}`)?.code ?? error.message,
  );
const harvest = (label: string, more: object = {}) => ({
  id: idOf(label),
  lot: `L0-${label}`,
  product: { code: 'durian', name: 'Sầu riêng Ri6' },
  growingArea: idOf('AREA'),
  harvestDate: '2026-11-20',
  weightKg: '1000',
  ...more,
});

beforeEach(async () => {
  chain = new MemoryChain();
  const units = [
    ['C00P', 'cooperative', ['origin:harvest', 'origin:pack', 'origin:ship']],
    ['SH0P', 'retailer', ['origin:receive', 'origin:ship']],
    ['1NSP', 'inspectorate', ['origin:inspect']],
  ] as const;
  for (const [unit, kind, may] of units) {
    await registryTx('RegisterUnit', { id: idOf(unit), name: `Đơn vị ${unit}`, kind, commune: '25195' });
    const period = { from: '2026-01-01T00:00:00Z', until: '2027-01-01T00:00:00Z' };
    await registryTx('GrantAccreditation', { id: idOf(`ACC${unit}`), unit: idOf(unit), may, ...period });
  }
  await originTx(registrar, 'RegisterGrowingArea', {
    id: idOf('AREA'),
    unit: idOf('C00P'),
    puc: 'VN-DNOR-0269',
    name: 'Vùng trồng sầu riêng',
    crop: 'durian',
    areaM2: 10_000,
    maxYieldKgPerHa: 20_000,
    commune: '25195',
  });
});

describe('a batch from field to shelf', () => {
  test('is registered, split, shipped and received, and every version commits to its body', async () => {
    await originTx(farmer, 'RegisterBatch', harvest('B1'));
    const parts = [
      { id: idOf('B2'), lot: 'L0-B2', weightKg: '400.5' },
      { id: idOf('B3'), lot: 'L0-B3', weightKg: '599.5' },
    ];
    await originTx(farmer, 'Split', { id: idOf('E1'), batch: idOf('B1'), parts });
    await originTx(farmer, 'Ship', { id: idOf('E2'), batch: idOf('B2'), to: idOf('SH0P') });
    await originTx(shop, 'Receive', { id: idOf('E3'), batch: idOf('B2'), weightKg: '400' });
    expect(batchOf('B1')).toMatchObject({
      version: 2,
      status: 'closed',
      body: { remainingKg: '0', children: [idOf('B2'), idOf('B3')] },
    });
    const received = batchOf('B2');
    expect(received).toMatchObject({
      version: 3,
      status: 'active',
      owner: idOf('SH0P'),
      by: { msp: 'AgriMSP', unit: idOf('SH0P'), role: 'retailer', signing: 'custodial' },
      ts: '2026-11-24T08:00:00.000Z',
      body: { remainingKg: '400', parents: [{ id: idOf('B1'), weightKg: '400.5' }], unshipped: [] },
    });
    expect(received.body.transit).toBeUndefined();
    expect(commitRecord(received.body, received.salt)).toBe(received.commitment);
    expect(chain.state.get(`c/${idOf('AREA')}/2026`)).toBe('400500');
    expect(chain.events.at(-1)).toEqual({
      name: 'BatchReceived',
      payload: { requestId: idOf(`Q${count}`), ids: [idOf('E3'), idOf('B2')] },
    });
  });

  test('a recall reaches the descendants, stops them, and is lifted again', async () => {
    await originTx(farmer, 'RegisterBatch', harvest('B1'));
    await originTx(farmer, 'Split', {
      id: idOf('E1'),
      batch: idOf('B1'),
      parts: [{ id: idOf('B2'), lot: 'L0-B2', weightKg: '500' }],
    });
    await originTx(farmer, 'Pack', {
      id: idOf('E2'),
      inputs: [{ batch: idOf('B2'), weightKg: '100' }],
      output: {
        id: idOf('B4'),
        lot: 'PACK-4',
        product: { code: 'durian', name: 'Sầu riêng cấp đông' },
        weightKg: '90',
      },
    });
    const recall = { id: idOf('RECA11'), batch: idOf('B1'), reason: 'Tồn dư thuốc', class: 'I' };
    await originTx(inspector, 'IssueRecall', recall);
    const notice = { noticeId: idOf('RECA11') };
    expect(await refusal(originTx(inspector, 'PropagateRecall', { ...notice, ids: [idOf('B4')] }))).toBe(
      'origin/recall-parent-not-marked',
    );
    await originTx(inspector, 'PropagateRecall', { ...notice, ids: [idOf('B2'), idOf('B4')] });
    expect(batchOf('B4')).toMatchObject({ status: 'recalled', body: { recalls: [idOf('RECA11')] } });
    expect(await refusal(originTx(farmer, 'Ship', { id: idOf('E9'), batch: idOf('B4'), to: idOf('SH0P') }))).toBe(
      'origin/batch-recalled',
    );
    await originTx(inspector, 'LiftRecall', { ...notice, reason: 'Kết quả kiểm nghiệm lại đạt' });
    expect(batchOf('B1').status).toBe('active');
    await originTx(inspector, 'PropagateRecall', { ...notice, ids: [idOf('B2'), idOf('B4')] });
    expect(batchOf('B4')).toMatchObject({ status: 'active', body: { recalls: [] } });
  });
});

describe('the shell around the rules', () => {
  test('the same request returns the first result and writes nothing; another body is refused', async () => {
    const command = { requestId: idOf('SAME'), ...harvest('B1') };
    const first = await originTx(farmer, 'RegisterBatch', command);
    const before = new Map(chain.state);
    expect(await originTx(farmer, 'RegisterBatch', command)).toEqual(first);
    expect(chain.state).toEqual(before);
    expect(await refusal(originTx(farmer, 'RegisterBatch', { ...command, weightKg: '1' }))).toBe(
      'registry/request-id-reused',
    );
  });

  test('500 rows are one transaction with a record each; over the cap a row is held', async () => {
    const batches = Array.from({ length: 500 }, (_, row) =>
      harvest(`R${row}`, row === 7 ? { weightKg: '20000.001' } : {}),
    );
    const result = await originTx(farmer, 'RegisterBatches', { batches });
    expect(result.held).toEqual([idOf('R7')]);
    expect([...chain.state.keys()].filter((key) => key.startsWith('r/') && key.includes('R'))).toHaveLength(501);
    expect(batchOf('R7')).toMatchObject({ status: 'held', body: { hold: { reason: 'over-season-cap' } } });
    await originTx(inspector, 'ReleaseBatch', { id: idOf('R7'), reason: 'Đã kiểm tra thực địa' });
    expect(batchOf('R7').status).toBe('active');
  });

  test('a bulk command names the first row whose id or lot is in use, and saves nothing', async () => {
    const rows = (from: number, lots: string) =>
      Array.from({ length: 9 }, (_, row) => harvest(`FAM${from + row}`, { lot: `${lots}-${row}`, weightKg: '1' }));
    await originTx(farmer, 'RegisterBatch', harvest('FAM4', { lot: 'A-6' }));
    const before = chain.state.size;
    const bulk = (batches: object[]) =>
      originTx(farmer, 'RegisterBatches', { batches }).catch((error: Error) => JSON.parse(error.message) as object);
    expect(await bulk(rows(0, 'B'))).toMatchObject({ code: 'registry/id-in-use', errors: [{ pointer: '/batches/4' }] });
    expect(await bulk(rows(10, 'A'))).toMatchObject({ code: 'origin/lot-in-use', errors: [{ pointer: '/batches/6' }] });
    expect(chain.state.size).toBe(before);
  });

  test('packing goes by the rules of the crop that hold on the day', async () => {
    const rulesFrom = (day: string, label: string, yieldPercent: number) =>
      originTx(registrar, 'SetCropRules', {
        ...{ id: idOf(label), crop: 'durian', from: day },
        ...{ yieldPercent, tolerancePercent: 0 },
      });
    await rulesFrom('2026-11-26', 'RA2', 30);
    await rulesFrom('2026-11-24', 'RA1', 40);
    await registryTx('GrantAccreditation', {
      ...{ id: idOf('ACCPACK'), unit: idOf('C00P'), may: ['origin:pack'] },
      ...{ from: '2026-01-01T00:00:00Z', until: '2027-01-01T00:00:00Z' },
    });
    await originTx(farmer, 'RegisterBatch', harvest('B1'));
    const pack = (label: string, weightKg: string) =>
      originTx(farmer, 'Pack', {
        id: idOf(`E${label}`),
        inputs: [{ batch: idOf('B1'), weightKg: '100' }],
        output: { id: idOf(label), lot: `C0M-${label}`, weightKg, product: { code: 'durian', name: 'Cơm sầu riêng' } },
      });
    expect(await refusal(pack('P0', '40.001'))).toBe('origin/mass-balance');
    expect(await refusal(pack('P1', '40'))).toBe('accepted');
    expect(chain.state.get(recordKey(idOf('EP1')))).toContain(`"cropRules":["${idOf('RA1')}"]`);
    chain.now = '2026-11-25T17:00:00.000Z';
    expect(await refusal(pack('P2', '40'))).toBe('origin/mass-balance');
    expect(await refusal(pack('P3', '30'))).toBe('accepted');
  });

  test('an id or a lot in use is refused, and a suspended unit does nothing more', async () => {
    await originTx(farmer, 'RegisterBatch', harvest('B1'));
    expect(await refusal(originTx(farmer, 'RegisterBatch', harvest('B1', { lot: 'OTHER' })))).toBe(
      'registry/id-in-use',
    );
    expect(await refusal(originTx(farmer, 'RegisterBatch', harvest('B2', { lot: 'L0-B1' })))).toBe('origin/lot-in-use');
    await registryTx('SuspendAccreditation', { id: idOf('ACCC00P'), reason: 'Vi phạm' });
    expect(await refusal(originTx(farmer, 'RegisterBatch', harvest('B3')))).toBe('registry/not-accredited');
  });

  test.each([
    ['not JSON', '{', 'registry/invalid-command'],
    [
      'an unknown field',
      JSON.stringify({ ...harvest('B1'), requestId: idOf('Q'), extra: 1 }),
      'registry/invalid-command',
    ],
  ])('%s is refused', async (_name, json, code) => {
    expect(await refusal(chain.run(farmer, (ctx, text) => origin.RegisterBatch(ctx, text), json))).toBe(code);
  });

  test('an organisation administrator is known by the NodeOU of the certificate, anyone else without role is refused', async () => {
    const admin: Person = { msp: 'EduMSP', attributes: {}, subject: '/C=VN/OU=admin/CN=Admin' };
    const unit = { id: idOf('SCH00'), name: 'Trường', kind: 'school', commune: '25195' };
    expect(await refusal(registryTx('RegisterUnit', unit, { msp: 'EduMSP', attributes: {} }))).toBe(
      'registry/role-not-allowed',
    );
    await registryTx('RegisterUnit', unit, admin);
    const record = await chain.run(farmer, (ctx, json) => registry.Get(ctx, json), { id: idOf('SCH00') });
    expect(record).toMatchObject({
      type: 'registry/unit',
      by: { msp: 'EduMSP', role: 'admin', unit: '' },
      body: { organisation: 'EduMSP' },
    });
    expect(await refusal(chain.run(farmer, (ctx, json) => registry.Get(ctx, json), { id: idOf('N0NE') }))).toBe(
      'registry/record-not-found',
    );
  });
});

describe('a batch with a GTIN', () => {
  const product = { code: 'durian', name: 'Sầu riêng Ri6', gtin: '09521234543213' };

  test('is found under GTIN and lot by a record with its own commitment; nobody else gets the pair', async () => {
    const result = await originTx(farmer, 'RegisterBatch', harvest('B1', { product, lot: 'A/1' }));
    const id = '01/09521234543213/10/A%2F1';
    expect(result['ids']).toEqual([idOf('B1'), id]);
    const alias = JSON.parse(chain.state.get(`r/${id}`) ?? '') as RecordState<{ target: string }>;
    expect(alias).toMatchObject({
      id,
      type: 'origin/alias',
      version: 1,
      status: 'active',
      owner: idOf('C00P'),
      body: { target: idOf('B1') },
    });
    expect(alias.commitment).toBe(commitRecord(alias.body, alias.salt));
    await originTx(registrar, 'RegisterGrowingArea', {
      ...{ id: idOf('AREA2'), unit: idOf('C00P'), puc: 'VN-DNOR-0270', name: 'Vùng khác', crop: 'durian' },
      ...{ areaM2: 10_000, maxYieldKgPerHa: 20_000, commune: '25195' },
    });
    const other = { product, lot: 'A/1', growingArea: idOf('AREA2') };
    expect(await refusal(originTx(farmer, 'RegisterBatch', harvest('B2', other)))).toBe('origin/gtin-lot-in-use');
    const { id: _, ...rest } = harvest('B3', other);
    const bulk = { batches: [{ id: idOf('B3'), ...rest }] };
    expect(await refusal(originTx(farmer, 'RegisterBatches', bulk))).toBe('origin/gtin-lot-in-use');
    expect(await refusal(originTx(farmer, 'RegisterBatch', harvest('B4', { ...other, lot: 'A/2' })))).toBe('accepted');
  });

  test('issues labels; what is split off afterwards has none, and a recalled batch gets no more', async () => {
    await originTx(farmer, 'RegisterBatch', harvest('B1', { product }));
    const issue = { batch: idOf('B1'), count: 2, root: 'ab'.repeat(32) };
    await originTx(farmer, 'IssueLabels', { id: idOf('X1'), ...issue });
    await originTx(farmer, 'Split', {
      ...{ id: idOf('E1'), batch: idOf('B1') },
      parts: [{ id: idOf('B2'), lot: 'PART', weightKg: '400' }],
    });
    expect(batchOf('B1').body.labels).toEqual([{ id: idOf('X1'), count: 2, root: 'ab'.repeat(32) }]);
    expect(batchOf('B2').body.labels).toBeUndefined();
    const notice = { id: idOf('R1'), batch: idOf('B1'), reason: 'Tồn dư', class: 'II' };
    await originTx(inspector, 'IssueRecall', notice);
    expect(await refusal(originTx(farmer, 'IssueLabels', { id: idOf('X2'), ...issue }))).toBe('origin/batch-recalled');
  });
});
