/** `npm run -s bench -- [names] [--seed <text>] [--json]`: measurements, each beside another figure of the same run. */
import { parseArgs } from 'node:util';
import { alone, known, onRequest, onSystem, type Measured } from './benches.ts';
import { machine, type Measurement } from './measurement.ts';
import { seed, useSeed } from './seed.ts';
import { startSystem } from './system.ts';
import { headOfTable, rowOfTable } from './table.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    seed: { type: 'string', default: seed() },
    help: { type: 'boolean', default: false },
  },
});
const unknown = positionals.filter((name) => !known.includes(name));
if (values.help || unknown.length > 0) {
  if (unknown.length > 0) console.error(`no such measurement: ${unknown.join(', ')}`);
  console.log(`npm run -s bench -- [--json] [--seed <text>] [${known.join(' | ')}]…
no name: all but ${Object.keys(onRequest).join(', ')}, which take long; what each measures: docs/benchmarks.md`);
  process.exit(values.help ? 0 : 2);
}
useSeed(values.seed);
const wanted = (name: string): boolean => positionals.length === 0 || positionals.includes(name);

let failed = false;
function print(result: Measurement): void {
  failed ||= !result.pass;
  console.log(values.json ? JSON.stringify(result) : rowOfTable(result));
}

/** A measurement that breaks is a failure of its own; the others still run. */
async function attempt(name: string, measure: () => Promise<Measured>): Promise<void> {
  try {
    for (const result of [await measure()].flat()) print(result as Measurement);
  } catch (error) {
    failed = true;
    console.error(`✗ ${name}: ${(error as Error).message}`);
  }
}

if (!values.json) console.log(`${machine()}; seed ${seed()}\n\n${headOfTable}`);
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
