import { fieldSpecsOf } from '../fields/transforms/fieldSpec';
import { sectionSummary, shortText } from './sectionSummary';

const DEPLOYMENT = 'Aws.LambdaDeploymentStage';

describe('a section in one line', () => {
  const specs = fieldSpecsOf(DEPLOYMENT);
  const line = (values: Record<string, unknown>): string => sectionSummary(specs, values);

  it.each<[Record<string, unknown>, string]>([
    [{}, 'unchanged'],
    [{ memorySize: 512, timeout: '${a}' }, 'memory 512 MB · timeout by expression'],
    [{ timeout: 90 }, 'timeout 1 min 30 s'],
    [{ subnetIds: '["a", "b"]' }, '2 subnets'],
    [{ subnetIds: 'a' }, '1 subnet'],
    [{ envVariables: { A: 'secret' }, tags: {} }, '1 variable · 0 tags'],
    [{ eventSourceMode: 'constructor' }, 'ownership constructor'],
    [{ subnetIds: ['a', 'b'], eventSourceMode: 'own' }, '2 subnets · replace all'],
    [{ deadLetterConfig: { targetArn: 'arn:aws:sqs:us-east-1:1:failed' } }, 'dead-letter target failed'],
    [{ deadLetterConfig: { targetArn: '' } }, 'dead-letter target removed'],
    [{ memorySize: [1], envVariables: 'secret' }, 'memory set · variables set'],
  ])('%j is summarized as %s', (values, words) => {
    expect(line(values)).toBe(words);
  });

  it('shortens long values', () => {
    expect([shortText('x'.repeat(60)).length, shortText('arn:aws:iam::1:role/a')]).toEqual([48, 'role/a']);
  });
});
