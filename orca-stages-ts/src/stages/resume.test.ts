import { GetAliasCommand, ListVersionsByFunctionCommand } from '@aws-sdk/client-lambda';
import type { StageType } from 'stage-contract';
import { deploymentOf } from '../testing/deploymentOf';
import { startBench, type CheckpointName, type StageBench } from '../testing/stageBench';

const POINTS: readonly CheckpointName[] = ['beforeIntent', 'afterIntent', 'afterCall', 'afterResult'];
const execution = { executionId: 'execution-2' };
let bench: StageBench;

const deployment = (key: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  ...deploymentOf(key),
  ...more,
});

/** What happened before the stage that is killed. */
async function prepare(upTo: 'nothing' | 'deployed' | 'updated' | 'canary' | 'promoted'): Promise<void> {
  if (upTo === 'nothing') return;
  await bench.run('Aws.LambdaDeploymentStage', deployment('v1.zip'), { executionId: 'execution-1' });
  if (upTo === 'deployed') return;
  await bench.run('Aws.LambdaDeploymentStage', deployment('v2.zip'), execution);
  if (upTo === 'updated') return;
  await bench.run(
    'Aws.LambdaTrafficRoutingStage',
    {
      aliasName: 'live',
      deploymentStrategy: '$WEIGHTED',
      versionNameA: '$LATEST',
      trafficPercentA: 10,
      versionNameB: '$PREVIOUS',
    },
    execution,
  );
  if (upTo === 'canary') return;
  await bench.run(
    'Aws.LambdaTrafficRoutingStage',
    { aliasName: 'live', deploymentStrategy: '$SIMPLE', versionNameA: '$LATEST' },
    execution,
  );
}

interface Case {
  title: string;
  before: Parameters<typeof prepare>[0];
  type: StageType;
  fields: Record<string, unknown>;
  versions: string[];
  main: string;
  weights: Record<string, number>;
}

const CASES: Case[] = [
  {
    title: 'Deployment that creates',
    before: 'nothing',
    type: 'Aws.LambdaDeploymentStage',
    fields: deployment('v1.zip'),
    versions: ['1'],
    main: '1',
    weights: {},
  },
  {
    title: 'Deployment that updates code and configuration',
    before: 'deployed',
    type: 'Aws.LambdaDeploymentStage',
    fields: deployment('v2.zip', { memorySize: 256 }),
    versions: ['1', '2'],
    main: '1',
    weights: {},
  },
  {
    title: 'Update Code',
    before: 'deployed',
    type: 'Aws.LambdaUpdateCodeStage',
    fields: { s3bucket: 'builds', s3key: 'v2.zip', publish: true },
    versions: ['1', '2'],
    main: '1',
    weights: {},
  },
  {
    title: 'Route, weighted',
    before: 'updated',
    type: 'Aws.LambdaTrafficRoutingStage',
    fields: {
      aliasName: 'live',
      deploymentStrategy: '$WEIGHTED',
      versionNameA: '$LATEST',
      trafficPercentA: 10,
      versionNameB: '$PREVIOUS',
    },
    versions: ['1', '2'],
    main: '1',
    weights: { 2: 0.1 },
  },
  {
    title: 'Route, simple',
    before: 'canary',
    type: 'Aws.LambdaTrafficRoutingStage',
    fields: { aliasName: 'live', deploymentStrategy: '$SIMPLE', versionNameA: '$LATEST' },
    versions: ['1', '2'],
    main: '2',
    weights: {},
  },
  {
    title: 'Route, gradual',
    before: 'updated',
    type: 'Aws.LambdaTrafficRoutingStage',
    fields: {
      aliasName: 'live',
      deploymentStrategy: '$GRADUAL',
      steps: [{ weightPercent: 10, holdSeconds: 1 }, { check: {} }, { weightPercent: 50 }],
    },
    versions: ['1', '2'],
    main: '2',
    weights: {},
  },
  {
    title: 'Delete',
    before: 'promoted',
    type: 'Aws.LambdaDeleteStage',
    fields: { version: '$PREVIOUS' },
    versions: ['2'],
    main: '2',
    weights: {},
  },
];

const start = (): Promise<StageBench> =>
  startBench().then(async (started) => {
    await started.putCode('v1.zip', 'one');
    await started.putCode('v2.zip', 'two');
    return started;
  });

async function state(): Promise<{ versions: string[]; main: string | undefined; weights: Record<string, number> }> {
  const listed = await bench.aws.send(new ListVersionsByFunctionCommand({ FunctionName: 'checkout' }));
  const live = await bench.aws.send(new GetAliasCommand({ FunctionName: 'checkout', Name: 'live' }));
  return {
    versions: (listed.Versions ?? [])
      .map((version) => version.Version ?? '')
      .filter((version) => version !== '$LATEST')
      .sort(),
    main: live.FunctionVersion,
    weights: live.RoutingConfig?.AdditionalVersionWeights ?? {},
  };
}

/**
 * Calls that may be repeated after a crash, because AWS answers the second one like the first: publishing unchanged
 * code returns the existing version, uploading the same code (or a dry run of it) creates no version, and a deleted
 * version stays deleted. A health check whose response was lost is repeated; the candidate must cope with that.
 */
const REPEATABLE: ReadonlySet<string> = new Set(['PublishVersion', 'UpdateFunctionCode', 'DeleteFunction', 'Invoke']);

/** Calls beyond those of an undisturbed run that are not repeatable. */
function surplus(calls: readonly string[], undisturbedCalls: readonly string[]): string[] {
  const left = [...undisturbedCalls];
  return calls.filter((call) => {
    const index = left.indexOf(call);
    if (index >= 0) left.splice(index, 1);
    return index < 0 && !REPEATABLE.has(call);
  });
}

afterEach(async () => {
  await bench.close();
});

describe.each(CASES)('$title', (row) => {
  it('ends as without a crash, and does nothing twice, if the process is killed at any point of any step', async () => {
    bench = await start();
    await prepare(row.before);
    const beginAgain = await bench.keep();
    bench.lambda.clearCalls();
    // A run without a crash shows which steps and mutating calls are right.
    const outcome = await bench.run(row.type, row.fields, execution),
      mutations = bench.mutations();
    const steps = outcome.steps.map((step) => step.id);
    const seen: Record<string, unknown> = {},
      expected: Record<string, unknown> = {};

    for (const step of steps) {
      for (const point of POINTS) {
        await beginAgain();
        bench.lambda.clearCalls();
        const killed = bench.killAt((at, id) => at === point && id === step);
        const id = await bench.begin(row.type, row.fields, execution);
        await Promise.race([killed, bench.ended(id)]);
        const resumed = await bench.ended(id);
        const key = `${step} ${point}`;
        seen[key] = {
          status: resumed.status,
          failure: resumed.failure?.what,
          outputs: resumed.outputs['functionVersion'],
          ...(await state()),
          surplus: surplus(bench.mutations(), mutations),
        };
        expected[key] = {
          status: 'SUCCEEDED',
          failure: undefined,
          outputs: outcome.outputs['functionVersion'],
          versions: row.versions,
          main: row.main,
          weights: row.weights,
          surplus: [],
        };
      }
    }

    expect(steps.length).toBeGreaterThan(0);
    expect(seen).toEqual(expected);
  }, 120_000);
});
