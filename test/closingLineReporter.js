/**
 * Ends a run with the one line that people and tools look for: "N passed, N failed". A suite that could not run counts
 * as failed.
 */
module.exports = class ClosingLineReporter {
  onRunComplete(_contexts, results) {
    const failed =
      results.numFailedTests + results.numRuntimeErrorTestSuites + results.numPendingTests + results.numTodoTests;
    process.stdout.write(`\n${results.numPassedTests} passed, ${failed} failed\n`);
    this.unfinished = results.numPendingTests + results.numTodoTests;
  }

  /** A skipped test fails the run. */
  getLastError() {
    return this.unfinished > 0 ? new Error(`${this.unfinished} tests were skipped`) : undefined;
  }
};
