import { isNeeded, problemsOf } from './problemsOf';
import { neededWords, problemLine, problemSentence } from './problemWords';

const ROUTE = 'Aws.LambdaTrafficRoutingStage';

describe('problems in words', () => {
  it('say once what is missing, and not that a malformed value is missing too', () => {
    expect(
      problemsOf('Aws.LambdaUpdateCodeStage', {
        account: 'a',
        region: 'us-east-1',
        functionName: 'f',
        s3bucket: 'BAD!',
        s3key: 'k',
      }),
    ).toEqual([{ field: 's3bucket', message: expect.stringContaining('must be an S3 bucket name') }]);
  });

  it('name the part of a field', () => {
    expect(problemLine({ field: 'expect.jsonPath.0.path', message: 'must be text' }, 'Expectations')).toBe(
      'jsonPath.0.path must be text.',
    );
    expect(problemSentence(ROUTE, { field: 'healthCheck.attempts', message: 'must be a number' })).toBe(
      'Health check (attempts) must be a number.',
    );
    expect(problemSentence(ROUTE, { field: 'account', message: 'is required' })).toBe('Account is required.');
    expect(problemSentence(ROUTE, { field: 'functionName', message: 'is required (Function)' })).toBe(
      'Function is required.',
    );
    expect(problemSentence(ROUTE, { field: '', message: 'Odd.' })).toBe('Odd.');
  });

  it('tell missing from wrong', () => {
    expect([
      isNeeded({ field: 'account', message: 'is required' }, {}),
      isNeeded({ field: 'account', message: 'is required' }, { account: 'x' }),
      isNeeded({ field: 'a', message: 'must be text' }, {}),
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
