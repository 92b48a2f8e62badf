/** `npm run -s bench -- [names] [--json]`: measurements, each beside another figure of the same run. */
import { parseArgs } from 'node:util';
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
import { indexRebuild } from './index-rebuild.ts';
import { logAppend } from './log-append.ts';
import { logRebuild } from './log-rebuild.ts';
import { memoryLoad } from './memory-load.ts';
import { memory } from './memory.ts';
import { machine, type Measurement } from './measurement.ts';
import { networkStart } from './network-start.ts';
import { dashboard, list, search } from './province-pages.ts';
import { recall, recallProven } from './recall.ts';
import { reportFigures } from './report-figures.ts';
import { resolver } from './resolver.ts';
import { soakGateway } from './soak.ts';
import { startAgain } from './start-again.ts';
import { start } from './start.ts';
import { startSystem, type System } from './system.ts';
import { verifierBytes } from './verifier-bytes.ts';
import { verifyInBrowser } from './verify.ts';
import { credentialVerifyInBrowser } from './credential-verify.ts';

const alone = {
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
  list,
  search,
  'log-append': logAppend,
  'log-rebuild': logRebuild,
  'network-start': networkStart,
  'report-figures': reportFigures,
  resolver,
  'start-again': startAgain,
  start,
  'verifier-bytes': verifierBytes,
  verify: verifyInBrowser,
} as const;
/** These share one started system; memory comes first, while it is idle, then under load before others have left their traces. */
const onSystem = {
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
} as const satisfies Record<string, (system: System) => Promise<Measurement>>;
/** Too long to run unless named. */
const onRequest = { soak: soakGateway, 'derive-10m': derive10m } as const;
const known = [...Object.keys(alone), ...Object.keys(onRequest), ...Object.keys(onSystem)];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
});
const unknown = positionals.filter((name) => !known.includes(name));
if (values.help || unknown.length > 0) {
  if (unknown.length > 0) console.error(`no such measurement: ${unknown.join(', ')}`);
  console.log(`npm run -s bench -- [--json] [${known.join(' | ')}]…   no name: all`);
  process.exit(values.help ? 0 : 2);
}
const wanted = (name: string): boolean => positionals.length === 0 || positionals.includes(name);

let failed = false;
function print(result: Measurement): void {
  failed ||= !result.pass;
  if (values.json) console.log(JSON.stringify(result));
  else {
    const { name, value, unit, target, pass, other, ratio } = result;
    console.log(
      `${pass ? '✓' : '✗'} ${name.padEnd(18)} ${value} ${unit} (target ${target}); ${other.name}: ${other.value}; ratio ${ratio}`,
    );
  }
}

/** A measurement that breaks is a failure of its own; the others still run. */
async function attempt(name: string, measure: () => Promise<Measurement>): Promise<void> {
  try {
    print(await measure());
  } catch (error) {
    failed = true;
    console.error(`✗ ${name}: ${(error as Error).message}`);
  }
}

if (!values.json) console.log(machine());
for (const [name, measure] of Object.entries(alone)) if (wanted(name)) await attempt(name, measure);
for (const [name, measure] of Object.entries(onRequest)) if (positionals.includes(name)) await attempt(name, measure);
const shared = Object.entries(onSystem).filter(([name]) => wanted(name));
if (shared.length > 0) {
  const system = await startSystem().catch((error: Error) => {
    console.error(`✗ ${shared.map(([name]) => name).join(', ')}: ${error.message}`);
    process.exit(1);
  });
  try {
    for (const [name, measure] of shared) await attempt(name, () => measure(system));
  } finally {
    await system.stop();
  }
}
process.exitCode = failed ? 1 : 0;
