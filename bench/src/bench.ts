/** `npm run -s bench -- [names] [--seed <text>] [--json]`: measurements, each beside another figure of the same run. */
import { endWrongUsage, readOptions } from '../../gateway-api/src/read-options.ts';
import { alone, known, onRequest, onSystem, type Measured } from './benches.ts';
import { machine, type Measurement } from './measurement.ts';
import { seed, useSeed } from './seed.ts';
import { startSystem } from './system.ts';
import { headOfTable, rowOfTable } from './table.ts';

const usage = `Measures, each figure beside another one of the same run, and prints a table.
  npm run -s bench -- <names>         these alone, in this order
  npm run -s bench                    all but ${Object.keys(onRequest).join(', ')}, which take long
  npm run -s bench -- --json          one object a line
  npm run -s bench -- --seed <text>   made-up data and choices follow from it (${seed()})
Names; docs/benchmarks.md tells what each measures, and its settings:
  ${known.join(', ')}`;
const { values, positionals } = readOptions(
  {
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      seed: { type: 'string', default: seed() },
      help: { type: 'boolean', default: false },
    },
  },
  usage,
);
const unknown = positionals.filter((name) => !known.includes(name));
if (unknown.length > 0) endWrongUsage(`no such measurement: ${unknown.join(', ')}`, usage);
if (values.help) {
  console.log(usage);
  process.exit(0);
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
