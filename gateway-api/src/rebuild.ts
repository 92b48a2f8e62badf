import { readConfig, type Config } from './config.ts';
import { generationOf, useGeneration } from './index-store/index-generation.ts';
import { markOf } from './index-store/index-mark.ts';
import type { IndexStore } from './index-store/index-store.ts';
import { openIndex } from './index-store/open-index.ts';
import { fillIndex } from './ledger/block-follower.ts';
import { ledgerHeight } from './ledger/ledger-probe.ts';
import { openPeers, operatorIdentity } from './ledger/peers.ts';
import { collections, projectWholeBlock } from './project-block.ts';
import { readOptions } from './read-options.ts';

/** Fills an index from the blocks, up to the one that `upTo` says, which may ask how many there are. Answers which. */
async function filled(
  config: Config,
  store: IndexStore,
  upTo: (height: () => Promise<number>) => Promise<number>,
): Promise<number> {
  const peers = openPeers(config.networkDir, config.ownMspId);
  try {
    const network = peers.gateway(operatorIdentity(config.networkDir, config.ownMspId)).getNetwork(config.channel);
    const last = await upTo(ledgerHeight(network, config.channel));
    await store.filling(() => fillIndex(network, config.chaincode, store, projectWholeBlock(config.chaincode), last));
    return last;
  } finally {
    peers.close();
    await store.close();
  }
}

/** Empties the index and fills it again from the blocks, up to the block that it held before and no further. Run with the gateway stopped. */
export async function rebuildIndex(config: Config): Promise<{ position: number }> {
  const store = await openIndex(config, collections);
  const target = (await store.checkpoint())?.number ?? 0;
  await store.clear();
  return { position: await filled(config, store, async () => target) };
}

/**
 * Builds another index beside the one in use, up to the newest block, and says that it is the one to use: a running gateway of this version switches to it
 * by itself, one of another version takes it when it starts. Killed, it goes on where it was when it is given again.
 */
async function rebuildBeside(config: Config): Promise<{ generation: number; position: number }> {
  const number = (generationOf(config)?.number ?? 0) + 1;
  const store = await openIndex(config, collections, number);
  const position = await filled(config, store, async (height) => (await height()) - 1);
  useGeneration(config, { number, mark: markOf(collections) });
  return { generation: number, position };
}

const usage = `Dựng lại chỉ mục từ các khối. Fills the index again from the blocks, byte for byte as it was. The network must run.
  node gateway-api/src/rebuild.ts --beside   beside the one in use, while the gateway answers; it switches to the new one by itself within seconds
  node gateway-api/src/rebuild.ts            empties the one in use; stop the gateway first
Settings as the gateway's (.env.example): DN_DATA, DN_NETWORK, DN_MSP, DN_MONGODB_URI.`;

if (import.meta.main) {
  const flag = { type: 'boolean', default: false } as const;
  const { values } = readOptions({ options: { help: flag, beside: flag } }, usage);
  if (values.help) {
    console.log(usage);
    process.exit(0);
  }
  const config = readConfig(process.env);
  try {
    if (values.beside) {
      const { generation, position } = await rebuildBeside(config);
      console.log(`index ${generation} holds block ${position}; the gateway takes it now, or when it starts`);
    } else console.log(`rebuilt up to block ${(await rebuildIndex(config)).position}`);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
