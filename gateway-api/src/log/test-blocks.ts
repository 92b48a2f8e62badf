import { createHash } from 'node:crypto';
import type { BlockInput } from '@daunguon/proof';

/** A record as a test writes it: its id, and what differs from the first version of an active batch. */
export interface TestRecord {
  readonly id: string;
  readonly version?: number;
  readonly status?: string;
}

const hex = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A block with one transaction a record, as the reader of blocks gives it. */
export const testBlock = (number: number, records: readonly TestRecord[] = []): BlockInput => ({
  number,
  headerHash: hex(`header ${number}`),
  transactions: [
    ...(number === 0
      ? [{ index: 0, txId: '', ts: '2026-11-24T08:00:00.000Z', msp: '', config: true, writes: [] }]
      : []),
    ...records.map(({ id, version = 1, status = 'active' }, index) => ({
      index: number === 0 ? index + 1 : index,
      txId: hex(`transaction ${number} ${index}`),
      ts: `2026-11-24T08:${String(number % 60).padStart(2, '0')}:00.000Z`,
      msp: 'AgriMSP',
      config: false,
      writes: [
        {
          key: `r/${id}`,
          isDelete: false,
          value: Buffer.from(
            JSON.stringify({
              ...{ id, type: 'origin/batch', version, status, commitment: hex(`body ${id} ${version}`) },
              ...{ by: { signing: 'own' }, body: {} },
            }),
          ),
        },
      ],
    })),
  ],
});
