/** `npm test [unit|system|faults|long] [jest arguments]`: builds what the tests serve to a browser, then runs Jest. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from './build.ts';

const root = join(import.meta.dirname, '..');
const [first, ...rest] = process.argv.slice(2);
const known = ['unit', 'system', 'faults', 'long'];
const projects = first && known.includes(first) ? [first] : known;
const args = first && !known.includes(first) ? [first, ...rest] : rest;

if (projects.includes('system')) await build({ strict: false });
const env: NodeJS.ProcessEnv = { ...process.env, CORE_CHAINCODE_LOGGING_LEVEL: 'error' };
// Alone they run in full; with all the others, only the share that the tests have as their own default.
if (first === 'faults') env.FAULT_ROUNDS ??= '50';
if (first === 'long') env.LONG_ROUNDS ??= '50';
const jest = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    join(root, 'node_modules/jest/bin/jest.js'),
    '--selectProjects',
    ...projects,
    '--forceExit',
    ...args,
  ],
  { cwd: root, stdio: 'inherit', env },
);
process.exit(jest.status ?? 1);
