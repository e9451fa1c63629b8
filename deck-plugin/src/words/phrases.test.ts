import { inSentence, joined } from 'stage-contract';
import { asSentence, counted, firstSentence, sentencesOf } from './phrases';

describe('words', () => {
  it.each([
    ['Function', 'function'],
    ['S3 bucket', 'S3 bucket'],
    ['X-Ray tracing', 'X-Ray tracing'],
    ['Event source ARNs', 'event source ARNs'],
    ['VPC', 'VPC'],
  ])('writes the label %s in a sentence as %s', (label, words) => {
    expect(inSentence(label)).toBe(words);
  });

  it.each([
    [1, 'Layers', '1 layer'],
    [2, 'Layers', '2 layers'],
    [1, 'Event source ARNs', '1 event source ARN'],
    [0, 'Aliases', '0 aliases'],
    [1, 'Aliases', '1 alias'],
  ])('counts %d %s as %s', (count, plural, words) => {
    expect(counted(count, plural)).toBe(words);
  });

  it('joins a list as people do', () => {
    expect([joined([]), joined(['a']), joined(['a', 'b']), joined(['a', 'b', 'c'], 'or')]).toEqual([
      '',
      'a',
      'a and b',
      'a, b or c',
    ]);
  });

  it('splits a help text at its sentences, not at dots in names', () => {
    expect(sentencesOf('Use index.handler. Then s3://a.b goes. 0 removes it.')).toEqual([
      'Use index.handler.',
      'Then s3://a.b goes.',
      '0 removes it.',
    ]);
    expect(firstSentence('Publish a version. Route needs one.')).toBe('Publish a version');
    expect(firstSentence(undefined)).toBe('');
  });

  it('turns words into a sentence', () => {
    expect([asSentence('unchanged'), asSentence('Done.')]).toEqual(['Unchanged.', 'Done.']);
  });
});
