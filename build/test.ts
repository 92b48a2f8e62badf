/** `npm test [unit system faults long] [jest arguments]`: builds what the tests serve to a browser, then runs Jest. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { stopAllShared } from '../test-network/scenarios/shared-data.ts';
import { build } from './build.ts';
import { makeTestFolder } from './test-folder.ts';

const root = join(import.meta.dirname, '..');
/** Without names all of these; those that need containers or very long are asked for. */
const usual = ['unit', 'system', 'faults', 'long'];
const known = [...usual, 'api', 'containers'];
const usage = `Builds what the tests serve to a browser, runs the tests and says how many ran.
  npm test                            unit, system, faults and long; of the last two a share
  npm test -- <parts>                 these alone; faults and long in full, as they are asked for by name
  npm test -- <parts> <paths>         only test files whose path holds one of these words
  npm test -- <parts> -t <words>      only tests whose name holds them; whatever else follows goes to Jest, too
Parts:
  unit        pure code, in seconds
  system      processes, databases, whole systems and browsers
  faults      parts that are killed under load (FAULT_ROUNDS, in full 50)
  long        the longest walks and matrices, fuzzing, every page in every look (LONG_ROUNDS, in full 50)
  api         Schemathesis over every operation; needs Python 3
  containers  databases in Docker
LEDGER=fabric runs the scenarios on real Hyperledger Fabric, whose programs lie in the folder FABRIC_BIN.`;
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
const firstOther = args.findIndex((argument) => !known.includes(argument));
const named = args.slice(0, firstOther === -1 ? args.length : firstOther);
const projects = named.length === 0 ? usual : named;

if (projects.some((project) => !['unit', 'containers'].includes(project))) await build({ strict: false });
const kept = makeTestFolder();
const env: NodeJS.ProcessEnv = {
  ...process.env,
  CORE_CHAINCODE_LOGGING_LEVEL: 'error',
  // Systems of this run lie there, and go on from what its first ones seeded (test-network/scenarios/seeded-data.ts).
  DN_TEST_SEEDED: kept,
};
// Asked for by name they run in full; else only the share that the tests have as their own default.
if (named.includes('faults')) env.FAULT_ROUNDS ??= '50';
if (named.includes('long')) env.LONG_ROUNDS ??= '50';
const jest = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    // Every file compiles its modules anew: with more room for what is young the workers spend a tenth less on collecting it.
    '--max-semi-space-size=32',
    join(root, 'node_modules/jest/bin/jest.js'),
    '--selectProjects',
    ...projects,
    '--forceExit',
    ...args.slice(named.length),
  ],
  { cwd: root, stdio: 'inherit', env },
);
await stopAllShared(kept);
rmSync(kept, { recursive: true, force: true });
process.exit(jest.status ?? 1);
