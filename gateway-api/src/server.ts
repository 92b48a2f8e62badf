import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { assured } from './auth/assurance.ts';
import { createApp } from './app.ts';
import { helpAsked, readConfig } from './config.ts';
import { allCommands } from './domains.ts';
import { openUnitPhotos } from './domains/origin/unit-photos.ts';
import { personEnrolment } from './enrolment/enrol-person.ts';
import { openRecallJobs } from './domains/origin/recall-jobs.ts';
import { rememberingRecalls, rememberingSigned } from './domains/origin/recall-command.ts';
import { watchHealth } from './health.ts';
import { followGeneration } from './index-store/follow-generation.ts';
import { openIndex } from './index-store/open-index.ts';
import { switchableIndex } from './index-store/switchable-index.ts';
import { fillIndex, followBlocks } from './ledger/block-follower.ts';
import { ledgerHeight } from './ledger/ledger-probe.ts';
import { createLedger } from './ledger/ledger.ts';
import { peerProgress } from './ledger/peer-progress.ts';
import { openPeers, operatorIdentity } from './ledger/peers.ts';
import { signedTransactions } from './ledger/signed-transactions.ts';
import { statedOf } from './log/indexed-bodies.ts';
import { recordProofs } from './log/record-proofs.ts';
import { eraseContents, finishErasures } from './domains/credential/erasure.ts';
import { mountAnchor } from './mount-anchor.ts';
import { mountEpcis } from './mount-epcis.ts';
import { mountExchange } from './mount-exchange.ts';
import { importDeps, labelDeps } from './mount-imports.ts';
import { mountBulk } from './mount-bulk.ts';
import { mountMappedImports } from './mount-mapped-imports.ts';
import { mountCredentials } from './mount-credentials.ts';
import { openLog } from './mount-log.ts';
import { TargetStore } from './dashboards/targets.ts';
import { mountHeritage } from './mount-heritage.ts';
import { mountHealth } from './mount-health.ts';
import { mountLabels } from './mount-labels.ts';
import { mountOpenData } from './mount-open-data.ts';
import { mountLearn } from './mount-learn.ts';
import { mountPeriodicReports } from './mount-periodic-reports.ts';
import { mountNotices } from './mount-notices.ts';
import { recallWorker } from './mount-recalls.ts';
import { mountLookups } from './mount-lookups.ts';
import { mountSession } from './mount-session.ts';
import { collections, projectWholeBlock } from './project-block.ts';
import { mountSecurity } from './mount-security.ts';
import { watchAgent } from './operations/agent-watch.ts';
import { watchPeers } from './operations/peer-watch.ts';
import { limitServer } from './security/request-limits.ts';
import { clamd } from './scanning/clamd.ts';
import { noScanner } from './scanning/scanner.ts';
import { openKeyRing } from './vault/key-ring.ts';
import { openTestIssuer } from './vc-api/test-issuer.ts';
import { openSealedStore } from './vault/sealed-store.ts';
import { openVault } from './vault/vault.ts';

if (helpAsked('The gateway: the HTTP API, the log and its checkpoints.')) process.exit(0);
const config = readConfig(process.env);
mkdirSync(config.dataDir, { recursive: true });
const vaultDir = join(config.dataDir, 'vault');
const keys = openKeyRing(vaultDir, config.vaultKey);
const sealingKey = keys.root;
const vault = openVault(join(vaultDir, 'vault.db'), sealingKey, keys);
const sealed = openSealedStore(join(vaultDir, 'sealed.db'), keys);
const store = switchableIndex(await openIndex(config, collections));
const peers = openPeers(config.networkDir, config.ownMspId, config.commitWaitMs);
const operator = operatorIdentity(config.networkDir, config.ownMspId);
const progress = peerProgress(peers, operator, config.channel);
const network = peers.gateway(operator).getNetwork(config.channel);
const follower = await followBlocks(network, config.chaincode, store, projectWholeBlock(config.chaincode));
const generations = followGeneration(config, collections, store, (next, block) =>
  fillIndex(network, config.chaincode, next, projectWholeBlock(config.chaincode), block),
);
const health = watchHealth(ledgerHeight(network, config.channel), store, follower);
const watches = { peers: watchPeers(peers), agent: watchAgent(config.agentUrl) };
const log = openLog(config);
const scanner = config.clamd === undefined ? noScanner : clamd(config.clamd);
const identityOf = personEnrolment(vault, config.issuer, config.agentUrl);
const session = mountSession(config, keys, store, identityOf);
const security = mountSecurity(config, vault, keys);
const recallJobs = openRecallJobs(join(config.dataDir, 'recalls'));
const deps = {
  config,
  store,
  ledger: rememberingRecalls(progress.ledger(createLedger(peers, config.channel, config.chaincode)), recallJobs),
  authenticate: assured(security.guarded(session.authenticate), config, allCommands),
  identityOf,
  indexed: (blockNumber: number, milliseconds: number) => follower.reached(blockNumber, milliseconds),
  covered: (blockNumber: number, milliseconds: number) => log.covered(blockNumber, milliseconds),
};
const anchor = await mountAnchor(config, log);
const credentials = mountCredentials(deps, sealed, sealingKey, keys, vault);
const healthRecords = mountHealth(deps, peers, sealingKey, keys);
const labels = mountLabels(config, deps, keys);
const proofs = recordProofs({
  ...{ log, index: store, sealed, indexed: deps.indexed },
  ofSerial: labels.ofSerial,
  extras: async (id, size) => ({ anchor: anchor?.ofCheckpoint(size) ?? null, stated: await statedOf(store, id) }),
});
const recalls = recallWorker(deps, recallJobs, { ...operator, unit: '', role: 'admin' });
const notices = mountNotices(deps);
const imports = importDeps(deps, vault, keys);
const bulk = mountBulk(credentials, vault, keys);
const mapped = mountMappedImports(credentials, healthRecords.parts, vault, keys);
await finishErasures(store, (ids) => eraseContents({ ...credentials, imports: [bulk.store, mapped] }, ids));
const epcis = mountEpcis(deps, vault, keys);
const periodicReports = mountPeriodicReports(deps, log, keys);
const exchange = mountExchange(deps, epcis, keys, undefined, periodicReports.desk.open);
if (!scanner.isOn) console.log('uploads are not scanned for malware: DN_CLAMD names no scanner');
const learn = mountLearn(deps, vault, sealingKey, keys, credentials);
const lookups = mountLookups(config, sealingKey);
const opendata = mountOpenData(deps, vault, keys, log);
const heritage = mountHeritage(deps, health, scanner, keys);
const app = createApp({
  ...deps,
  imports,
  labels: labelDeps(deps, proofs),
  credentials,
  bulk,
  mapped,
  serials: labels.serials(proofs),
  scans: labels.scans,
  reports: labels.reports(proofs, log),
  resolver: labels.resolver,
  log,
  proofs,
  ...(anchor === undefined ? {} : { anchor }),
  signed: rememberingSigned(
    progress.signed(signedTransactions(peers, operator, config.channel, config.chaincode)),
    recallJobs,
  ),
  recalls,
  notices: notices.book,
  heritage: heritage.parts,
  testIssuer: () => openTestIssuer(join(vaultDir, 'vc-api-test-issuer.json')),
  epcis,
  exchange: exchange.parts,
  lookups: lookups.parts,
  opendata: opendata.parts,
  periodicReports,
  learn: learn.parts,
  health,
  watches,
  healthRecords: healthRecords.parts,
  targets: new TargetStore(config.dataDir),
  scanner,
  security,
  photos: openUnitPhotos(join(config.dataDir, 'photos'), keys),
  session,
});
const server = limitServer(
  app.listen(config.port, config.host, (error) => {
    if (error !== undefined) throw error;
    console.log(`ready gateway ${config.publicUrl}`);
    imports.runner.resumeAll();
    bulk.runner.resumeAll();
    mapped.resumeAll();
    recalls.resumeAll();
    epcis.worker.resumeAll();
  }),
);

const stop = async (): Promise<void> => {
  server.close();
  server.closeAllConnections();
  health.stop();
  watches.peers.stop();
  watches.agent.stop();
  await generations.stop();
  notices.stop();
  heritage.stop();
  await imports.runner.stop();
  await bulk.runner.stop();
  await mapped.stop();
  await recalls.stop();
  await exchange.stop();
  await opendata.stop();
  await periodicReports.stop();
  await epcis.stop();
  await follower.stop();
  await healthRecords.stop();
  await anchor?.stop();
  await log.stop();
  await security.stop();
  peers.close();
  await store.close();
  session.sessions.close();
  labels.close();
  lookups.close();
  learn.close();
  credentials.close();
  bulk.close();
  vault.close();
  sealed.close();
  keys.close();
  process.exit(0);
};
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
