import { contextKeys } from './contextKeys';

describe('what Orca gets for the context of a stage', () => {
  it.each([
    [
      'Aws.LambdaDeploymentStage',
      { codeSha256: 'of the last run', functionARN: 'arn', functionVersion: '7' },
      { functionARN: 'arn', functionVersion: '7' },
    ],
    ['Aws.LambdaUpdateCodeStage', { codeSha256: 'of the last run', versionId: '7' }, { versionId: '7' }],
    [
      'Aws.LambdaTrafficRoutingStage',
      { functionName: 'checkout', routing: { mainVersion: '7' } },
      { routing: { mainVersion: '7' } },
    ],
  ])("leaves out of %s what a restart would read as the author's own input", (type, outputs, expected) => {
    expect(contextKeys(type, outputs)).toEqual(expected);
  });
});
