import { stageDefinitions, type StageType } from 'stage-contract';
import { deploy, FIRST } from '../crash/stages/requests';
import { startStressWorld } from '../stress/stressWorld';
import { PERMISSION_RUNS, REVERT_RUNS } from './permissionRuns';
import { policyFor, provePolicy, SIDECAR_ROLE } from './provePolicy';

/** Statements that AWS cannot limit to functions: alarms and metrics are shared, others have their own limits (buckets, roles, keys, layers), or only regions. */
const OWN_LIMITS = ['ListOfEventSources', 'Layers', 'Networks', 'Code', 'EnvironmentKeys', 'ExecutionRoles'];
/** Names of buckets and roles have no region. */
const WITHOUT_REGION = ['Code', 'ExecutionRoles'];

it.each<[StageType, string[], string[]]>([
  ['Aws.LambdaDeploymentStage', OWN_LIMITS, WITHOUT_REGION],
  ['Aws.LambdaUpdateCodeStage', ['Code', 'EnvironmentKeys'], ['Code']],
  ['Aws.LambdaTrafficRoutingStage', ['ListOfEventSources', 'AlarmsAndMetrics'], []],
  ['Aws.LambdaInvokeStage', [], []],
  ['Aws.LambdaDeleteStage', ['ListOfEventSources'], []],
])(
  'the policy for %s is enough for every run, and without any one part of it a run fails and names what is missing',
  async (type, sameFunction, sameRegion) => {
    const runs = PERMISSION_RUNS.filter(({ request }) => request.type === type);

    const proof = await provePolicy({ stages: stageDefinitions[type].key }, runs);

    expect(proof).toEqual({
      lacking: [],
      superfluous: [],
      sameForOthers: { function: sameFunction, region: sameRegion },
      refused: expect.any(Number) as number,
    });
    expect(proof.refused).toBeGreaterThan(5);
  },
  600_000,
);

it('the policy for going back is enough for every way back, and has nothing else', async () => {
  const proof = await provePolicy({ only: 'revert' }, REVERT_RUNS);

  expect(proof).toEqual({
    lacking: [],
    superfluous: [],
    sameForOthers: { function: ['ListOfEventSources'], region: [] },
    refused: expect.any(Number) as number,
  });
  expect(proof.refused).toBeGreaterThan(5);
}, 600_000);

it('a stage of another function than the configured ones is denied, and its outcome says what, where and what to do', async () => {
  const world = await startStressWorld({ assumeRoleArn: SIDECAR_ROLE });
  try {
    world.lambda.setPolicy(SIDECAR_ROLE, policyFor({}));
    const request = deploy(FIRST, 'one');

    const own = await world.run(request);
    const other = await world.run({ ...request, context: { ...request.context, functionName: 'billing' } });

    const arn = 'arn:aws:lambda:us-east-1:123456789012:function:billing';
    expect(own.outcome.status).toBe('SUCCEEDED');
    expect(other.outcome).toMatchObject({
      status: 'TERMINAL',
      failure: {
        code: 'accessDenied',
        what: expect.stringContaining(
          `is not authorized to perform: lambda:GetFunction on resource: ${arn} because no identity-based policy allows the lambda:GetFunction action`,
        ) as string,
        next: `Allow lambda:GetFunction on ${arn} in the policy of the sidecar's role; \`lambda-stages iam-policy\` prints the minimal policy.`,
      },
    });
  } finally {
    await world.close();
  }
}, 60_000);
