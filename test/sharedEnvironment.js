/**
 * An environment that all test files of a worker share, made from one of jest's. It keeps what `sharedRuntime.js` loads
 * into it; that file says why.
 */
module.exports = (Environment) =>
  class SharedEnvironment extends Environment {
    static #shared;

    constructor(...args) {
      if (SharedEnvironment.#shared !== undefined) return SharedEnvironment.#shared;
      super(...args);
      this.kept = { modules: new KeptMap(), transforms: new KeptMap(), sourceMaps: new KeptMap() };
      const { env, exit } = this.global.process;
      this.before = { env: { ...env }, exit };
      SharedEnvironment.#shared = this;
    }

    /** Takes back what jest and a test file may have replaced; everything else stays for the next one. */
    async teardown() {
      this.fakeTimers?.useRealTimers();
      this.fakeTimersModern?.useRealTimers();
      const { process } = this.global;
      process.exit = this.before.exit;
      for (const symbol of Object.getOwnPropertySymbols(this.global))
        if (OF_ONE_FILE.includes(symbol.description)) delete this.global[symbol];
      for (const name of Object.keys(process.env)) if (!(name in this.before.env)) delete process.env[name];
      Object.assign(process.env, this.before.env);
    }
  };

/** Where jest's runner keeps a file's tests, with all that they still refer to, and what the file has set. */
const OF_ONE_FILE = ['JEST_STATE_SYMBOL', 'RETRY_TIMES', 'TEST_TIMEOUT_SYMBOL', 'LOG_ERRORS_BEFORE_RETRY'];

/** A map that outlives the test file: jest clears its own after each one. */
class KeptMap extends Map {
  clear() {}
}
