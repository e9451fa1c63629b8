import { ConfigurationError } from '../config';
import { CommandEnd, exitCodeOf } from './commandEnd';
import { UnreadablePathError } from './pipelines/readPipelineFiles';

describe('the exit code of the command line', () => {
  it.each<[string, Error, number]>([
    ['the one that a command ends with', new CommandEnd(1), 1],
    ['2 for a configuration that cannot be used', new ConfigurationError('sidecar.yaml', []), 2],
    ['2 for a path that cannot be read', new UnreadablePathError('a.json'), 2],
    ['1 for any other error', new Error('out of disk'), 1],
  ])('is %s', (_, error, code) => {
    expect(exitCodeOf(error)).toBe(code);
  });
});
