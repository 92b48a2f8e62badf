import { expect, test } from '@jest/globals';
import { common } from '@hyperledger/fabric-protos';
import { sharedBlockInput } from './shared-block-input.ts';

/** A block of CONFIG transactions, one for each text. */
const blockOf = (texts: readonly string[], flags = Buffer.alloc(texts.length)): common.Block => {
  const block = new common.Block();
  const header = new common.BlockHeader();
  header.setNumber(7);
  block.setHeader(header);
  const data = new common.BlockData();
  data.setDataList(
    texts.map((txId) => {
      const channel = new common.ChannelHeader();
      channel.setType(common.HeaderType.CONFIG);
      channel.setTxId(txId);
      const headers = new common.Header();
      headers.setChannelHeader(channel.serializeBinary());
      const payload = new common.Payload();
      payload.setHeader(headers);
      const envelope = new common.Envelope();
      envelope.setPayload(payload.serializeBinary());
      return envelope.serializeBinary();
    }),
  );
  block.setData(data);
  const metadata = new common.BlockMetadata();
  metadata.setMetadataList([Buffer.alloc(0), Buffer.alloc(0), flags]);
  block.setMetadata(metadata);
  return block;
};

test('equal blocks of two peers are read once; another byte, another flag or another chaincode is read anew', () => {
  const read = sharedBlockInput();
  const first = read(blockOf(['a', 'b']), 'records');
  expect(first.transactions.map(({ txId }) => txId)).toEqual(['a', 'b']);
  expect(read(blockOf(['a', 'b']), 'records')).toBe(first);
  expect(read(blockOf(['a', 'c']), 'records').transactions.map(({ txId }) => txId)).toEqual(['a', 'c']);
  expect(read(blockOf(['a', 'b'], Buffer.from([0, 11])), 'records').transactions).toHaveLength(1);
  expect(read(blockOf(['a', 'b']), 'other')).not.toBe(first);
});

test('only the newest few blocks are kept', () => {
  const read = sharedBlockInput();
  const first = read(blockOf(['first']), 'records');
  for (const text of ['a', 'b', 'c', 'd']) read(blockOf([text]), 'records');
  expect(read(blockOf(['first']), 'records')).not.toBe(first);
});
