import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { collectTests } from './collectTests.mjs';

/** Stryker's numbers for how a test ended. */
const SUCCEEDED = 0,
  FAILED = 1;

/** How long each test took without a mutant, for a runner that takes over from one that hung. */
const DURATIONS = 'mutants.durations.json';

/** A test with a mutant that takes so much longer than without hangs, ms: the machine may be busy. */
const hangsAfterMs = (usualMs) => 2_000 + 8 * usualMs;

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
    // What hangs may still be at work: Stryker takes a new process for this mutant.
    if (this.hasHung) throw new Error('The test before hung.');
    const state = switches();
    Object.assign(state, { activeMutant: activeMutant.id, hitCount: hitLimit === undefined ? undefined : 0, hitLimit });
    const ids = testFilter === undefined ? undefined : new Set(testFilter);
    // The quick ones first: one of them may kill the mutant.
    const chosen = this.tests
      .filter(({ id }) => ids?.has(id) ?? true)
      .sort((a, b) => (this.durations[a.id] ?? 0) - (this.durations[b.id] ?? 0));
    try {
      for (const [index, test] of chosen.entries()) {
        const { id, status, failureMessage } = await this.judge(test, hangsAfterMs(this.durations[test.id] ?? 0));
        if (this.hasHung) return { status: 'timeout', reason: `${id} hangs` };
        if (state.hitCount > hitLimit) return { status: 'timeout', reason: `${hitLimit} times reached` };
        if (status === FAILED) return { status: 'killed', killedBy: [id], failureMessage, nrOfTests: index + 1 };
      }
      return { status: 'survived', nrOfTests: chosen.length };
    } finally {
      state.activeMutant = undefined;
    }
  }

  /** Runs a test; `hasHung` where it has not ended by then. */
  async judge({ id, fileName, run }, limitMs) {
    const begunAt = performance.now();
    let timer;
    const failure = await Promise.race([
      run().then(
        () => undefined,
        (error) => error ?? new Error('failed'),
      ),
      new Promise((resolve) => {
        this.stray = resolve;
        if (limitMs === undefined) return;
        timer = setTimeout(() => {
          this.hasHung = true;
          resolve(new Error('hangs'));
        }, limitMs);
      }),
    ]);
    clearTimeout(timer);
    const report = { id, name: id, fileName, timeSpentMs: performance.now() - begunAt };
    return failure === undefined
      ? { ...report, status: SUCCEEDED }
      : { ...report, status: FAILED, failureMessage: String(failure?.stack ?? failure) };
  }
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'inProcess', injectableClass: InProcessRunner }];
