const Runtime = require('jest-runtime').default;

/**
 * Loads each module once per worker, and not once per test file: each file would load, compile and warm up the engine,
 * the strict Lambda, AWS's SDK and Deck's core anew, which took a third of the time of all tests. So what a module keeps
 * is kept from one test file to the next, as in any program; what a test replaces, it puts back. A test file that
 * replaces modules (`jest.mock`) names an environment of jest's own in its docblock, and gets modules of its own.
 */
module.exports = class SharedRuntime extends Runtime {
  constructor(...args) {
    super(...args);
    const { kept } = this._environment;
    if (kept === undefined) return;
    if (![this._moduleRegistry, this._fileTransforms, this._sourceMapRegistry].every((map) => map instanceof Map))
      throw new Error('This jest keeps modules in another way: change sharedRuntime.js.');
    this._moduleRegistry = kept.modules;
    this._fileTransforms = kept.transforms;
    this._sourceMapRegistry = kept.sourceMaps;
  }

  teardown() {
    const { kept } = this._environment;
    if (kept === undefined) return super.teardown();
    this.restoreAllMocks();
    // The test's hooks belong to its file. The rest of this runtime stays in use: its modules may load others later.
    for (const path of [this._testPath, ...this._config.setupFilesAfterEnv]) kept.modules.delete(path);
    this._internalModuleRegistry.clear();
    this._mainModule = null;
  }
};
