/** The system chaincodes that tools query (Fabric: core/scc/qscc, core/scc/cscc). */
import { common, peer } from '@hyperledger/fabric-protos';
import type { ChaincodeResult } from '../chaincode/invocation.ts';
import { field, integerField } from '../node/wire.ts';
import type { Ledger } from '../types.ts';

const success = (payload: Uint8Array): ChaincodeResult => ({
  status: 200,
  message: '',
  payload: Buffer.from(payload),
  event: undefined,
});

const failure = (message: string): ChaincodeResult => ({
  status: 500,
  message,
  payload: Buffer.alloc(0),
  event: undefined,
});

/** protos.ProcessedTransaction of a committed transaction. */
const processedTransaction = (ledger: Ledger, txId: string): Buffer => {
  const envelope = ledger.envelope(txId);
  const place = ledger.place(txId);
  if (!envelope || !place)
    throw new Error(`Failed to get transaction with id ${txId}, error no such transaction ID [${txId}] in index`);
  return Buffer.concat([field(1, envelope), integerField(2, place.code)]);
};

const chainInfo = (ledger: Ledger): Uint8Array => {
  const newest = ledger.block(ledger.height() - 1);
  const header = newest && common.Block.deserializeBinary(newest).getHeader();
  const info = new common.BlockchainInfo();
  info.setHeight(ledger.height());
  info.setCurrentblockhash(ledger.lastHash());
  info.setPreviousblockhash(header?.getPreviousHash_asU8() ?? new Uint8Array());
  return info.serializeBinary();
};

const found = (block: Buffer | undefined, text: string): Buffer => {
  if (!block) throw new Error(text);
  return block;
};

/** The block whose configuration is in force. */
export const newestConfigBlock = (ledger: Ledger): Buffer =>
  found(ledger.block(ledger.configBlock()), 'the ledger has no configuration block');

const channels = (ledger: Ledger): Uint8Array => {
  const info = new peer.ChannelInfo();
  info.setChannelId(ledger.config().channelId);
  const answer = new peer.ChannelQueryResponse();
  answer.setChannelsList([info]);
  return answer.serializeBinary();
};

type Query = (ledger: Ledger, argument: Buffer) => Uint8Array;

const queries: Record<string, Record<string, Query>> = {
  qscc: {
    GetChainInfo: chainInfo,
    GetBlockByNumber: (ledger, argument) => {
      const number = argument.toString();
      if (!/^\d+$/.test(number)) throw new Error(`Failed to parse block number with error ${number}`);
      return found(
        // Fabric: math.MaxUint64 means the newest block
        ledger.block(number === '18446744073709551615' ? ledger.height() - 1 : Number(number)),
        `Failed to get block number ${number}, error no such block number [${number}] in index`,
      );
    },
    GetBlockByHash: (ledger, argument) =>
      found(ledger.blockByHash(argument), `Failed to get block hash ${argument.toString('hex')}, error no such hash`),
    GetTransactionByID: (ledger, argument) => processedTransaction(ledger, argument.toString()),
    GetBlockByTxID: (ledger, argument) => {
      const txId = argument.toString();
      const place = ledger.place(txId);
      return found(
        place && ledger.block(place.blockNumber),
        `Failed to get block for txID ${txId}, error no such transaction ID [${txId}] in index`,
      );
    },
  },
  cscc: { GetChannels: channels, GetConfigBlock: newestConfigBlock },
};

const elsewhere = (chaincode: string, fn: string, channel: string): string =>
  chaincode === 'cscc'
    ? `access denied for [${fn}][${channel}]: Failed to get policy manager for channel [${channel}]`
    : `Invalid chain ID, ${channel}`;

/** Runs a query of `qscc` or `cscc`; its first argument after the function is the channel. */
export const systemChaincode = (ledger: Ledger, name: string, args: readonly Uint8Array[]): ChaincodeResult => {
  const [fn = '', channel = '', argument = Buffer.alloc(0)] = args.map((arg) => Buffer.from(arg));
  const query = queries[name]?.[fn.toString()];
  if (!query) return failure(`Requested function ${fn.toString()} not found.`);
  if (fn.toString() !== 'GetChannels' && channel.toString() !== ledger.config().channelId)
    return failure(elsewhere(name, fn.toString(), channel.toString()));
  try {
    return success(query(ledger, Buffer.from(argument)));
  } catch (error) {
    return failure((error as Error).message);
  }
};
