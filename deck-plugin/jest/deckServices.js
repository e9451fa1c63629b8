/**
 * Core's account service needs AngularJS, which a test of a form does not start: unless a test says otherwise, it has not answered yet,
 * and a form must not need it.
 */
// Core starts clocks while it loads. Nothing stops them, so they would keep the process from ending.
const { setInterval } = window;
window.setInterval = () => 0;
const { AccountService } = require('@spinnaker/core');
window.setInterval = setInterval;
const { cleanup } = require('@testing-library/react');

/** React says so once of each component of core's that is older than React's newer rules; nobody here can change them. */
const warn = console.warn.bind(console);

beforeEach(() => {
  jest.spyOn(console, 'warn').mockImplementation((...words) => {
    if (!String(words[0]).includes('has been renamed, and is not recommended')) warn(...words);
  });
  jest.spyOn(AccountService, 'listAccounts').mockImplementation(() => new Promise(() => undefined));
});
afterEach(() => {
  // The library does so in the test file that loads it first.
  cleanup();
  jest.restoreAllMocks();
});
