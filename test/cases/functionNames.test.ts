import { deploymentOf } from '../process/support/deploymentOf';
import { lambdaStage } from '../trust/orcaWorld';
import { outcomeOf, refusalOf, stagesOf, startDeploymentWorld, type DeploymentWorld } from './deploymentWorld';

let world: DeploymentWorld;
beforeAll(async () => {
  world = await startDeploymentWorld();
});
afterAll(() => world.close());

const code = { s3bucket: 'builds', s3key: 'v1.zip' };
const STAGES: Record<string, [type: string, fields: Record<string, unknown>]> = {
  Deployment: ['Aws.LambdaDeploymentStage', deploymentOf('v1.zip')],
  'Update Code': ['Aws.LambdaUpdateCodeStage', code],
  Route: [
    'Aws.LambdaTrafficRoutingStage',
    { aliasName: 'live', deploymentStrategy: '$SIMPLE', versionNameA: '1', trafficPercentA: 100 },
  ],
  Invoke: ['Aws.LambdaInvokeStage', {}],
  Delete: ['Aws.LambdaDeleteStage', { version: '1' }],
};
const refusal = async (stage: string, functionName: string): Promise<string> => {
  const [type, fields] = STAGES[stage] ?? ['', {}];
  const execution = await world.run(lambdaStage('', type, { ...fields, functionName }));
  expect(stagesOf(execution)).toBe('TERMINAL');
  return refusalOf(execution, 1);
};

describe.each([
  ['Deployment', 'which belongs in aliases', 'which this stage does not take'],
  ['Update Code', 'which this stage does not take', 'which this stage does not take'],
  ['Route', 'which belongs in aliasName', 'which belongs in versionNameA'],
  ['Invoke', 'which belongs in aliasName', 'which belongs in version'],
  ['Delete', 'which belongs in aliasName', 'which belongs in version'],
])('a function of a %s', (stage, alias, version) => {
  it.each([
    ['name:alias', 'checkout:live', `functionName must be the name alone: checkout, without live, ${alias}`],
    ['name:version', 'checkout:3', `functionName must be the name alone: checkout, without 3, ${version}`],
    [
      'name:$LATEST',
      'checkout:$LATEST',
      'functionName must be the name alone: checkout, without $LATEST, which this stage does not take',
    ],
    [
      'ARN',
      'arn:aws:lambda:us-east-1:123456789012:function:checkout',
      'functionName must be the name alone: checkout.',
    ],
    [
      'ARN with an alias',
      'arn:aws:lambda:us-east-1:123456789012:function:checkout:live',
      `functionName must be the name alone: checkout, without live, ${alias}`,
    ],
    ['short ARN', '123456789012:function:checkout', 'functionName must be the name alone: checkout.'],
  ])('given as %s is refused with the right spelling', async (_title, functionName, words) => {
    expect(await refusal(stage, functionName)).toContain(words);
  });
});

it('an ARN of another region and another AWS account is refused with both', async () => {
  const said = await refusal('Invoke', 'arn:aws:lambda:eu-west-1:210987654321:function:checkout');

  expect(said).toContain('it names region eu-west-1, but region is us-east-1');
  expect(said).toContain("local is AWS account 123456789012, but the function's ARN names account 210987654321");
});

it('an ARN of the same region and AWS account says nothing of them', async () => {
  const said = await refusal('Invoke', 'arn:aws:lambda:us-east-1:123456789012:function:checkout');

  expect(said).not.toMatch(/region|AWS account/);
});

it.each(['Deployment', 'Update Code'])('code with another hash fails a %s, which names codeSha256', async (stage) => {
  const name = `hash-${stage.replace(' ', '-')}`;
  const codeSha256 = `${'A'.repeat(43)}=`;
  await world.run(world.deploy(name));

  const execution = await world.run(
    stage === 'Deployment' ? world.deploy(name, { codeSha256 }) : world.updateCode(name, { codeSha256 }),
  );

  expect(outcomeOf(execution, 1, 'failure')).toMatchObject({
    code: 'codeMismatch',
    what: expect.stringContaining(`but codeSha256 says ${codeSha256}`) as string,
    problems: [{ field: 'codeSha256', code: 'notTheCode' }],
  });
});
