const { statfsSync } = require('node:fs');
const { availableParallelism } = require('node:os');

/** One jest run for all packages; each project says where it runs and what it must transform. */
const swc = (syntax) => [
  '@swc/jest',
  {
    jsc: { target: 'es2022', parser: syntax, transform: { react: { pragma: 'React.createElement' } } },
    module: { type: 'commonjs' },
  },
];
const transform = {
  '^.+\\.tsx?$': swc({ syntax: 'typescript', tsx: true }),
  '^.+\\.m?js$': swc({ syntax: 'ecmascript', jsx: true }),
};
/** What nobody replaces: each test file's global object answers slowly, and code that is at work looks these up all the time. */
const BUILT_IN = [
  ...['Object', 'Array', 'Promise', 'Error', 'TypeError', 'RangeError', 'JSON', 'Map', 'Set', 'WeakMap', 'WeakSet'],
  ...[
    'Symbol',
    'String',
    'Number',
    'Boolean',
    'Math',
    'RegExp',
    'Uint8Array',
    'ArrayBuffer',
    'Proxy',
    'Reflect',
    'BigInt',
  ],
];
/** Where the kernel keeps files in memory, and how much the tests' journals, database servers and browsers may need there. */
const IN_MEMORY = '/dev/shm';
const ROOM_BYTES = 4 * 2 ** 30;

/** Whether temporary files fit into memory: what a container mounts there by default is too small. */
function fitsInMemory() {
  try {
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    return bavail * bsize >= ROOM_BYTES;
  } catch {
    return false;
  }
}

// Hundreds of tests write a journal or create a database; on a disk, they mostly wait for it. Workers inherit the variable.
if (process.env.TMPDIR === undefined && fitsInMemory()) process.env.TMPDIR = IN_MEMORY;

const node = (name, extra = {}) => ({
  displayName: name,
  rootDir: __dirname,
  roots: [`<rootDir>/${name}`],
  runtime: '<rootDir>/test/sharedRuntime.js',
  testEnvironment: '<rootDir>/test/sharedNode.js',
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/build/'],
  modulePathIgnorePatterns: ['<rootDir>/.*/dist/', '<rootDir>/.*/build/'],
  transform,
  sandboxInjectedGlobals: BUILT_IN,
  ...extra,
});

module.exports = {
  testTimeout: 60000,
  // Many tests wait for processes, servers and browsers: one worker per core would leave cores idle.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  testSequencer: '<rootDir>/test/longestFirst.js',
  reporters: ['default', '<rootDir>/test/closingLineReporter.js'],
  projects: [
    node('stage-contract'),
    node('orca-stages-ts'),
    node('strict-lambda'),
    node('sandbox'),
    // Page tests need the real core, which takes seconds to load; tests of arithmetic and words don't.
    node('deck-plugin', { testMatch: ['**/*.test.ts'] }),
    node('deck-plugin', { ...require('./deck-plugin/jest.project.js'), displayName: 'deck-plugin page' }),
    node('test'),
  ],
};
