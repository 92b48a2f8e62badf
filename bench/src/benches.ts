/** Every measurement by its name. A new one is named here and in docs/benchmarks.md. */
import { anchorGas } from './anchor-gas.ts';
import { bundleSize } from './bundle-size.ts';
import { carbonAudit } from './carbon-audit.ts';
import { carbonStorm } from './carbon-storm.ts';
import { checkpointLatency } from './checkpoint-latency.ts';
import { commitBulk } from './commit-bulk.ts';
import { commitLatency } from './commit-latency.ts';
import { commitSingleHttp } from './commit-single-http.ts';
import { commitSingle } from './commit-single.ts';
import { credentialBulk } from './credential-bulk.ts';
import { derive, derive10m } from './derive.ts';
import { epcisQuery } from './epcis-query.ts';
import { explorerBytes, fieldBytes } from './field-bytes.ts';
import { fabric } from './fabric.ts';
import { indexGrowth } from './index-growth.ts';
import { indexRebuild } from './index-rebuild.ts';
import { logAppend } from './log-append.ts';
import { logGrowth, logGrowth10m } from './log-growth.ts';
import { logRebuild } from './log-rebuild.ts';
import { memoryLoad } from './memory-load.ts';
import { memory } from './memory.ts';
import { networkStart } from './network-start.ts';
import { dashboard, list, search } from './province-pages.ts';
import { provinceYear } from './province-year.ts';
import { recall, recallProven } from './recall.ts';
import { reportFigures } from './report-figures.ts';
import { resolver } from './resolver.ts';
import { soakGateway } from './soak.ts';
import { startAgain } from './start-again.ts';
import { start } from './start.ts';
import { verifierBytes } from './verifier-bytes.ts';
import { verifyInBrowser } from './verify.ts';
import { credentialVerifyInBrowser } from './credential-verify.ts';
import type { Measurement } from './measurement.ts';
import type { System } from './system.ts';

/** What a benchmark gives: one row of the table, or some. */
export type Measured = Measurement | readonly Measurement[];

export const alone = {
  'anchor-gas': anchorGas,
  'bundle-size': bundleSize,
  'carbon-audit': carbonAudit,
  'carbon-storm': carbonStorm,
  'credential-verify': credentialVerifyInBrowser,
  derive: () => derive(),
  'epcis-query': epcisQuery,
  dashboard,
  'explorer-bytes': explorerBytes,
  'field-bytes': fieldBytes,
  'index-growth': indexGrowth,
  list,
  search,
  'log-append': logAppend,
  'log-growth': () => logGrowth(),
  'log-rebuild': logRebuild,
  'network-start': networkStart,
  'province-year': provinceYear,
  'report-figures': reportFigures,
  resolver,
  'start-again': startAgain,
  start,
  'verifier-bytes': verifierBytes,
  verify: verifyInBrowser,
} as const satisfies Record<string, () => Promise<Measured>>;
/** These share one started system; memory comes first, while it is idle, then under load before others have left their traces. */
export const onSystem = {
  memory,
  'memory-load': memoryLoad,
  'commit-latency': commitLatency,
  'commit-single': commitSingle,
  'commit-single-http': commitSingleHttp,
  'checkpoint-latency': checkpointLatency,
  'commit-bulk': commitBulk,
  'index-rebuild': indexRebuild,
  recall,
  'recall-proven': recallProven,
  'credential-bulk': credentialBulk,
} as const satisfies Record<string, (system: System) => Promise<Measured>>;
/** Too long to run unless named. */
export const onRequest = {
  fabric,
  soak: soakGateway,
  'derive-10m': derive10m,
  'log-growth-10m': logGrowth10m,
} as const satisfies Record<string, () => Promise<Measured>>;
export const known: readonly string[] = [...Object.keys(alone), ...Object.keys(onRequest), ...Object.keys(onSystem)];
