import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { AddMedia, BatchRow } from '@daunguon/records';
import express, { type Express, type RequestHandler, type Router } from 'express';
import { allCommands as commands, allLists as lists } from './domains.ts';
import { commandRoutes, type CommandDeps } from './domains/command-routes.ts';
import { apiKeyRoutes, type ApiKeyDeps } from './domains/credential/api-key-routes.ts';
import { badgeRoutes, type BadgeDeps } from './domains/credential/badge-routes.ts';
import { bulkRoutes } from './domains/credential/bulk-routes.ts';
import { carbonReadRoutes } from './domains/carbon/carbon-read-routes.ts';
import { custodialRoutes } from './domains/credential/custodial-routes.ts';
import { registerRoutes } from './domains/credential/register-routes.ts';
import { attestationRoutes } from './domains/credential/attestation-routes.ts';
import { afterErasure, eraseContents } from './domains/credential/erasure.ts';
import { controllerRoutes, ledgerKey } from './domains/credential/controller-documents.ts';
import { issuerDirectoryRoutes } from './domains/credential/issuer-directory.ts';
import { formatsRoutes } from './domains/credential/formats-routes.ts';
import { holderRoutes } from './domains/credential/holder-routes.ts';
import { linkRoutes } from './domains/credential/link-routes.ts';
import { paperTagRoutes } from './domains/credential/paper-tag-routes.ts';
import { paperRoutes } from './domains/credential/paper-routes.ts';
import { shareRoutes } from './domains/credential/share-routes.ts';
import { completenessRoutes } from './domains/origin/completeness-routes.ts';
import { deviceRoutes } from './enrolment/devices/device-routes.ts';
import { invitationRoutes } from './enrolment/invitation-routes.ts';
import { memberRoutes } from './enrolment/member-routes.ts';
import { photoRoutes } from './domains/origin/photo-routes.ts';
import type { UnitPhotos } from './domains/origin/unit-photos.ts';
import { afterRecall } from './domains/origin/recall-command.ts';
import type { RecallWorker } from './domains/origin/recall-worker.ts';
import { overviewRoutes } from './domains/overview-routes.ts';
import { catalogueRoutes } from './domains/ocop/catalogue-routes.ts';
import type { TargetStore } from './dashboards/targets.ts';
import { numbersRoutes } from './mount-numbers.ts';
import type { NoticeBook } from './domains/ocop/notice-book.ts';
import { galleryRoutes } from './domains/heritage/gallery-routes.ts';
import { iiifRoutes } from './domains/heritage/iiif-routes.ts';
import { requireMeasured } from './domains/heritage/media-facts.ts';
import { mediaRoutes, type HeritageParts } from './domains/heritage/media-routes.ts';
import { modelRoutes } from './domains/heritage/model-routes.ts';
import { readRoutes, storyRoutes } from './domains/read-routes.ts';
import { epcisRoutes } from './epcis/epcis-routes.ts';
import { HttpProblem, sendProblem } from './http/http-problem.ts';
import { lookupRoutes, type LookupDeps } from './lookups/lookup-routes.ts';
import { marketRoutes } from './market/market-routes.ts';
import { createRateLimit } from './market/rate-limit.ts';
import { healthRouter } from './mount-health.ts';
import type { HealthDeps } from './domains/health/health-deps.ts';
import type { MountedAnchor } from './mount-anchor.ts';
import type { BulkDeps } from './mount-bulk.ts';
import type { MountedEpcis } from './mount-epcis.ts';
import { exchangeRouter, type ExchangeParts } from './mount-exchange.ts';
import { indexHeader } from './http/index-header.ts';
import { operationsRoutes, type Health } from './http/operations-routes.ts';
import { batchImportPath } from './import/batch-import.ts';
import { importRoutes, type ImportDeps } from './import/import-routes.ts';
import { labelRoutes, type LabelDeps } from './labels/label-routes.ts';
import { serialRoutes, type SerialDeps } from './labels/serial-routes.ts';
import { reportRoutes, type ReportDeps } from './reports/report-routes.ts';
import { resolverRoutes, type ResolverDeps } from './resolver/resolver-routes.ts';
import type { MountedSecurity } from './mount-security.ts';
import { auditRoutes } from './security/audit-routes.ts';
import { tracedRequests } from './tracing/traced.ts';
import { scanUploadsWith } from './scanning/scan-upload.ts';
import type { UploadScanner } from './scanning/scanner.ts';
import { scanRoutes, type ScanDeps } from './scans/scan-routes.ts';
import type { StatusDeps } from './operations/status-routes.ts';
import type { GatewayLog } from './log/gateway-log.ts';
import { bodyByCommitment } from './log/indexed-bodies.ts';
import { logRoutes } from './log/log-routes.ts';
import { logMetrics, logStatus } from './log/log-status.ts';
import type { RecordProofs } from './log/record-proofs.ts';
import { recordRoutes } from './log/record-routes.ts';
import { standingOnRoutes } from './log/standing-on-routes.ts';
import { docsRoutes } from './openapi/docs-routes.ts';
import { openDataRoutes, type OpenDataParts } from './opendata/open-data-routes.ts';
import { learnRoutes, type LearnParts } from './learn/learn-routes.ts';
import { periodicReportRoutes, type PeriodicReportParts } from './periodic-reports/periodic-report-routes.ts';
import { startRoutes } from './public-pages/start-routes.ts';
import { ogcRoutes } from './ogc/ogc-routes.ts';
import { openapi } from './openapi/openapi.ts';
import { actTitles } from './openapi/act-titles.ts';
import { operations } from './openapi/operations.ts';
import type { SignedTransactions } from './ledger/signed-transactions.ts';
import { sessionRoutes, type SessionDeps } from './session/session-routes.ts';
import { signingRoutes } from './signing/signing-routes.ts';
import { statedRoutes } from './stated-page/stated-routes.ts';
import { legalSignatureRoutes } from './legal-signature/legal-signature-routes.ts';
import { legalDeps } from './mount-legal-signatures.ts';
import { openTestStatus } from './vc-api/test-status.ts';
import { vcApiRoutes, type VcApiDeps } from './vc-api/vc-api-routes.ts';

export interface AppDeps extends CommandDeps {
  readonly imports: ImportDeps<BatchRow>;
  readonly labels: LabelDeps;
  readonly serials: SerialDeps;
  readonly scans: ScanDeps;
  readonly reports: ReportDeps;
  readonly resolver: ResolverDeps;
  readonly credentials: ApiKeyDeps & BadgeDeps;
  readonly bulk: BulkDeps;
  /** Imports from shared databases. */
  readonly mapped: { readonly routes: Router } & Pick<BulkDeps['store'], 'dropResults'>;
  readonly signed: SignedTransactions;
  readonly recalls: RecallWorker;
  readonly notices: NoticeBook;
  readonly health: Health;
  /** Nodes and services beside ledger and index, for the operations page. */
  readonly watches: Pick<StatusDeps, 'peers' | 'agent'>;
  /** What the domain `health` works with, beside the state of this process. */
  readonly healthRecords: HealthDeps;
  readonly session: SessionDeps;
  readonly log: GatewayLog;
  readonly proofs: RecordProofs;
  readonly anchor?: MountedAnchor;
  /** Issuer of the interoperability endpoints. */
  readonly testIssuer: VcApiDeps['issuer'];
  readonly epcis: Omit<MountedEpcis, 'stop'>;
  readonly exchange: ExchangeParts;
  readonly lookups: LookupDeps['lookups'];
  readonly opendata: OpenDataParts;
  readonly heritage: HeritageParts;
  readonly periodicReports: PeriodicReportParts;
  readonly learn: LearnParts;
  readonly targets: TargetStore;
  readonly photos: UnitPhotos;
  readonly scanner: UploadScanner;
  readonly security: Pick<MountedSecurity, 'auditLog' | 'before' | 'addMetrics'>;
}

const requestIds: RequestHandler = (_request, response, next) => {
  response.set('X-Request-Id', randomUUID()).set('X-Content-Type-Options', 'nosniff');
  next();
};

const signedIn =
  ({ authenticate }: CommandDeps): RequestHandler =>
  async (request, _response, next) => {
    await authenticate(request);
    next();
  };

/** The whole HTTP API. */
export function createApp(deps: AppDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  scanUploadsWith(app, deps.scanner);
  if (deps.config.trustProxy !== undefined) app.set('trust proxy', deps.config.trustProxy);
  app.use(requestIds, tracedRequests, ...deps.security.before);
  app.use(
    operationsRoutes(deps.health, (registry) => {
      logMetrics(deps.log, registry);
      deps.anchor?.addMetrics(registry);
      deps.security.addMetrics(registry);
    }),
  );
  app.use(sessionRoutes({ ...deps.session, config: deps.config }));
  app.use('/api', indexHeader(deps.health));
  const listed = Object.entries(lists).map(([path, type]) => ({ path, type }));
  app.get('/api/lists', (_request, response) => void response.json({ items: listed }));
  if (deps.anchor !== undefined) app.use(deps.anchor.routes);
  app.get('/api/registry/log-status', (_request, response) => void response.json(logStatus(deps.log)));
  app.use(logRoutes(deps.log, bodyByCommitment(deps.store)));
  app.use(recordRoutes(deps.proofs), storyRoutes(deps.store));
  app.use(standingOnRoutes(deps.proofs, () => deps.log.policy(), Date.now));
  const offered = operations(commands, lists);
  app.use(docsRoutes(openapi(deps.config, offered), deps.config));
  app.use(epcisRoutes({ ...deps, ...deps.epcis }));
  app.use(exchangeRouter(deps, deps.exchange));
  app.use(lookupRoutes(deps));
  app.use(importRoutes(batchImportPath, deps.imports));
  app.use(deps.mapped.routes);
  app.post('/api/origin/labels', signedIn(deps));
  app.use(labelRoutes(deps.labels));
  app.use(serialRoutes(deps.serials));
  app.use(scanRoutes(deps.scans));
  app.use(reportRoutes(deps.reports));
  app.use(resolverRoutes(deps.resolver));
  const eraseAll = (ids: readonly string[]) =>
    eraseContents({ ...deps.credentials, imports: [deps.bulk.store, deps.mapped] }, ids);
  const [spread, erase] = [afterRecall(deps.recalls), afterErasure(eraseAll)];
  const after = async (transaction: string, command: object): Promise<object> => ({
    ...(await spread(transaction, command)),
    ...(await erase(transaction, command)),
    ...(transaction === 'Heritage:TakeDown' ? (await deps.heritage.sweep(), {}) : {}),
  });
  app.use(custodialRoutes(deps.credentials));
  app.use(bulkRoutes(deps));
  app.use(apiKeyRoutes(deps.credentials));
  app.use(badgeRoutes(deps.credentials));
  app.use(registerRoutes(deps.credentials, () => new Date()));
  app.use(linkRoutes(deps.credentials));
  app.use(holderRoutes(deps.credentials, Date.now));
  app.use(shareRoutes(deps.credentials, Date.now));
  const byDocument = createRateLimit(Date.now, 50_000, 86_400_000);
  app.use(paperRoutes({ ...deps.credentials, byAddress: createRateLimit(Date.now), byDocument }));
  app.use(paperTagRoutes(deps.credentials));
  app.use(formatsRoutes(deps.credentials, Date.now));
  const status = openTestStatus(deps.config.publicUrl, join(deps.config.dataDir, 'vc-api-status.json'));
  const testIssuer = { issuer: deps.testIssuer, apiKey: deps.config.vcApiKey, status };
  const ledgerKeys = (kid: string) => ledgerKey(deps.store, deps.config.verifierUrl, kid);
  app.use(vcApiRoutes({ ...testIssuer, ledgerKeys, now: () => new Date() }));
  app.use(attestationRoutes(deps.store));
  const legal = legalDeps(deps, () => new Date());
  app.use(legalSignatureRoutes(legal));
  app.use(periodicReportRoutes({ ...deps, legal }));
  app.use(learnRoutes(deps));
  app.use(healthRouter(deps.healthRecords));
  app.use(issuerDirectoryRoutes(deps.store, deps.proofs, Date.now));
  app.use(controllerRoutes(deps.store, deps.config.verifierUrl));
  const before = (transaction: string, command: object): void => {
    if (transaction === 'Heritage:AddMedia') requireMeasured(deps.heritage.media, command as AddMedia);
  };
  app.use(commandRoutes(deps, commands, { before, after }));
  app.use(signingRoutes(deps, deps.signed, commands, { before, after }));
  app.use(overviewRoutes(deps));
  app.use(auditRoutes({ ...deps, auditLog: deps.security.auditLog, titleOf: actTitles(offered) }));
  app.use(carbonReadRoutes(deps));
  app.use(catalogueRoutes(deps, deps.notices));
  app.use(numbersRoutes(deps));
  app.use(completenessRoutes(deps));
  app.use(deviceRoutes({ ...deps, endOtherSessions: deps.session.endOtherSessions }));
  app.use(invitationRoutes({ ...deps, forget: deps.session.forget }));
  app.use(memberRoutes(deps));
  app.use(
    photoRoutes({
      ...deps,
      photoLimit: createRateLimit(Date.now, 50_000, 3_600_000),
    }),
  );
  const { verifierUrl, publicUrl, marketKeys } = deps.config;
  const limit = createRateLimit(Date.now);
  app.use(marketRoutes({ store: deps.store, verifierUrl, publicUrl, limit, keys: marketKeys }));
  app.use(openDataRoutes(deps));
  app.use(mediaRoutes(deps), galleryRoutes(deps), modelRoutes(deps), iiifRoutes(deps));
  app.use(startRoutes({ verifierUrl }));
  app.use(ogcRoutes({ store: deps.store, publicUrl }));
  app.use(readRoutes(deps, lists));
  app.use(statedRoutes(deps.store, deps.config.verifierUrl));
  app.use(() => {
    throw new HttpProblem('http/not-found');
  });
  app.use(sendProblem);
  return app;
}
