import { readConfiguration } from '../../../orca-stages-ts/src/config/readConfiguration';
import { sidecarYaml } from './sidecarYaml';

const ports = { sandbox: 9000, lambda: 4566, sidecar: 8080 };
const state = { tokenFile: '/home/o\'neill/a "b"/sidecar-token', journalFile: '/home/o\'neill/a "b"/journal.sqlite' };

describe("the sidecar's configuration in the sandbox", () => {
  it('is accepted by the sidecar, whatever the folder is called', () => {
    const reading = readConfiguration(sidecarYaml(ports, state, ['us-east-1', 'eu-west-1', 'ap-south-1'], true));

    expect(reading).toMatchObject({
      ok: true,
      configuration: {
        publicUrl: 'http://127.0.0.1:8080',
        tokens: [{ tokenFile: state.tokenFile }],
        accounts: [
          {
            name: 'local',
            accountId: '123456789012',
            regions: ['us-east-1', 'eu-west-1', 'ap-south-1'],
            lambdaEndpoint: 'http://127.0.0.1:4566',
            events: { snsTopicArn: 'arn:aws:sns:us-east-1:123456789012:lambda-stages' },
          },
          { name: 'staging', accountId: '210987654321', regions: ['us-east-1', 'eu-west-1', 'ap-south-1'] },
        ],
        journal: { file: state.journalFile },
        orca: { baseUrl: 'http://127.0.0.1:9000/orca' },
      },
    });
  });

  it("has no Orca if the sandbox's own is not started", () => {
    const reading = readConfiguration(sidecarYaml(ports, state, ['us-east-1'], false));

    expect(reading.ok && reading.configuration.orca.baseUrl).toBeUndefined();
  });
});
