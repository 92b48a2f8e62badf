import { parseArgs } from 'node:util';
import { readConfig, type Config } from './config.ts';
import { openIndex } from './index-store/open-index.ts';
import { followBlocks } from './ledger/block-follower.ts';
import { openPeers, operatorIdentity } from './ledger/peers.ts';
import { collections, projectWholeBlock } from './project-block.ts';

/** Empties the index and fills it again from the blocks, up to the block that it held before and no further. Run with the gateway stopped. */
export async function rebuildIndex(config: Config): Promise<{ complete: boolean; position: number }> {
  const store = await openIndex(config, collections);
  const target = (await store.checkpoint())?.number ?? 0;
  await store.clear();
  const peers = openPeers(config.networkDir, config.ownMspId);
  const network = peers.gateway(operatorIdentity(config.networkDir, config.ownMspId)).getNetwork(config.channel);
  const follower = await followBlocks(network, config.chaincode, store, projectWholeBlock(config.chaincode), target);
  const complete = await follower.reached(target, 3_600_000);
  await follower.stop();
  peers.close();
  await store.close();
  return { complete, position: follower.position() };
}

const usage = `Empties the index and fills it again from the blocks, byte for byte as it was. Stop the gateway first; the network must run.
  node gateway-api/src/rebuild.ts     settings as the gateway's (.env.example): DN_DATA, DN_NETWORK, DN_MSP, DN_MONGODB_URI`;

if (import.meta.main) {
  const { values } = parseArgs({ options: { help: { type: 'boolean', default: false } } });
  if (values.help) {
    console.log(usage);
    process.exit(0);
  }
  const { complete, position } = await rebuildIndex(readConfig(process.env));
  console.log(complete ? `rebuilt up to block ${position}` : 'not complete');
  process.exitCode = complete ? 0 : 1;
}
