import Sequencer from '@jest/test-sequencer';

/** Slowest kind first: whole systems, browsers, single processes; pure tests fill the end, so that no worker waits for another. */
const kinds = [/\.faults\.test/, /\/scenarios\//, /\.long\.test/, /\/verifier-web\/test\//, /\.int\.test/];
const kindOf = ({ path }) => {
  const kind = kinds.findIndex((pattern) => pattern.test(path));
  return kind === -1 ? kinds.length : kind;
};

/** Within a kind as Jest does: by the time of the last run, else by the size of the file. */
export default class SlowFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).toSorted((one, other) => kindOf(one) - kindOf(other));
  }
}
