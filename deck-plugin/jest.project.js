/** What a test needs to run the real @spinnaker/core in jsdom. */
module.exports = { testEnvironment: 'jsdom' };
