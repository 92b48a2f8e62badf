import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { createApp } from './app.ts';
import { bearerAuth } from './auth/bearer.ts';
import { readConfig } from './config.ts';
import { personEnrolment } from './enrolment/enrol-person.ts';
import { openIndex } from './index-store/open-index.ts';
import { followBlocks } from './ledger/block-follower.ts';
import { createLedger } from './ledger/ledger.ts';
import { openPeers, operatorIdentity } from './ledger/peers.ts';
import { signedTransactions } from './ledger/signed-transactions.ts';
import { importDeps, labelDeps } from './mount-imports.ts';
import { collections, projectBlock } from './project-block.ts';
import { openVault } from './vault/vault.ts';

const config = readConfig(process.env);
mkdirSync(config.dataDir, { recursive: true });
const vault = openVault(join(config.dataDir, 'vault', 'vault.db'));
const store = await openIndex(config, collections);
const peers = openPeers(config.networkDir, config.ownMspId);
const operator = operatorIdentity(config.networkDir, config.ownMspId);
const network = peers.gateway(operator).getNetwork(config.channel);
const follower = await followBlocks(network, config.chaincode, store, projectBlock);
const deps = {
  config,
  store,
  ledger: createLedger(peers, config.channel, config.chaincode),
  authenticate: bearerAuth(config.issuer, config.audience),
  identityOf: personEnrolment(vault, config.issuer, config.agentUrl),
};
const imports = importDeps(deps, vault);
const app = createApp({
  ...deps,
  imports,
  labels: labelDeps(deps),
  signed: signedTransactions(peers, operator, config.channel, config.chaincode),
  indexed: (blockNumber, milliseconds) => follower.reached(blockNumber, milliseconds),
  position: () => follower.position(),
});
const server = app.listen(config.port, 'localhost', (error) => {
  if (error !== undefined) throw error;
  console.log(`ready gateway ${config.publicUrl}`);
  imports.runner.resumeAll();
});

const stop = async (): Promise<void> => {
  server.close();
  server.closeAllConnections();
  await imports.runner.stop();
  await follower.stop();
  peers.close();
  await store.close();
  vault.close();
  process.exit(0);
};
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
