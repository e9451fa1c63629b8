const { projects } = require('./jest.config');
const rooms = require('./test/mutants/rooms');

const sidecar = projects.find((project) => project.displayName === 'orca-stages-ts');

/** The tests by which `npm run test:mutants` judges; `test/mutants/collectTests.mjs` loads them, and Jest can run them, too. */
module.exports = {
  ...sidecar,
  displayName: 'mutants',
  roots: ['orca-stages-ts/src', 'stage-contract/src'].map((path) => `<rootDir>/${path}`),
  testMatch: rooms.tests.map((path) => `<rootDir>/${path}`),
  moduleNameMapper: {
    // Workspaces as they are in the copy that is changed, not those that npm has linked.
    '^(stage-contract|strict-lambda)$': '<rootDir>/$1/src/index.ts',
    // PostgreSQL judges as SQLite does, and takes ten times as long.
    '/testJournals$': '<rootDir>/orca-stages-ts/src/testing/sqliteOnly.ts',
  },
};
