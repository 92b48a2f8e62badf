import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Hex } from '@daunguon/proof';
import { ocopPeople } from '../ocop/ocop-people.ts';
import { seedId } from '../seed-id.ts';
import { daysAgo, freshId, type System } from '../system.ts';

/** Records of the lists that the demonstration leaves empty: a page that is looked at shows what it is for. */
export async function fillLists(system: System): Promise<void> {
  const { send, sign } = ocopPeople(system, {}, 'Carbon');
  const of = (name: string): string => seedId(system, name);
  const [lost, left] = [freshId(), freshId()];
  const { body: found } = await system.get(`/api/origin/growing-areas/${of('area-durian')}`, 'farmer');
  const area = found['record'] as { readonly id: string; readonly body: { readonly commune: string } };
  const year = Number(daysAgo(0).slice(0, 4)) - 1;
  const said = [
    await send('carbon-owner', 'carbon/offers', {
      ...{ id: freshId(), block: of('carbon kept'), quantity: '200', until: daysAgo(-90) },
      note: 'Ưu tiên doanh nghiệp trong tỉnh (mẫu)',
    }),
    await send('carbon-owner', 'carbon/inventories', {
      ...{ id: freshId(), facility: 'Xưởng sấy Tân Phú (mẫu)', facilityCode: 'XS-01', commune: '26068', year },
      ...{ tonnes: '1840', reportDigest: sha256Hex('inventory (sample)') },
    }),
    await send('carbon-authority', 'carbon/blocks/split', { id: of('carbon pool'), first: '20', parts: [lost, left] }),
    await sign('carbon-authority', 'ReverseUnits', {
      ...{ id: freshId(), project: of('carbon project'), quantity: '20', blocks: [lost] },
      ...{ reason: 'Cháy 2 ha rừng trồng (mẫu)', occurredOn: daysAgo(1), evidenceDigest: sha256Hex('fire (sample)') },
    }),
    await send('school', 'credential/attestations', {
      ...{ id: freshId(), digest: sha256Hex('decision (sample)'), bytes: 48_213, mediaType: 'application/pdf' },
    }),
    await send('farmer', 'origin/farms', {
      ...{ id: freshId(), name: 'Vườn số 3 (mẫu)', growingArea: area.id, commune: area.body.commune, areaM2: 8_000 },
    }),
    await send('farmer', 'origin/ship', { id: freshId(), batch: of('batch-12'), to: of('unit-packing') }),
    await send('packer', 'ocop/products', {
      ...{ id: freshId(), name: 'Sầu riêng sấy lạnh Long Khánh (mẫu)', group: 'food', subgroup: 'Trái cây sấy' },
      ...{ taxCode: '3600000019', growingAreas: [of('area-durian')] },
      story: {
        vi: 'Sầu riêng chín cây, sấy lạnh trong ngày (mẫu).',
        en: 'Ripe durian, freeze-dried on the day (sample).',
      },
      materials: [{ name: 'Sầu riêng Ri6', batches: [of('batch-6')] }],
    }),
  ];
  // What a sharing system reads stands in its log.
  const partner = readFileSync(join(system.dataDir, 'seed/partner-key.txt'), 'utf8').trim();
  await fetch(`${system.gateway}/lgsp/v1/changes`, { headers: { authorization: `Bearer ${partner}` } });
  const key = await system.post('/api/credential/api-keys', { label: 'Nền tảng học tập (mẫu)' }, 'school');
  const { body } = await system.get('/api/credential/mine', 'graduate');
  const [{ id: held = '' } = {}] = body['items'] as { id?: string }[];
  const erasure = await system.post('/api/credential/mine/erasure', { id: held }, 'graduate');
  const refused = said.filter((one) => one !== 'accepted');
  if (refused.length > 0 || key.status !== 201 || erasure.status !== 201)
    throw new Error(`the lists are not filled: ${[...refused, key.status, erasure.status].join(', ')}`);
}
