import rooms from './test/mutants/rooms.js';

/**
 * `npm run test:mutants`: changes the code in small ways, one at a time, and looks whether a test notices. CONTRIBUTING.md says how to run one
 * room of it.
 */
export default {
  packageManager: 'npm',
  testRunner: 'inProcess',
  plugins: ['./test/mutants/inProcessRunner.mjs'],
  coverageAnalysis: 'perTest',
  mutate: [...rooms.mutate, '!**/*.test.ts', '!**/testing/**', '!**/index.ts'],
  // What no test of these rooms reads need not be copied.
  ignorePatterns: [
    ...['/deck-plugin/src', '/deck-plugin/dist', '/sandbox', '/docs', '/orca-stages-ts/dist', '/.cache'],
    '/test/!(mutants)/**',
  ],
  // What is made when a file is loaded would need every test that loads it; such a mutant is left out, and counted as ignored.
  ignoreStatic: true,
  incremental: true,
  incrementalFile: `.cache/mutants/${rooms.name}.json`,
  tempDirName: '.cache/mutants/sandboxes',
  reporters: ['clear-text', 'progress-append-only', 'html', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: `.cache/mutants/${rooms.name}.html` },
  jsonReporter: { fileName: `.cache/mutants/${rooms.name}.report.json` },
  concurrency: 2,
  timeoutMS: 5_000,
};
