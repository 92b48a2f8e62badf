import { orderer } from '@hyperledger/fabric-protos';
import type { BatchConfig } from '../types.ts';

/**
 * The consensus metadata of a BFT channel: what configtxgen writes when configtx.yaml says nothing (SmartBFT pkg/types/config.go,
 * DefaultConfig). An orderer refuses a channel whose options are empty. Leader rotation is off, as configtxgen forces it.
 */
export const smartBftOptions = (batch: BatchConfig): orderer.smartbft.Options => {
  const options = new orderer.smartbft.Options();
  // an orderer overwrites these two with the channel's own batch size
  options.setRequestBatchMaxCount(batch.maxMessageCount);
  options.setRequestBatchMaxBytes(batch.absoluteMaxBytes);
  options.setRequestBatchMaxInterval('50ms');
  options.setIncomingMessageBufferSize(200);
  options.setRequestPoolSize(400);
  options.setRequestForwardTimeout('2s');
  options.setRequestComplainTimeout('20s');
  options.setRequestAutoRemoveTimeout('3m0s');
  options.setViewChangeResendInterval('5s');
  options.setViewChangeTimeout('20s');
  options.setLeaderHeartbeatTimeout('1m0s');
  options.setLeaderHeartbeatCount(10);
  options.setCollectTimeout('1s');
  options.setLeaderRotation(orderer.smartbft.Options.Rotation.ROTATION_OFF);
  return options;
};
