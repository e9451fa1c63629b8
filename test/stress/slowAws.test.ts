import { UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import type { Fault } from 'strict-lambda';
import type { CrashStage } from '../crash/crashStage';
import { STRESS_STAGES } from './stressStages';
import { FUNCTION_NAME } from '../crash/liveState';
import { startStressWorld, type StressRun, type StressWorld } from './stressWorld';

const SECOND = 1000,
  MINUTE = 60 * SECOND,
  DAY = 24 * 60 * MINUTE;
let world: StressWorld;
beforeAll(async () => {
  world = await startStressWorld();
});
afterAll(() => world.close());

/** A stage of the crash matrix by its title, after what comes before it. */
async function prepared(title: string, more?: (world: StressWorld) => Promise<void>): Promise<CrashStage> {
  const stage = STRESS_STAGES.find((candidate) => candidate.title === title);
  if (stage === undefined) throw new Error(`There is no stage "${title}".`);
  await world.prepare(stage.before, more);
  return stage;
}

const looks = (run: StressRun): number => run.calls.filter((call) => call.operation === 'GetFunction').length;

describe('IAM that has not caught up', () => {
  const cases: [string, string, Fault, RegExp][] = [
    [
      'the execution role',
      'Deployment, create',
      { kind: 'roleNotYetAssumable', operation: 'CreateFunction' },
      /cannot assume .*up to 60 s to take effect in IAM/,
    ],
    [
      'a permission of the execution role',
      'Deployment, create with everything',
      { kind: 'roleLacksPermission', permission: 'ReceiveMessage on SQS', operation: 'CreateEventSourceMapping' },
      /lacks a permission .*ReceiveMessage on SQS.*up to 60 s to take effect in IAM/,
    ],
    [
      'a permission to read',
      'Route $SIMPLE',
      { kind: 'accessDenied', operation: 'GetAlias' },
      /denied GetAlias.*up to 60 s to take effect in IAM/,
    ],
    [
      'a permission to change',
      'Deployment, code',
      { kind: 'accessDenied', operation: 'UpdateFunctionCode', after: 1 },
      /denied UpdateFunctionCode.*up to 60 s to take effect in IAM/,
    ],
    [
      'a permission to invoke',
      'Invoke once',
      { kind: 'accessDenied', operation: 'Invoke' },
      /denied Invoke.*up to 60 s to take effect in IAM/,
    ],
  ];

  it.each(cases)('with %s is waited for, and the progress says so', async (_what, title, fault, words) => {
    const stage = await prepared(title);
    const undisturbed = await world.run(stage.request);

    const run = await world.run(stage.request, { faults: [{ ...fault, forMs: 40 * SECOND }] });

    expect(run.outcome.status).toBe('SUCCEEDED');
    expect({ state: run.state, runs: run.runs }).toEqual({ state: undisturbed.state, runs: undisturbed.runs });
    expect(run.tookMs).toBeGreaterThan(39 * SECOND);
    expect([...run.progress].join('\n')).toMatch(words);
  });

  it.each(cases)('with %s for more than a minute fails with the reason', async (_what, title, fault) => {
    const stage = await prepared(title);

    const run = await world.run(stage.request, { faults: [{ ...fault, forMs: DAY }] });

    expect(run.outcome).toMatchObject({
      status: 'TERMINAL',
      failure: {
        code: fault.kind === 'roleNotYetAssumable' ? 'roleNotAssumable' : 'accessDenied',
        awsCode: expect.stringMatching(/AccessDenied|InvalidParameterValue/) as string,
      },
    });
    expect(run.tookMs).toBeGreaterThanOrEqual(MINUTE);
    expect(run.tookMs).toBeLessThan(MINUTE + 15 * SECOND);
  });

  it('is not waited for beyond the deadline', async () => {
    const stage = await prepared('Route $SIMPLE');

    const run = await world.run(stage.request, {
      faults: [{ kind: 'accessDenied', operation: 'UpdateAlias', forMs: DAY }],
      stageTimeoutMs: 40 * SECOND,
    });

    expect(run.outcome.failure).toMatchObject({
      code: 'deadlineExceeded',
      awsCode: 'AccessDeniedException',
      next: expect.stringContaining('Allow lambda:UpdateAlias on') as string,
    });
    expect(run.tookMs).toBeLessThan(40 * SECOND);
  });

  it('is not waited for if a policy denies explicitly', async () => {
    const stage = await prepared('Route $SIMPLE');

    const run = await world.run(stage.request, {
      faults: [{ kind: 'accessDenied', explicit: true, operation: 'UpdateAlias', forMs: DAY }],
    });

    expect(run.outcome.failure).toMatchObject({
      code: 'accessDenied',
      restored: expect.stringMatching(/^live stays at/) as string,
    });
    expect(run.tookMs).toBeLessThan(SECOND);
  });
});

describe('changes that take AWS minutes', () => {
  it.each(['Deployment, create', 'Deployment, code and configuration', 'Update Code'])(
    'are waited for by %s, without polling more and more often',
    async (title) => {
      const stage = await prepared(title);

      const run = await world.run(stage.request, { settleMs: 4 * MINUTE });

      expect(run.outcome.status).toBe('SUCCEEDED');
      expect(run.tookMs).toBeGreaterThan(4 * MINUTE);
      expect(looks(run) / (run.tookMs / MINUTE)).toBeLessThan(25);
      expect([...run.progress].join('\n')).toMatch(/Waiting for .* to settle \((Pending|InProgress)/);
    },
  );

  it('end at the deadline, saying what AWS was waiting for, and not what it had rejected earlier', async () => {
    const stage = await prepared('Deployment, code');

    const run = await world.run(stage.request, {
      settleMs: DAY,
      stageTimeoutMs: 10 * MINUTE,
      faults: [{ kind: 'throttle', operation: 'GetFunction', after: 2 }],
    });

    expect(run.outcome.failure).toMatchObject({
      code: 'deadlineExceeded',
      what: expect.stringMatching(/Waiting for checkout to settle \(InProgress/) as string,
    });
    expect(run.outcome.failure?.awsCode).toBeUndefined();
    expect(run.tookMs).toBeGreaterThanOrEqual(9 * MINUTE);
    expect(run.tookMs).toBeLessThan(10 * MINUTE);
  });

  it.each([
    [
      'Deployment, create',
      'CreateFunction',
      /its state is Failed: InsufficientRolePermissions: The role may not call EC2\./,
    ],
    [
      'Deployment, configuration',
      'UpdateFunctionConfiguration',
      /the update failed: InsufficientRolePermissions: The role may not call EC2\./,
    ],
    [
      'Update Code',
      'UpdateFunctionCode',
      /the update failed: InsufficientRolePermissions: The role may not call EC2\./,
    ],
  ])("and then fail end %s with AWS's reason", async (title, operation, reason) => {
    const stage = await prepared(title);

    const run = await world.run(stage.request, {
      settleMs: 2 * MINUTE,
      faults: [
        {
          kind: 'settleFailed',
          operation,
          reason: 'The role may not call EC2.',
          code: 'InsufficientRolePermissions',
          forMs: DAY,
        },
      ],
    });

    expect(run.outcome).toMatchObject({
      status: 'TERMINAL',
      failure: { code: 'settleFailed', what: expect.stringMatching(reason) as string },
    });
  });
});

describe('a function that nobody has called for weeks', () => {
  const vpc = async (before: StressWorld): Promise<void> => {
    before.lambda.setSettleDelayMs(0);
    await before.aws.send(
      new UpdateFunctionConfigurationCommand({
        FunctionName: FUNCTION_NAME,
        VpcConfig: { SubnetIds: ['subnet-0a1b2c3d'], SecurityGroupIds: ['sg-0a1b2c3d'] },
      }),
    );
    // The first look finds it settled.
    await before.state();
  };
  const headOnly = (stage: CrashStage): CrashStage['request'] => ({ ...stage.request, context: {} });

  it.each<[string, (world: StressWorld) => Promise<void>]>([
    ['without', () => Promise.resolve()],
    ['with', vpc],
  ])('and is %s a VPC is retried until AWS has made it ready, and runs once', async (_vpc, more) => {
    const stage = await prepared('Invoke once', async (before) => {
      await more(before);
      before.lambda.makeIdle({ functionName: FUNCTION_NAME, recoverMs: 90 * SECOND });
    });

    const run = await world.run(headOnly(stage));

    expect({ status: run.outcome.status, runs: run.runs }).toEqual({ status: 'SUCCEEDED', runs: 1 });
    expect(run.tookMs).toBeGreaterThan(90 * SECOND);
    expect([...run.progress].join('\n')).toMatch(/not ready for Invoke|following state: Pending/);
  });

  it('and that AWS cannot make ready ends at the deadline with the reason', async () => {
    const stage = await prepared('Invoke once', (before) => {
      before.lambda.makeIdle({ functionName: FUNCTION_NAME, recoverMs: 20 * SECOND, failure: 'The subnet has gone.' });
      return Promise.resolve();
    });

    const run = await world.run(headOnly(stage), { stageTimeoutMs: 5 * MINUTE });

    expect(run.outcome.failure).toMatchObject({
      code: 'deadlineExceeded',
      what: expect.stringMatching(/not ready|state: Pending/) as string,
      awsCode: expect.any(String) as string,
    });
    expect({ runs: run.runs, late: run.tookMs > 5 * MINUTE }).toEqual({ runs: 0, late: false });
  });

  it('is deployed like any other', async () => {
    const stage = await prepared('Deployment, code', (before) => {
      before.lambda.makeIdle({ functionName: FUNCTION_NAME, recoverMs: MINUTE });
      return Promise.resolve();
    });

    const run = await world.run(stage.request);

    expect(run.outcome.status).toBe('SUCCEEDED');
  });

  it('keeps its version, and the outcome says that it sleeps', async () => {
    const stage = await prepared('Deployment, reuse', (before) => {
      before.lambda.makeIdle({ functionName: FUNCTION_NAME, version: '1', recoverMs: MINUTE });
      return Promise.resolve();
    });

    const run = await world.run(stage.request);

    expect(run.outcome).toMatchObject({ status: 'SUCCEEDED', outputs: { functionVersion: '1', versionReused: true } });
    expect(JSON.stringify(run.outcome.steps)).toContain('v1 is Inactive, because nobody has called it for weeks');
  });
});

it('a throttle is waited out for as long as AWS asks', async () => {
  const stage = await prepared('Route $SIMPLE');

  const run = await world.run(stage.request, {
    faults: [{ kind: 'throttle', retryAfterSeconds: 45, operation: 'UpdateAlias' }],
  });

  expect(run.outcome.status).toBe('SUCCEEDED');
  expect(run.tookMs).toBeGreaterThanOrEqual(45 * SECOND);
});

describe('a move of the alias that AWS executes after the stage has reverted', () => {
  const lateMove: Fault[] = [
    { kind: 'slow', operation: 'UpdateAlias', ms: 50 * SECOND },
    { kind: 'error5xx', status: 503, operation: 'UpdateAlias', after: 1, forMs: 41 * SECOND },
  ];

  it.each(['Route $SIMPLE', 'Route $WEIGHTED', 'Route $GRADUAL', 'Deployment, moving its alias'])(
    'is rejected: %s',
    async (title) => {
      const stage = await prepared(title);
      const before = await world.state();

      const run = await world.run(stage.request, { faults: lateMove, stageTimeoutMs: 40 * SECOND });

      expect(run.outcome.status).toBe('TERMINAL');
      expect(run.tookMs).toBeLessThan(50 * SECOND);
      expect(
        run.calls
          .filter((call) => call.operation === 'UpdateAlias')
          .map((call) => call.status)
          .at(-1),
      ).toBe(412);
      expect(run.state.aliases).toEqual(before.aliases);
    },
  );
});
