import { common } from '@hyperledger/fabric-protos';
import { decodeBlock, valid, type DecodedBlock, type DecodedTransaction } from './decode-block.ts';

export interface RecordWrite {
  readonly key: string;
  readonly value: string;
}
export interface BlockTransaction {
  readonly txId: string;
  readonly time: string;
  /** MSP ids of the endorsers, sorted. */
  readonly endorsers: readonly string[];
  readonly writes: readonly RecordWrite[];
}
export interface ReadBlock {
  readonly number: number;
  readonly hash: string;
  /** VALID endorser transactions only. */
  readonly transactions: readonly BlockTransaction[];
}
/** With everything else that the block holds, of any chaincode. */
export interface WholeBlock extends ReadBlock {
  readonly decoded: DecodedBlock;
}

const writesOf = ({ sets }: DecodedTransaction, chaincode: string): RecordWrite[] =>
  sets
    .filter(({ namespace }) => namespace === chaincode)
    .flatMap(({ writes }) => writes)
    .filter(({ key, isDelete }) => key.startsWith('r/') && !isDelete)
    .map(({ key, value }) => ({ key, value: Buffer.from(value).toString() }));

/** The record writes of a block's VALID transactions (peer/transaction.proto, rwset.proto), and the block as it is. */
export function readBlock(block: common.Block, chaincode: string): WholeBlock {
  const decoded = decodeBlock(block);
  const transactions = decoded.transactions
    .filter(({ code, type }) => code === valid && type === common.HeaderType.ENDORSER_TRANSACTION)
    .map((one) => ({
      ...{ txId: one.txId, time: one.time, endorsers: one.endorsers },
      writes: writesOf(one, chaincode),
    }));
  return { number: decoded.number, hash: decoded.hash, transactions, decoded };
}
