import { compareKeys, proveSerial, serialKey, serialSource, toBase64 } from '@daunguon/proof';
import { RealLog } from './real-log.ts';
import type { Signing } from './real-log.ts';
import type { StandInGateway } from './stand-in-gateway.ts';

export const ids = {
  honest: '3F8K2M9QRT5VWXYZ01ABCDEGHJ',
  recalled: '7K4Y3BCDEFGHJKMNPQRSTVWXYZ',
  held: '4G7N0PQRSTVWXYZ12345ABCDEF',
  unit: '5H6M1KNPQRSTVWXYZ23456ABCD',
  area: '00000000000000000000000000',
  event: '2D9P5HJKMN8QRSTVWXYZ012345',
  notice: '6J5X2ABCDEFGHJKMNPQRSTVWXY',
  packer: '1A2B3C4D5E6F7G8H9J0KMNPQRS',
  training: '1TRA1N1NG00000000000000001',
  trainingRecalled: '1TRA1N1NG00000000000000002',
  absent: '7ZZZZZZZZZZZZZZZZZZZZZZZZZ',
};
export const gtin = '08936012345674';
export const lot = 'SR-2611-0042';
export const alias = `01/${gtin}/10/${lot}`;

export function batchBody(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    kind: 'harvest',
    lot,
    product: { code: 'durian', name: 'Sầu riêng Ri6', gtin },
    growingArea: ids.area,
    commune: '26425',
    harvestDate: '2026-11-18',
    weightKg: '1250.5',
    remainingKg: '1250.5',
    producer: ids.unit,
    parents: [],
    children: [],
    unshipped: [],
    recalls: [],
    ...changes,
  };
}

/** A log in which a farm's batch is as it should be, another is recalled, a third is held. */
export function playedLog(): RealLog {
  const log = new RealLog();
  log.put(
    { id: ids.unit, type: 'registry/unit', body: { name: 'Hợp tác xã Sầu riêng Xuân Lộc', commune: '26425' } },
    { id: ids.area, type: 'origin/growing-area', body: { name: 'Vùng trồng Xuân Lộc 3', puc: 'VN-DNOR-0269' } },
  );
  log.put(
    { id: ids.honest, type: 'origin/batch', body: batchBody(), signing: 'custodial' },
    { id: alias, type: 'origin/alias', body: { target: ids.honest } },
    { id: ids.recalled, type: 'origin/batch', body: batchBody({ lot: 'SR-2611-0043' }) },
    { id: ids.held, type: 'origin/batch', status: 'held', body: batchBody({ lot: 'SR-2611-0044' }) },
  );
  log.put({
    id: ids.event,
    type: 'origin/event',
    body: { eventType: 'pack', unit: ids.unit, inputs: [], outputs: [] },
    ts: '2026-11-19T03:20:00.000Z',
  });
  const notice = { batch: ids.recalled, reason: 'Dư lượng cadimi vượt mức', class: 'I' };
  log.put(
    { id: ids.notice, type: 'origin/recall', body: notice, msp: 'HealthMSP', ts: '2026-11-22T01:00:00.000Z' },
    {
      id: ids.recalled,
      type: 'origin/batch',
      status: 'recalled',
      body: batchBody({ lot: 'SR-2611-0043', recalls: [ids.notice] }),
      msp: 'HealthMSP',
      ts: '2026-11-22T01:00:00.000Z',
    },
  );
  return log;
}

/** Answers for these ids as an honest gateway does, each time with proofs from the reader's own head. */
export function serveHonestly(
  gateway: StandInGateway,
  log: RealLog,
  of: readonly string[],
  signing: Signing = {},
): void {
  for (const id of of)
    gateway.say(`/r/${id}`, 200, (from: number) => {
      if (from > log.size) return { status: 409, body: { size: log.size } };
      const bundle = log.bundle(id, { from, signing });
      return { status: bundle.record === null ? 404 : 200, body: bundle };
    });
}

/** What a gateway tells beside the proof. */
export const story = {
  timeline: [
    {
      id: ids.event,
      type: 'origin/event',
      eventType: 'pack',
      at: '2026-11-19T03:20:00Z',
      unit: { id: ids.unit, name: 'Cơ sở đóng gói Biên Hòa' },
      commune: { code: '26068' },
    },
    { id: ids.honest, type: 'origin/batch', eventType: 'harvest', at: '2026-11-18T03:20:00Z', unit: { id: ids.unit } },
  ],
  units: { [ids.unit]: { name: 'Hợp tác xã Sầu riêng Xuân Lộc' } },
  endorsers: ['AgriMSP', 'HealthMSP', 'TechMSP'],
};

export const issued = 'A1B2C3D4E5F6G7H8J';
const issueId = '01E00000000000000000000001';
const tree = serialSource([issued, 'K1', 'K2', 'K3', 'K4'].map(serialKey).sort(compareKeys));

/** The same log, in which the honest batch has issued five labels. */
export function labelledLog(): RealLog {
  const log = playedLog();
  const labels = [{ id: issueId, count: tree.count, root: Buffer.from(tree.root).toString('hex') }];
  log.put({ id: ids.honest, type: 'origin/batch', body: batchBody({ labels }) });
  return log;
}

/** The bundle of one item of that batch, as an honest gateway proves its serial. */
export function itemBundle(log: RealLog, serial: string, options: { from?: number; signing?: Signing } = {}) {
  const leaves = proveSerial(serialKey(serial), tree).map(({ index, key, inclusion }) => ({
    ...{ index, key: toBase64(key), inclusion: inclusion.map(toBase64) },
  }));
  return { ...log.lotBundle(alias, ids.honest, options), serials: [{ issue: issueId, leaves }] };
}
