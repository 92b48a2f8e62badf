/** `npm test [unit system faults long] [jest arguments]`: builds what the tests serve to a browser, then runs Jest. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopAllShared } from '../test-network/scenarios/shared-data.ts';
import { build } from './build.ts';

const root = join(import.meta.dirname, '..');
/** Without names all of these; those that need containers or very long are asked for. */
const usual = ['unit', 'system', 'faults', 'long'];
const known = [...usual, 'api', 'containers'];
const args = process.argv.slice(2);
const firstOther = args.findIndex((argument) => !known.includes(argument));
const named = args.slice(0, firstOther === -1 ? args.length : firstOther);
const projects = named.length === 0 ? usual : named;

if (projects.some((project) => !['unit', 'containers'].includes(project))) await build({ strict: false });
const seeded = mkdtempSync(join(tmpdir(), 'daunguon-seeded-'));
const env: NodeJS.ProcessEnv = {
  ...process.env,
  CORE_CHAINCODE_LOGGING_LEVEL: 'error',
  // Systems of this run go on from what its first ones seeded (test-network/scenarios/seeded-data.ts).
  DN_TEST_SEEDED: seeded,
};
// Asked for by name they run in full; else only the share that the tests have as their own default.
if (named.includes('faults')) env.FAULT_ROUNDS ??= '50';
if (named.includes('long')) env.LONG_ROUNDS ??= '50';
const jest = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    join(root, 'node_modules/jest/bin/jest.js'),
    '--selectProjects',
    ...projects,
    '--forceExit',
    ...args.slice(named.length),
  ],
  { cwd: root, stdio: 'inherit', env },
);
await stopAllShared(seeded);
rmSync(seeded, { recursive: true, force: true });
process.exit(jest.status ?? 1);
