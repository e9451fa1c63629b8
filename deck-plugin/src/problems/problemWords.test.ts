import { problem } from 'stage-contract';
import { isNeeded, problemsOf } from './problemsOf';
import { neededWords, problemLine, problemSentence } from './problemWords';

const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const INVOKE = 'Aws.LambdaInvokeStage';
const DEPLOYMENT = 'Aws.LambdaDeploymentStage';

describe('problems in words', () => {
  it('say only once what is missing, and not that a malformed value is missing too', () => {
    expect(
      problemsOf('Aws.LambdaUpdateCodeStage', {
        account: 'a',
        region: 'us-east-1',
        functionName: 'f',
        s3bucket: 'BAD!',
        s3key: 'k',
      }),
    ).toEqual([problem('s3bucket', 'expectedForm', { form: 'bucket' })]);
  });

  it('name the part of a field', () => {
    const path = problem('expect.jsonPath.0.path', 'expectedForm', { form: 'jsonPath' });
    const weight = problem('steps.1.weightPercent', 'weightNotHigher', { weight: 5, before: 10 });

    expect([
      problemLine(INVOKE, path, 'Expectations'),
      problemLine(ROUTE, weight, 'Steps'),
      problemLine(ROUTE, weight, 'Step 2', 'steps.1'),
      problemSentence(ROUTE, weight),
      problemSentence(ROUTE, problem('healthCheck.attempts', 'expectedWholeNumber', { min: 1, max: 20 })),
      problemSentence(ROUTE, problem('healthCheck.timeoutSeconds', 'expectedWholeNumber', { min: 1, max: 900 })),
      problemSentence(DEPLOYMENT, problem('timeout', 'expectedWholeNumber', { min: 1 })),
      problemSentence(DEPLOYMENT, problem('envVariables.1A', 'expectedForm', { form: 'variableName' })),
      problemSentence(ROUTE, problem('account', 'required', {})),
      problemSentence(ROUTE, problem('', 'cannotBeChecked', { reason: 'odd' })),
    ]).toEqual([
      'JSON path conditions, Condition 1, JSON path must be a JSONPath such as $.statusCode.',
      'Step 2, Weight is 5, but an earlier weight is 10; each weight must be higher than the one before.',
      'Weight is 5, but an earlier weight is 10; each weight must be higher than the one before.',
      'Steps (step 2, weight) is 5, but an earlier weight is 10; each weight must be higher than the one before.',
      'Health check (attempts) must be a whole number from 1 to 20.',
      'Health check (timeout per call) must be a whole number of seconds from 1 to 900.',
      'Timeout must be a whole number of seconds, at least 1.',
      'Variables (variable 1A) must be a name of at least two letters, digits and _ that starts with a letter.',
      'Account is required.',
      'This stage cannot be checked: odd.',
    ]);
  });

  it('name other fields by their labels, and choices by their words', () => {
    expect([
      problemSentence(ROUTE, problem('revertUnlessPromotedWithinSeconds', 'nothingToPromote', { percent: 0 })),
      problemSentence(ROUTE, problem('steps', 'notUsedByStrategy', { used: '$GRADUAL', chosen: '$SIMPLE' })),
      problemSentence(ROUTE, problem('outputArtifact', 'givenTogether', { others: ['healthCheck.expect.body'] })),
    ]).toEqual([
      'Revert unless promoted within waits for a promotion, but with Traffic to A 0 one version already gets all traffic; give A 1% to 99%, or remove it.',
      'Steps belongs to “Gradual” and is not used by “Simple”; choose “Gradual” or remove it.',
      'Expected output artifact cannot be combined with Health check (expectations, body equals); use one or the other.',
    ]);
  });

  it('distinguish missing from wrong', () => {
    expect([
      isNeeded(problem('account', 'required', {}), {}),
      isNeeded(problem('account', 'required', {}), { account: 'x' }),
      isNeeded(problem('a', 'expectedForm', { form: 'text' }), {}),
    ]).toEqual([true, false, false]);
  });

  it('count what is needed', () => {
    expect([neededWords([]), neededWords(['Strategy']), neededWords(['Account', 'S3 bucket'])]).toEqual([
      undefined,
      '1 value needed: strategy',
      '2 values needed: account, S3 bucket',
    ]);
  });
});
