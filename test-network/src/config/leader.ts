/** Who leads the ordering of a BFT channel, as its newest block says. */
import { METADATA, parseBlock } from '../ledger/block.ts';
import { bytesFields, eachField } from '../rwset/proto-reader.ts';

/** Number of the view that made the block (SmartBFT ViewMetadata in OrdererBlockMetadata.consenter_metadata); the first view is 0. */
const viewOf = (block: Buffer): number => {
  const signed = parseBlock(block).metadata[METADATA.signatures] ?? Buffer.alloc(0);
  const value = bytesFields(signed).get(1) ?? Buffer.alloc(0);
  let view = 0;
  eachField(bytesFields(value).get(2) ?? Buffer.alloc(0), (number, _bytes, integer) => {
    if (number === 1) view = integer;
  });
  return view;
};

/** Id of the leading consenter: they lead in the order of their ids, one for each view. */
export const leaderId = (newestBlock: Buffer, ids: readonly number[]): number | undefined => {
  const sorted = [...ids].sort((left, right) => left - right);
  return sorted[viewOf(newestBlock) % sorted.length];
};
