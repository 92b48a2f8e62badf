import { hash } from 'node:crypto';
import { encodeLeaf, mapKey, newId } from '@daunguon/proof';
import { batchBodySchema, type BatchBody } from '@daunguon/records';
import { sha256 } from '../../gateway-api/src/log/log-store.ts';

/** 64 hexadecimal digits, others for each text and the same in every run. */
export const hex = (text: string): string => hash('sha256', text);
export const idOf = (name: string): string => newId(hash('sha256', `id ${name}`, 'buffer').subarray(0, 16));
export const ts = '2026-11-24T08:00:00.000Z';

/** The second version of a record: of all leaves of living records the longest form. */
export const recordLeaf = (block: number, name: string, commitment = hex(`body ${name}`)): Uint8Array =>
  encodeLeaf({
    leaf: 'record/1',
    ...{ block, tx: 3, txId: hex(`transaction ${block}`), ts, msp: 'AgriMSP' },
    key: Buffer.from(mapKey(idOf(name), sha256)).toString('hex'),
    ...{ n: 2, op: 'update', type: 'origin/batch', status: 'active' },
    ...{ kind: 'record/1', commitment, prev: hex(`leaf ${name}`), signing: 'custodial' },
  });

export const stateLeaf = (block: number, keys: number, mapRoot = hex(`map ${block}`)): Uint8Array =>
  encodeLeaf({ leaf: 'state/1', block, headerHash: hex(`header ${block}`), rules: 1, mapRoot, keys, time: ts });

/**
 * A durian batch that was split into so many others that its JSON has this many bytes: names and words, and ids and hashes, which no gzip
 * shrinks below their bits.
 */
export function batchBody(bytes: number): BatchBody {
  const body: BatchBody = {
    ...{ kind: 'split', lot: 'SR-XL-2611-0042/7', commune: '26425', harvestDate: '2026-11-18' },
    product: { code: 'durian', name: 'Sầu riêng Ri6 Xuân Lộc – loại 1', gtin: '08936012345674' },
    ...{ growingArea: idOf('area'), farm: idOf('farm'), producer: idOf('producer') },
    ...{ weightKg: '1250.5', remainingKg: '318.25' },
    inputsUsed: ['Phân hữu cơ vi sinh Sông Gianh', 'Chế phẩm Trichoderma', 'Dầu khoáng SK Enspray 99EC'],
    photos: ['vườn', 'cân hàng', 'nhãn thùng', 'phiếu kiểm nghiệm'].map(hex),
    note: 'Cắt lúc sáng sớm, cuống còn tươi; để riêng 12 quả nứt gai. Đã nghỉ phun thuốc 21 ngày theo sổ tay VietGAP của hợp tác xã, lô giáp suối ấp Bình Hòa; phiếu cân 7',
    parents: [{ id: idOf('parent'), weightKg: '1250.5' }],
    children: [],
    unshipped: [{ growingArea: idOf('area'), season: '2026', grams: 318_250 }],
    recalls: [],
  };
  const length = (): number => Buffer.byteLength(JSON.stringify(body));
  // One more id is 29 bytes.
  while (length() + 29 <= bytes) body.children.push(idOf(`child ${body.children.length}`));
  body.note += hex('weighing').slice(0, bytes - length());
  return batchBodySchema.parse(body);
}
