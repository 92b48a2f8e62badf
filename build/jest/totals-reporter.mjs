/** Prints the closing line `Tests: N passed, N failed, N skipped`, plain, so that any reader of the log finds it. */
export default class TotalsReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    process.on('exit', () =>
      console.log(`Tests: ${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped`),
    );
  }
}
