import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { commitRecord } from '@daunguon/proof';
import type { RecordAnswer, RecordState } from '../src/browser/record-answer.ts';

/** A gateway that says whatever it is told to, honest or lying, over real HTTP. */
export interface StandInGateway {
  url: string;
  /** Paths asked for, in order. */
  asked: string[];
  say(id: string, status: number, body: unknown): void;
  close(): Promise<void>;
}

export async function startStandInGateway(): Promise<StandInGateway> {
  const answers = new Map<string, { status: number; body: string }>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const answer = answers.get(request.url ?? '') ?? { status: 404, body: '{"status":404}' };
    const headers = { 'content-type': 'application/json', 'access-control-allow-origin': '*' };
    response.writeHead(answer.status, headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    asked,
    say: (id, status, body) => {
      answers.set(`/r/${id}`, { status, body: typeof body === 'string' ? body : JSON.stringify(body) });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export const ids = {
  honest: '3F8K2M9QRT5VWXYZ01ABCDEGHJ',
  tampered: '4G7N0PQRSTVWXYZ12345ABCDEF',
  unit: '5H6M1KNPQRSTVWXYZ23456ABCD',
  packer: '6J5X2ABCDEFGHJKMNPQRSTVWXY',
  recalled: '7K4Y3BCDEFGHJKMNPQRSTVWXYZ',
  absent: '7ZZZZZZZZZZZZZZZZZZZZZZZZZ',
  event: '2D9P5HJKMN8QRSTVWXYZ012345',
  area: '00000000000000000000000000',
};
const salt = '00112233445566778899aabbccddeeff';
const communes = { farm: { code: '26425', name: 'one name' }, town: { code: '26068', name: 'another name' } };

/** A harvest batch as the chaincode writes it. */
function batchBody(recalls: string[]): Record<string, unknown> {
  return {
    kind: 'harvest',
    lot: 'SR-2611-0042',
    product: { code: 'durian', name: 'Sầu riêng Ri6' },
    growingArea: ids.area,
    commune: communes.farm.code,
    harvestDate: '2026-11-18',
    weightKg: '1250.5',
    remainingKg: '1250.5',
    producer: ids.unit,
    parents: [],
    children: [],
    unshipped: [],
    recalls,
  };
}

/** An answer as an honest gateway gives it, sealed with proof's own function. */
export function honestAnswer(id: string, recalls: string[] = []): RecordAnswer {
  const body = batchBody(recalls);
  const by = { msp: 'AgriMSP', unit: ids.unit, role: 'farmer', signing: 'custodial' };
  const eventBody = { batch: id, what: 'pack' };
  const at = (day: string): string => `2026-11-${day}T03:20:00Z`;
  const farm = { id: ids.unit, name: 'Hợp tác xã Sầu riêng Xuân Lộc' };
  const packer = { id: ids.packer, name: 'Cơ sở đóng gói Biên Hòa' };
  const record: RecordState = {
    id,
    type: 'origin/batch',
    version: 1,
    status: 'active',
    owner: ids.unit,
    body,
    salt,
    commitment: commitRecord(body, salt),
    ts: at('18'),
    by,
  };
  const packed = {
    ...record,
    id: ids.event,
    type: 'origin/event',
    body: eventBody,
    commitment: commitRecord(eventBody, salt),
  };
  const entry = { type: 'origin/event', txId: 'b2'.repeat(32) };
  return {
    record,
    txId: 'a1'.repeat(32),
    blockNumber: 42,
    blockTime: at('18'),
    endorsers: ['AgriMSP', 'HealthMSP', 'TechMSP'],
    statedBy: 'gateway',
    timeline: [
      {
        ...entry,
        id: ids.event,
        eventType: 'pack',
        at: at('19'),
        unit: packer,
        commune: communes.town,
        record: packed,
      },
      { ...entry, id, type: 'origin/batch', eventType: 'harvest', at: at('18'), unit: farm, commune: communes.farm },
      { ...entry, id: ids.packer, eventType: 'ship', at: at('20'), unit: packer, commune: communes.town },
    ],
    units: { [ids.unit]: { name: farm.name } },
    commune: communes.farm,
  };
}

/** The growing area that the batches name. */
export function growingAreaAnswer(): RecordAnswer {
  const answer = honestAnswer(ids.area);
  const body = { name: 'Vùng trồng Xuân Lộc 3', puc: 'VN-DNOR-0269', crop: 'durian', commune: communes.farm.code };
  const record = { ...answer.record, type: 'origin/growing-area', body, commitment: commitRecord(body, salt) };
  return { ...answer, record, timeline: [] };
}
