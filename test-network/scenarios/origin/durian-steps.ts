/** A durian for export and one shop: farm diary, harvest, packing house, container, port, shop, sale, and what others are told of it. */
import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Answer, type System, daysAgo, freshId } from '../system.ts';

const gtin = '09521234543213';
const product = { code: 'durian', name: 'Sầu riêng Ri6', gtin };

/** How the people of the scenario speak to the system. */
const toolsOf = (system: () => System) => {
  const idOf = (name: string): string =>
    (JSON.parse(readFileSync(join(system().dataDir, 'seed/ids.json'), 'utf8')) as Record<string, string>)[name]!;
  const send = (login: string, path: string, body: Record<string, unknown>): Promise<Answer> =>
    system().post(`/api/origin/${path}`, { requestId: freshId(), id: freshId(), ...body }, login);
  const command = async (login: string, path: string, body: Record<string, unknown>): Promise<void> => {
    const answer = await send(login, path, body);
    expect([path, answer.status, answer.body['detail']]).toEqual([path, 201, undefined]);
  };
  const lookUp = async (lot: string) => {
    const { body } = await system().get(`/api/origin/market/lots?gtin=${gtin}&lot=${lot}`);
    return (body['items'] as { standing: string; producer?: { name: string } }[])[0]!;
  };
  return { idOf, send, command, lookUp };
};

/** Registers the tests; `system()` is asked for when they run. `packed` is the id of the batch that the shop sells. */
export function durianSteps(system: () => System, packed: string): void {
  const { idOf, send, command, lookUp } = toolsOf(system);
  const harvest = freshId();
  const container = freshId();

  describe('a durian from the diary to the sale', () => {
    test('is not harvested inside the interval of a pesticide, but after it', async () => {
      const entry = freshId();
      const growingArea = idOf('area-durian');
      await command('farmer', 'diary', {
        ...{ id: entry, growingArea, date: daysAgo(10) },
        activity: {
          ...{ kind: 'pesticide', product: 'Thuốc mẫu', activeIngredient: 'abamectin', dose: '0,5 l/ha' },
          preHarvestDays: 7,
        },
      });
      const batch = { product, growingArea, weightKg: '500' };
      const early = await send('farmer', 'batches', { ...batch, lot: 'SR-SOM', harvestDate: daysAgo(5) });
      expect([early.status, early.body['code']]).toEqual([409, 'origin/harvest-inside-interval']);
      expect(String(early.body['detail'])).toContain(`${entry}, ${daysAgo(5)} < ${daysAgo(3)}`);
      await command('farmer', 'batches', { id: harvest, ...batch, lot: 'SR-XK-1', harvestDate: daysAgo(0) });
    });

    test('weighs less on the packing house’s scale, which both of them read', async () => {
      const to = idOf('unit-packing');
      await command('farmer', 'ship', { batch: harvest, to, document: 'PXK-01' });
      await command('packer', 'receive', { batch: harvest, weightKg: '480' });
      const { body } = await system().get(`/r/${harvest}/story`);
      const receipt = (body['timeline'] as { eventType: string }[]).find(({ eventType }) => eventType === 'receive');
      expect(receipt).toMatchObject({ discrepancy: { sentKg: '500', receivedKg: '480', beyondTolerance: true } });
    });

    test('is packed for a market that approved growing area and packing house, and for no other', async () => {
      const pack = (id: string, lot: string, market: string, weightKg: string) => ({
        ...{ inputs: [{ batch: harvest, weightKg }], packingHouse: idOf('packing-house'), market },
        output: { id, lot, weightKg, product, useBy: daysAgo(-20) },
      });
      const refused = await send('packer', 'pack', pack(freshId(), 'HOP-US', 'USA', '1'));
      expect([refused.status, refused.body['code']]).toEqual([409, 'origin/market-not-approved']);
      await command('packer', 'pack', pack(packed, 'HOP-XK-1', 'CHN', '470'));
    });

    test('goes by sealed container through the port, and is not divided in there', async () => {
      await command('packer', 'shipment-units', {
        ...{ id: container, identity: { kind: 'container', number: 'MSKU9070323' }, billOfLading: 'DNPORT-0100' },
      });
      await command('packer', 'shipment-units/load', { shipmentUnit: container, batches: [packed] });
      await command('packer', 'shipment-units/seal', { shipmentUnit: container, seal: 'VN-0001' });
      const parts = [{ id: freshId(), lot: 'HOP-XK-2', weightKg: '1' }];
      expect((await send('packer', 'split', { batch: packed, parts })).body['code']).toBe(
        'origin/batch-in-shipment-unit',
      );
      for (const direction of ['in', 'out']) {
        const port = { locode: 'VNCMT', terminal: 'Cảng mẫu' };
        // Neither who packed it nor who drives it speaks for the gate.
        for (const login of ['packer', 'carrier']) {
          const refused = await send(login, 'shipment-units/gate', { shipmentUnit: container, direction, port });
          expect([login, refused.status]).toEqual([login, 403]);
        }
        await command('port', 'shipment-units/gate', { shipmentUnit: container, direction, port });
      }
    });

    test('is sold at the shop, after a marketplace has asked about it', async () => {
      await command('packer', 'ship', { batch: packed, to: idOf('unit-shop'), document: 'PXK-02' });
      await command('retailer', 'receive', { batch: packed });
      await command('retailer', 'shipment-units/unload', { shipmentUnit: container, batches: [packed] });
      expect((await lookUp('HOP-XK-1')).standing).toBe('in-force');
      expect((await lookUp('HOP-US')).standing).toBe('unknown');
      await command('retailer', 'sell', { batch: packed, weightKg: '470', channel: 'counter' });
      expect((await lookUp('HOP-XK-1')).standing).toBe('used-up');
      const { body } = await system().get(`/r/${packed}/story`);
      expect((body['record'] as { status: string }).status).toBe('active');
      expect((body['timeline'] as { eventType: string }[]).map(({ eventType }) => eventType)).toEqual([
        ...['harvest', 'ship', 'receive', 'pack', 'load', 'seal', 'gate-in', 'gate-out'],
        ...['ship', 'receive', 'unload', 'sell'],
      ]);
    });

    test('what is complete, what is missing and who owes it; the sheets and the map', async () => {
      const path = `/api/origin/batches/${packed}`;
      const gacc = await system().get(`${path}/completeness?profile=gacc`, 'packer');
      const items = gacc.body['items'] as { id: string; state: string; missing: { owedBy: string }[] }[];
      expect(items.filter(({ state }) => state === 'missing')).toMatchObject([
        { id: 'cadmium', missing: [{ owedBy: idOf('unit-farm') }] },
      ]);
      const sheet = String((await system().get(`${path}/fsma.csv`, 'packer')).body['text'])
        .trimEnd()
        .split('\r\n');
      expect(sheet.map((line) => line.split(',')[0]?.replace('\uFEFF', ''))).toEqual([
        ...['cte', 'harvesting', 'shipping', 'receiving', 'initial packing', 'shipping', 'receiving'],
      ]);
      const area = idOf('area-durian');
      const diary = await system().get(`/api/origin/growing-areas/${area}/diary.pdf`, 'farmer');
      expect(String(diary.body['text']).slice(0, 5)).toBe('%PDF-');
      const map = await system().get('/ogc/collections/growing-areas/items?bbox=107.39,10.92,107.41,10.94');
      expect((map.body['features'] as { id: string }[]).map(({ id }) => id)).toEqual([area]);
    });
  });
}

/** Recalls that same lot, once whoever bought it has read what it is. */
export function durianRecall(system: () => System, packed: string): void {
  const { send, command, lookUp } = toolsOf(system);
  test('the exported lot is recalled, sold as it is, and not the harvest that it came from', async () => {
    const reason = 'Dư lượng cadimi vượt mức của thị trường nhập khẩu';
    await command('inspector', 'recalls', { batch: packed, reason, class: 'I' });
    const { body } = await system().get(`/r/${packed}/story`);
    expect([(body['record'] as { status: string }).status, body['recall']]).toMatchObject(['recalled', { reason }]);
    expect((await lookUp('HOP-XK-1')).standing).toBe('recalled');
    const [parent] = (body['record'] as { body: { parents: { id: string }[] } }).body.parents;
    const before = await system().get(`/r/${parent!.id}/story`);
    expect((before.body['record'] as { status: string }).status).not.toBe('recalled');
    const more = await send('retailer', 'sell', { batch: packed, weightKg: '1', channel: 'counter' });
    expect(more.body['code']).toBe('origin/batch-recalled');
  });
}
