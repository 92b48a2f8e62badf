import { join } from 'node:path';
import type { Config } from './config.ts';
import { openGatewayLog, type GatewayLog } from './log/gateway-log.ts';

/** The gateway's log in its data folder. */
export const openLog = (config: Config): GatewayLog =>
  openGatewayLog({
    dir: join(config.dataDir, 'log'),
    trustDir: config.trustDir,
    logHost: config.logHost,
    recordMs: config.recordCheckpointSeconds * 1000,
    networkDir: config.networkDir,
    mspId: config.ownMspId,
    channel: config.channel,
    chaincode: config.chaincode,
  });
