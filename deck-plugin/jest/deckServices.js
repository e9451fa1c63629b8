/** Core's account service needs AngularJS, which a test of a form does not start: it answers as a Gate with two accounts would. */
const { AccountService } = require('@spinnaker/core');

beforeEach(() => {
  jest.spyOn(AccountService, 'listAccounts').mockImplementation(() => Promise.resolve([
    { name: 'local', type: 'aws', regions: [{ name: 'us-east-1' }, { name: 'eu-west-1' }] },
    { name: 'prod', type: 'aws', regions: [{ name: 'eu-central-1' }] },
  ]));
});
afterEach(() => { jest.restoreAllMocks(); });
