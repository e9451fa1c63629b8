/** What a test needs to run the real @spinnaker/core in jsdom. */
module.exports = {
  testMatch: ['**/*.test.tsx'],
  testEnvironment: '<rootDir>/deck-plugin/jest/pageEnvironment.js',
  setupFiles: ['<rootDir>/deck-plugin/jest/deckGlobals.js'],
  setupFilesAfterEnv: ['<rootDir>/deck-plugin/jest/deckServices.js'],
  moduleNameMapper: {
    // Both packages name only an ES `module`, which jest does not look at.
    '^@spinnaker/(core|presentation)$': '<rootDir>/node_modules/@spinnaker/$1/dist/index.js',
    '^@spinnaker/kayenta$': '<rootDir>/deck-plugin/jest/nothing.js',
    '^root/version\\.json$': '<rootDir>/deck-plugin/jest/nothing.js',
    '\\.(css|less|svg|png|gif|woff2?)$': '<rootDir>/deck-plugin/jest/nothing.js',
    '^react-virtualized$': 'react-virtualized/dist/commonjs',
  },
  // Core and some of what it uses are ES modules.
  transformIgnorePatterns: [
    '/node_modules/(?!(?:@spinnaker|@uirouter|lodash-es|js-worker-search|d3-[a-z]+|zod|react-virtualized)/)',
  ],
};
