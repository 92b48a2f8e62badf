/** Every measurement by its name, loaded when it is asked for. A new one is named here and in docs/benchmarks.md. */
import type { Measurement } from './measurement.ts';
import type { System } from './system.ts';

/** What a benchmark gives: one row of the table, or some. */
export type Measured = Measurement | readonly Measurement[];

export const alone = {
  'anchor-gas': async () => (await import('./anchor-gas.ts')).anchorGas(),
  'bundle-size': async () => (await import('./bundle-size.ts')).bundleSize(),
  'carbon-audit': async () => (await import('./carbon-audit.ts')).carbonAudit(),
  'carbon-storm': async () => (await import('./carbon-storm.ts')).carbonStorm(),
  'credential-verify': async () => (await import('./credential-verify.ts')).credentialVerifyInBrowser(),
  derive: async () => (await import('./derive.ts')).derive(),
  'epcis-query': async () => (await import('./epcis-query.ts')).epcisQuery(),
  dashboard: async () => (await import('./province-pages.ts')).dashboard(),
  'explorer-bytes': async () => (await import('./field-bytes.ts')).explorerBytes(),
  'field-bytes': async () => (await import('./field-bytes.ts')).fieldBytes(),
  'index-growth': async () => (await import('./index-growth.ts')).indexGrowth(),
  list: async () => (await import('./province-pages.ts')).list(),
  'list-depth': async () => (await import('./list-depth.ts')).listDepth(),
  search: async () => (await import('./province-pages.ts')).search(),
  'log-append': async () => (await import('./log-append.ts')).logAppend(),
  'log-growth': async () => (await import('./log-growth.ts')).logGrowth(),
  'log-rebuild': async () => (await import('./log-rebuild.ts')).logRebuild(),
  'network-start': async () => (await import('./network-start.ts')).networkStart(),
  'one-organisation': async () => (await import('./one-organisation.ts')).oneOrganisation(),
  'province-year': async () => (await import('./province-year.ts')).provinceYear(),
  'report-figures': async () => (await import('./report-figures.ts')).reportFigures(),
  resolver: async () => (await import('./resolver.ts')).resolver(),
  'scan-ladder': async () => (await import('./scan-ladder.ts')).scanLadder(),
  signature: async () => (await import('./signature.ts')).signature(),
  'start-again': async () => (await import('./start-again.ts')).startAgain(),
  start: async () => (await import('./start.ts')).start(),
  'verifier-bytes': async () => (await import('./verifier-bytes.ts')).verifierBytes(),
  verify: async () => (await import('./verify.ts')).verifyInBrowser(),
} as const satisfies Record<string, () => Promise<Measured>>;
/** These share one started system; memory comes first, while it is idle, then under load before others have left their traces. */
export const onSystem = {
  memory: async (system: System) => (await import('./memory.ts')).memory(system),
  'memory-load': async (system: System) => (await import('./memory-load.ts')).memoryLoad(system),
  'commit-latency': async (system: System) => (await import('./commit-latency.ts')).commitLatency(system),
  'commit-single': async (system: System) => (await import('./commit-single.ts')).commitSingle(system),
  'commit-single-http': async (system: System) => (await import('./commit-single-http.ts')).commitSingleHttp(system),
  'checkpoint-latency': async (system: System) => (await import('./checkpoint-latency.ts')).checkpointLatency(system),
  'commit-bulk': async (system: System) => (await import('./commit-bulk.ts')).commitBulk(system),
  'commit-domains': async (system: System) => (await import('./commit-domains.ts')).commitDomains(system),
  'list-page': async (system: System) => (await import('./list-page.ts')).listPage(system),
  'index-rebuild': async (system: System) => (await import('./index-rebuild.ts')).indexRebuild(system),
  recall: async (system: System) => (await import('./recall.ts')).recall(system),
  'recall-proven': async (system: System) => (await import('./recall.ts')).recallProven(system),
  'credential-bulk': async (system: System) => (await import('./credential-bulk.ts')).credentialBulk(system),
} as const satisfies Record<string, (system: System) => Promise<Measured>>;
/** Too long to run unless named. */
export const onRequest = {
  fabric: async () => (await import('./fabric.ts')).fabric(),
  soak: async () => (await import('./soak.ts')).soakGateway(),
  'derive-10m': async () => (await import('./derive.ts')).derive10m(),
  'log-growth-10m': async () => (await import('./log-growth.ts')).logGrowth10m(),
  'published-verifiers': async () => (await import('./published-verifiers.ts')).publishedVerifiers(),
} as const satisfies Record<string, () => Promise<Measured>>;
export const known: readonly string[] = [...Object.keys(alone), ...Object.keys(onRequest), ...Object.keys(onSystem)];
