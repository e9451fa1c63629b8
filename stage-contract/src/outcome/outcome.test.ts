import { adviceFor, ERROR_CODES, type ErrorCode } from '../errorCodes';
import { formVoice } from '../messages/formVoice';
import { say } from '../messages/say';
import { API_VOICE } from '../messages/voice';
import { cancelRequestSchema, operationRequestSchema } from '../operation';
import { StageError } from '../stageError';
import { OUTCOME_FORMAT_VERSION, outcomeSchema, type Outcome } from './outcome';

/** An outcome with everything that it can contain. */
const example: Outcome = {
  formatVersion: OUTCOME_FORMAT_VERSION,
  id: 'o-1',
  stageType: 'Aws.LambdaTrafficRoutingStage',
  status: 'SUCCEEDED',
  progress: 'live sends 10% to v42',
  target: { account: 'prod', region: 'eu-west-1', functionName: 'checkout-api', aliasName: 'live' },
  startedAt: '2026-11-21T14:00:05Z',
  endedAt: '2026-11-21T14:00:06Z',
  deadlineAt: '2026-11-21T14:54:05Z',
  baseline: { version: '41', publishedAt: '2026-11-01T10:00:00Z', codeSha256: 'abc=' },
  candidate: { version: '42' },
  routing: {
    before: { mainVersion: '41' },
    highest: { mainVersion: '41', additionalVersion: '42', additionalWeightPercent: 10 },
    now: { mainVersion: '41', additionalVersion: '42', additionalWeightPercent: 10 },
    wanted: { mainVersion: '41' },
  },
  steps: [
    {
      id: 'route',
      sentence: 'Send 10% of live to v42',
      state: 'done',
      startedAt: '2026-11-21T14:00:05Z',
      endedAt: '2026-11-21T14:00:06Z',
      attempts: 2,
      note: 'after a throttle',
    },
  ],
  timeline: [{ at: '2026-11-21T14:00:06Z', routing: { mainVersion: '41' }, reason: 'canary' }],
  differences: [{ change: 'changed', setting: 'Memory', before: '128 MB', after: '512 MB' }],
  aliases: [{ alias: 'live', routing: { mainVersion: '41' }, note: 'kept' }],
  invocations: [
    {
      index: 1,
      ok: false,
      statusCode: 200,
      executedVersion: '42',
      durationMs: 12,
      functionError: 'Unhandled',
      requestId: 'r',
      response: '{}',
      responseBytes: 2,
      responseSha256: 'ff',
      logTail: 'END',
      assertions: [{ condition: 'Body', expected: 'a', got: 'b', ok: false }],
    },
  ],
  deletions: [{ version: '40', result: 'protected', reason: 'alias live sends 90% to it' }],
  awsCalls: [
    {
      at: '2026-11-21T14:00:05Z',
      call: 'UpdateAlias',
      requestId: 'r',
      durationMs: 30,
      error: 'TooManyRequestsException',
    },
  ],
  omitted: { awsCalls: 3 },
  warnings: ['No previous version: 100% at once.'],
  failure: {
    code: 'awsRefused',
    what: 'x',
    where: 'y',
    awsCode: 'z',
    awsMessage: 'm',
    awsRequestId: 'r',
    step: 's',
    attempts: 2,
    restored: 'live → v41',
    next: 'n',
    problems: [{ field: 'f', message: 'm' }],
  },
  outputs: { 'deployment:majorVersionDeployed': '42', functionVersion: '42', nested: { any: [1] } },
};

describe('the outcome', () => {
  it('is read as it was written', () => {
    const read = outcomeSchema.parse(JSON.parse(JSON.stringify(example)));

    expect(read).toEqual(example);
  });

  it('keeps the kind of a step, unless only a newer release knows it', () => {
    const [step] = example.steps;
    const steps = ['hold', 'ofNewerRelease', undefined].map((kind) => ({ ...step, kind }));

    const read = outcomeSchema.parse({ ...example, steps });

    expect(read.steps.map(({ kind }) => kind)).toEqual(['hold', undefined, undefined]);
  });

  it.each([
    ['progress', undefined],
    ['progress', 7],
    ['status', 'DONE'],
    ['target', {}],
    ['steps', undefined],
  ])('is rejected if %s is %j', (name, value) => {
    const result = outcomeSchema.safeParse({ ...example, [name]: value });

    expect(result.success).toBe(false);
  });
});

describe('error codes', () => {
  it.each(Object.entries(ERROR_CODES))('%s says what to do next, for programs and in forms', (_code, { next }) => {
    expect(next(API_VOICE)).toMatch(/^[A-Z].*\.$/);
    expect(next(formVoice('Aws.LambdaTrafficRoutingStage'))).toMatch(/^[A-Z].*\.$/);
  });

  it.each(Object.entries(ERROR_CODES))('%s says whether a retry can help', (code, { retryable }) => {
    const error = new StageError({ code: code as ErrorCode, what: say('executionCancelled', {}), where: 'checkout' });

    expect(error.retryable).toBe(retryable);
    expect(error.message).toBe(`The execution was cancelled. (checkout) ${adviceFor(code as ErrorCode)}`);
  });

  it('are replaced by better advice, and keep the cause', () => {
    const cause = new Error('socket hang up');

    const error = new StageError({
      code: 'awsUnavailable',
      what: say('executionCancelled', {}),
      where: 'checkout',
      next: say('publishFirst', {}),
      cause,
    });

    expect([error.message, error.cause, error.code, error.name]).toEqual([
      'The execution was cancelled. (checkout) Publish a version with a Deployment stage first, or enter a version number.',
      cause,
      'awsUnavailable',
      'StageError',
    ]);
  });
});

describe('the request', () => {
  const request = {
    executionId: 'e',
    stageId: 's',
    type: 'Aws.LambdaDeleteStage',
    attempt: 1_700_000_000_000,
    context: {},
  };

  it('is read with everything that Orca sends', () => {
    const read = operationRequestSchema.parse({
      ...request,
      application: 'demo',
      pipelineName: 'Canary',
      user: 'demo',
      allowedAccounts: ['local'],
      refId: '1',
      stageName: 'Delete',
      more: 1,
    });

    expect(read).toMatchObject({ ...request, allowedAccounts: ['local'] });
  });

  it.each<[string, unknown, string]>([
    ['attempt', undefined, 'invalid_type'],
    ['attempt', 'x', 'invalid_type'],
    ['type', 'lambdaDelete', 'invalid_value'],
    ['stageId', '', 'too_small'],
    ['executionId', 7, 'invalid_type'],
  ])('is rejected if %s is %j', (name, value, code) => {
    const result = operationRequestSchema.safeParse({ ...request, [name]: value });

    expect(result.success ? [] : result.error.issues.map((issue) => [issue.path, issue.code])).toEqual([
      [[name], code],
    ]);
  });

  it('to cancel needs only the stage', () => {
    const read = cancelRequestSchema.parse({ stageId: 's' });

    expect(read).toEqual({ stageId: 's' });
  });
});
