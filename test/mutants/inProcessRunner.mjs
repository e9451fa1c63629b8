import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { collectTests } from './collectTests.mjs';

/** Stryker's numbers for how a test ended. */
const SUCCEEDED = 0,
  FAILED = 1;

/** How long each test took without a mutant, for a runner that takes over from one that hung. */
const DURATIONS = 'mutants.durations.json';

/** What the changed code reads: which mutant is active, and where to note what a test reaches. */
const switches = () => (globalThis.__stryker__ ??= {});

/**
 * A test runner for Stryker that loads the room's tests once and runs them in the same process for every mutant. Jest loads each test file
 * anew for every mutant, which takes seconds where the tests themselves take milliseconds.
 */
class InProcessRunner {
  capabilities() {
    return { reloadEnvironment: false };
  }

  async init() {
    this.tests = collectTests(process.cwd());
    this.durations = existsSync(DURATIONS) ? JSON.parse(readFileSync(DURATIONS, 'utf8')) : {};
    // A promise that nobody waits for belongs to the test that runs meanwhile, as in Jest.
    process.on('unhandledRejection', (error) => this.stray?.(error));
  }

  async dryRun() {
    const state = switches();
    state.mutantCoverage ??= { static: {}, perTest: {} };
    const tests = [];
    for (const test of this.tests) {
      state.currentTestId = test.id;
      tests.push(await this.judge(test));
    }
    state.currentTestId = undefined;
    this.durations = Object.fromEntries(tests.map(({ id, timeSpentMs }) => [id, timeSpentMs]));
    writeFileSync(DURATIONS, JSON.stringify(this.durations));
    return { status: 'complete', tests, mutantCoverage: state.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }) {
    const state = switches();
    Object.assign(state, { activeMutant: activeMutant.id, hitCount: hitLimit === undefined ? undefined : 0, hitLimit });
    const ids = testFilter === undefined ? undefined : new Set(testFilter);
    // The quick ones first: one of them may kill the mutant.
    const chosen = this.tests
      .filter(({ id }) => ids?.has(id) ?? true)
      .sort((a, b) => (this.durations[a.id] ?? 0) - (this.durations[b.id] ?? 0));
    try {
      for (const [index, test] of chosen.entries()) {
        const { id, status, failureMessage } = await this.judge(test);
        if (state.hitCount > hitLimit) return { status: 'timeout', reason: `${hitLimit} times reached` };
        if (status === FAILED) return { status: 'killed', killedBy: [id], failureMessage, nrOfTests: index + 1 };
      }
      return { status: 'survived', nrOfTests: chosen.length };
    } finally {
      state.activeMutant = undefined;
    }
  }

  async judge({ id, fileName, run }) {
    const begunAt = performance.now();
    const failure = await Promise.race([
      run().then(
        () => undefined,
        (error) => error ?? new Error('failed'),
      ),
      new Promise((resolve) => {
        this.stray = resolve;
      }),
    ]);
    const report = { id, name: id, fileName, timeSpentMs: performance.now() - begunAt };
    return failure === undefined
      ? { ...report, status: SUCCEEDED }
      : { ...report, status: FAILED, failureMessage: String(failure?.stack ?? failure) };
  }
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'inProcess', injectableClass: InProcessRunner }];
