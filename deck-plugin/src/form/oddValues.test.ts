import { nativeStages } from '../testing/nativeStages';
import { fieldSpecsOf } from '../fields/transforms/fieldSpec';
import { oddHeadline, oddValues, quietFields } from './oddValues';
import { isNeeded, neededWords, problemLine, problemSentence, problemsOf } from '../problems/problemWords';
import { sectionSummary, shortText } from './sectionSummary';

const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const DEPLOYMENT = 'Aws.LambdaDeploymentStage';
const odd = (
  type: typeof ROUTE | typeof DEPLOYMENT,
  values: Record<string, unknown>,
  shown: string[] = [],
): [string, string][] =>
  oddValues(type, values, problemsOf(type, values), new Set(shown)).map(({ name, words }) => [name, words]);

describe('values without a place', () => {
  it.each([
    [{ foo: 1 }, ['foo', 'not a field of this stage']],
    [{ functionname: 'x' }, ['functionname', 'not a field, did you mean functionName?']],
    [{ steps: [1] }, ['steps', 'must be { weightPercent, holdSeconds } or { check }']],
    [{ destroyOnFail: 'maybe' }, ['destroyOnFail', 'must be true or false']],
  ])('%j is named', (values, line) => {
    expect(odd(ROUTE, values).filter(([name]) => name === line[0])).toEqual([line]);
  });

  it("are none in stages of Spinnaker's own forms when their fields are shown", () => {
    const shown = fieldSpecsOf(DEPLOYMENT).map(({ name }) => name);

    expect(odd(DEPLOYMENT, { ...nativeStages[DEPLOYMENT] }, shown)).toEqual([]);
  });

  it('never show a secret', () => {
    const found = oddValues(DEPLOYMENT, { envVariables: ['hunter2'] }, [], new Set(['envVariables']));

    expect(found).toEqual([expect.objectContaining({ name: 'envVariables', shown: undefined })]);
  });

  it('are counted in the headline', () => {
    const one = { name: 'a', shown: undefined, words: '', renameTo: undefined, removable: true };

    expect([oddHeadline([one]), oddHeadline([one, one])]).toEqual([
      '1 value in this stage has no place here.',
      '2 values in this stage have no place here.',
    ]);
  });

  it('are told from fields that are in order and only have no control', () => {
    expect(quietFields(ROUTE, { healthCheckType: '$LAMBDA', functionName: 'f' }, [])).toEqual([
      { name: 'healthCheckType', reason: 'there is one type' },
    ]);
  });
});

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

describe('a section in one line', () => {
  const specs = fieldSpecsOf(DEPLOYMENT);
  const line = (values: Record<string, unknown>): string => sectionSummary(specs, values);

  it.each<[Record<string, unknown>, string]>([
    [{}, 'left alone'],
    [{ memorySize: 512, timeout: '${a}' }, 'memory 512 MB · timeout by expression'],
    [{ envVariables: { A: 'secret' }, tags: {} }, '1 variable · 0 tags'],
    [{ subnetIds: ['a', 'b'], eventSourceMode: 'own' }, '2 subnets · exactly these'],
    [{ deadLetterConfig: { targetArn: 'arn:aws:sqs:us-east-1:1:failed' } }, 'dead-letter target failed'],
    [{ deadLetterConfig: { targetArn: '' } }, 'dead-letter target removed'],
    [{ memorySize: [1], envVariables: 'secret' }, 'memory set · variables set'],
  ])('%j reads as %s', (values, words) => {
    expect(line(values)).toBe(words);
  });

  it('shortens what is long', () => {
    expect([shortText('x'.repeat(60)).length, shortText('arn:aws:iam::1:role/a')]).toEqual([48, 'role/a']);
  });
});
