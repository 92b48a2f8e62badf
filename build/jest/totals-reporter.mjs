import { writeSync } from 'node:fs';

/** Prints the closing line `Tests: N passed, N failed, N skipped`, plain, so that any reader of the log finds it. */
export default class TotalsReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const line = `Tests: ${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped\n`;
    // Straight to the descriptor: a forced exit has muted process.stdout by then.
    process.on('exit', () => writeSync(1, line));
  }
}
