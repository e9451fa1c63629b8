import { parseStartArguments, PARTS } from './startArguments';

describe('the command line of npm start', () => {
  it('starts every part and keeps the state by default', () => {
    const asked = parseStartArguments([]);

    expect(asked).toEqual({ reset: false, help: false, parts: new Set(PARTS) });
  });

  it.each([
    [
      ['--only', 'lambda,sidecar'],
      ['lambda', 'sidecar'],
    ],
    [['--only=deck'], ['deck']],
    [
      ['--only', ' orca , deck '],
      ['orca', 'deck'],
    ],
    [['--only', 'lambda,lambda'], ['lambda']],
  ])('reads %j as the parts %j', (argv, parts) => {
    expect([...parseStartArguments(argv).parts]).toEqual(parts);
  });

  it.each([[['--demo', 'bad-canary']], [['--demo=bad-canary']]])('reads %j as a demo', (argv) => {
    expect(parseStartArguments(argv)).toEqual({ reset: false, help: false, parts: new Set(PARTS), demo: 'bad-canary' });
  });

  it('combines --reset with --only', () => {
    const asked = parseStartArguments(['--reset', '--only', 'orca']);

    expect(asked.reset).toBe(true);
    expect([...asked.parts]).toEqual(['orca']);
  });

  it.each([
    [['--only'], '--only needs a list of parts'],
    [['--only', ','], '--only needs a list of parts'],
    [['--only', 'redis'], '--only does not know the part "redis". Parts are lambda, sidecar, deck, orca.'],
    [['--demo'], '--demo does not know "". Demos are bad-canary.'],
    [['--demo=good'], '--demo does not know "good". Demos are bad-canary.'],
    [['--demo', 'bad-canary', '--only=lambda'], '--demo starts all parts with a state of its own'],
    [['--reset', '--demo', 'bad-canary'], '--demo starts all parts with a state of its own'],
    [['--rest'], 'Unknown argument "--rest". Use --reset'],
    [['lambda'], 'Unknown argument "lambda"'],
  ])('rejects %j and says what would be correct', (argv, message) => {
    expect(() => parseStartArguments(argv)).toThrow(message);
  });
});
