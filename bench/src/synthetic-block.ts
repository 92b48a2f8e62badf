import { newId, type BlockInput } from '@daunguon/proof';
import type { FieldsState, RecordState } from '@daunguon/records';
import type { DecodedTransaction } from '../../gateway-api/src/ledger/decode-block.ts';
import type { WholeBlock } from '../../gateway-api/src/ledger/read-block.ts';
import { seededBytes } from './seed.ts';

export type MadeState = RecordState | FieldsState;

/** As a record of its kind and number is called, as random as a real id. */
export const idOf = (kind: string, number: number): string => newId(seededBytes(`${kind} ${number}`).subarray(0, 16));
export const digestOf = (label: string): string => seededBytes(label).toString('hex');
export const txIdOf = (block: number): string => digestOf(`tx ${block}`);

/** A block of one bulk command as the index reads it and as the log is derived from it: no Fabric bytes are made or decoded. */
export interface SyntheticBlock {
  readonly whole: WholeBlock;
  readonly input: BlockInput;
  /** Bytes of the ledger's values. */
  readonly bytes: number;
}

/** @param states of records, each once */
export function syntheticBlock(number: number, states: readonly MadeState[], call: string): SyntheticBlock {
  const values = states.map((state) => ({ key: `r/${state.id}`, value: JSON.stringify(state) }));
  const writes = values.map(({ key, value }) => ({ key, isDelete: false, value: Buffer.from(value) }));
  const [txId, time, hash] = [txIdOf(number), states[0]?.ts ?? '', digestOf(`block ${number}`)];
  const msp = states[0]?.by.msp ?? '';
  const endorsers = ['AgriMSP', 'EduMSP', 'TechMSP'];
  const transaction: DecodedTransaction = {
    ...{ index: 0, txId, time, type: 3, code: 0, msp, chaincode: 'records', event: 'Recorded', endorsers },
    args: [Buffer.from(call), Buffer.from('{}')],
    sets: [{ namespace: 'records', reads: [], ranges: [], policies: [], collections: [], writes }],
  };
  const decoded = { number, hash, previousHash: '', dataHash: '', transactions: [transaction] };
  return {
    whole: { number, hash, decoded, transactions: [{ txId, time, endorsers, writes: values }] },
    input: {
      ...{ number, headerHash: hash },
      transactions: [{ index: 0, txId, ts: time, msp, config: false, writes: writes.toSorted(byKey) }],
    },
    bytes: writes.reduce((sum, { value }) => sum + value.length, 0),
  };
}

const byKey = (a: { key: string }, b: { key: string }): number => (a.key < b.key ? -1 : 1);
