import type { LedgerOptions } from '../ledger/ledger.ts';
import { checkConfigTransaction } from '../orderer/config-transaction.ts';
import type { ChannelConfig } from '../types.ts';
import { channelConfigFromBlock } from './channel-config.ts';

/** Reads each configuration from its block and lets only a legal successor follow it. One for each ledger. */
export const followConfig = (): Pick<LedgerOptions, 'configFromBlock'> &
  Required<Pick<LedgerOptions, 'validateConfig'>> => {
  const blockOf = new WeakMap<ChannelConfig, Buffer>();
  return {
    configFromBlock: (block) => {
      const config = channelConfigFromBlock(block);
      blockOf.set(config, block);
      return config;
    },
    validateConfig: (current, envelope) => {
      const block = blockOf.get(current);
      if (!block) throw new Error('the configuration in force came from no block');
      checkConfigTransaction(block, envelope);
    },
  };
};
