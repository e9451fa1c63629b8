import { readdirSync, readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);

/** Jest's own matchers and tables, without Jest. */
const fromJest = createRequire(require.resolve('jest'));
const { expect } = fromJest('expect');
const { bind } = fromJest('jest-each');
const { globsToMatcher } = fromJest('jest-util');

/**
 * Loads the test files of jest.mutants.config.js, once, and gives their tests in order: each runs by itself, with the hooks around it.
 * `beforeAll` and `afterAll` run around every test, so that any choice of tests can be run.
 */
export function collectTests(rootDir) {
  const config = require(join(rootDir, 'jest.mutants.config.js'));
  const inRoot = (path) => path.replace('<rootDir>', rootDir);
  loadTypeScript(rootDir, config.moduleNameMapper, inRoot);
  const isTest = globsToMatcher(config.testMatch.map(inRoot));
  const files = config.roots.flatMap((root) =>
    readdirSync(inRoot(root), { recursive: true })
      .map((path) => join(inRoot(root), path))
      .filter((path) => isTest(path)),
  );
  return files.sort().flatMap((file) => testsOf(file, file.slice(rootDir.length + 1)));
}

/** Compiles what is imported from the root, and maps modules as Jest does. */
function loadTypeScript(rootDir, moduleNameMapper, inRoot) {
  const { transformSync } = require('@swc/core');
  const mapped = Object.entries(moduleNameMapper).map(([pattern, path]) => [new RegExp(pattern), inRoot(path)]);
  const resolveFilename = Module._resolveFilename;
  Module._resolveFilename = (request, ...more) => {
    const [pattern, path] = mapped.find(([candidate]) => candidate.test(request)) ?? [];
    const real = path === undefined ? request : path.replace('$1', pattern.exec(request)[1]);
    return resolveFilename(real, ...more);
  };
  Module._extensions['.ts'] = (module, filename) => {
    const { code } = transformSync(readFileSync(filename, 'utf8'), {
      filename,
      configFile: false,
      swcrc: false,
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'commonjs' },
    });
    module._compile(code, filename);
  };
}

/** A `describe`, or a file: its hooks apply to the tests within. */
class Suite {
  hooks = { beforeAll: [], beforeEach: [], afterEach: [], afterAll: [] };

  constructor(title, parent) {
    this.path = parent === undefined ? [this] : [...parent.path, this];
    this.title = parent === undefined ? title : `${parent.title} › ${title}`;
  }
}

function testsOf(file, name) {
  const tests = [];
  let suite = new Suite(name);
  const it = (title, body) => {
    const [{ path }, id] = [suite, `${suite.title} › ${title}`];
    const isTaken = tests.some((other) => other.id === id);
    tests.push({ id: isTaken ? `${id} (${tests.length})` : id, fileName: file, run: () => runTest(path, body) });
  };
  const describe = (title, body) => {
    const parent = suite;
    suite = new Suite(title, parent);
    body();
    suite = parent;
  };
  it.each = bind(it, true);
  describe.each = bind(describe, false);
  const hooks = Object.keys(suite.hooks).map((kind) => [kind, (hook) => suite.hooks[kind].push(hook)]);
  Object.assign(globalThis, { it, test: it, describe, expect, ...Object.fromEntries(hooks) });
  require(file);
  return tests;
}

async function runTest(path, body) {
  const hooksOf = (kind) => path.flatMap((suite) => suite.hooks[kind]);
  const after = [...hooksOf('afterAll'), ...hooksOf('afterEach')].reverse();
  try {
    for (const hook of [...hooksOf('beforeAll'), ...hooksOf('beforeEach')]) await hook();
    await body();
  } finally {
    for (const hook of after) await hook();
  }
}
