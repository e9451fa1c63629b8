import jest from 'eslint-plugin-jest';
import tseslint from 'typescript-eslint';

const NO_ENUM = { selector: 'TSEnumDeclaration', message: 'Use a union.' };
const NO_BARE_READING = {
  selector: "MemberExpression[object.name='JSON'][property.name='parse']",
  message: 'Read what is stored with its StoredDocument.',
};
const NO_STAGE_WORDS = {
  selector: 'Identifier[name=/alias|routing|weight|revertTimer|claim|lambda/i]',
  message:
    'The engine knows no aliases and no service of AWS: ask the stage (model/stage.ts), or name the general thing.',
};

/** Our rules that a machine can check; the direction of imports is in .dependency-cruiser.cjs. */
export default tseslint.config(
  { ignores: ['**/node_modules/', '**/dist/', '**/build/', '.sandbox/', 'sandbox/samples/**/*.js', '**/.cache/'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-syntax': ['error', NO_ENUM],
      eqeqeq: 'error',
      complexity: ['error', 15],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['orca-stages-ts/src/**/*.ts'],
    ignores: [
      'orca-stages-ts/src/model/clock.ts',
      'orca-stages-ts/src/journal/machineTime.ts',
      '**/*.test.ts',
      'orca-stages-ts/src/testing/**',
    ],
    rules: {
      'no-restricted-properties': ['error', { object: 'Date', property: 'now', message: 'Time comes from the clock.' }],
      'no-restricted-globals': [
        'error',
        { name: 'setTimeout', message: 'Time comes from the clock.' },
        { name: 'setInterval', message: 'Time comes from the clock.' },
      ],
    },
  },
  {
    // Stored documents are read by a StoredDocument, which knows their versions and schemas.
    files: ['orca-stages-ts/src/{engine,journal}/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-syntax': ['error', NO_ENUM, NO_BARE_READING],
    },
  },
  {
    // The engine does not know what stages are about: it knows follow-ups, holds and resources.
    files: ['orca-stages-ts/src/engine/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-syntax': ['error', NO_ENUM, NO_BARE_READING, NO_STAGE_WORDS],
    },
  },
  {
    files: ['**/*.test.ts', '**/*.test.tsx'],
    ...jest.configs['flat/recommended'],
    rules: {
      ...jest.configs['flat/recommended'].rules,
      'jest/no-focused-tests': 'error',
      'jest/no-disabled-tests': 'error',
      'jest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*', '*.expect*'] }],
      'max-lines': 'off',
    },
  },
  {
    files: ['**/*.js', '**/*.cjs', '**/*.mjs'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
