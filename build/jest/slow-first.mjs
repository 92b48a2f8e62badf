import Sequencer from '@jest/test-sequencer';
import { readFileSync } from 'node:fs';

const matches = (pattern) => (path) => pattern.test(path);
/** Files that share their worker's system follow one another: a file that starts its own in between has to stop that one. */
const sharesSystem = (path) => /\/scenarios\//.test(path) && readFileSync(path, 'utf8').includes('sharedSystem(');
/** Slowest kind first: whole systems, browsers, single processes; pure tests fill the end, so that no worker waits for another. */
const kinds = [
  matches(/\.faults\.test/),
  (path) => /\/scenarios\//.test(path) && !sharesSystem(path),
  sharesSystem,
  ...[/\.long\.test/, /\/verifier-web\/test\//, /\.int\.test/].map(matches),
];
const kindOf = (path) => {
  const kind = kinds.findIndex((isOf) => isOf(path));
  return kind === -1 ? kinds.length : kind;
};

/** Within a kind as Jest does: by the time of the last run, else by the size of the file. */
export default class SlowFirst extends Sequencer {
  sort(tests) {
    const kindsByPath = new Map(tests.map(({ path }) => [path, kindOf(path)]));
    return super.sort(tests).toSorted((one, other) => kindsByPath.get(one.path) - kindsByPath.get(other.path));
  }
}
