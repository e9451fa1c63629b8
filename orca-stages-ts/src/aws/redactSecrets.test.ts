import { redactSecrets } from './redactSecrets';

describe('redactSecrets', () => {
  const environment = { DB_PASSWORD: 'hunter2-secret', PIN: '12', MODE: 'info', QUOTED: 'line\n"quoted"' };

  it.each([
    [
      'the environment that a validation error echoes',
      "1 validation error detected: Value '{A=hunter2-secret, B='x'}' at 'environment.variables.A' failed to satisfy",
      "1 validation error detected: Value (redacted) at 'environment.variables.A' failed to satisfy",
    ],
    [
      'only the environment of several values',
      "Value 'abc' at 'functionName' failed; Value '{A=1}' at 'environment' failed",
      "Value 'abc' at 'functionName' failed; Value (redacted) at 'environment' failed",
    ],
    ['a value anywhere', 'cannot use xhunter2-secretx here', 'cannot use x(redacted)x here'],
    ['a short value as a whole word only', 'the info says information', 'the (redacted) says information'],
    ['a very short value beside its name', '12 errors in PIN=12', '12 errors in PIN=(redacted)'],
    ["a value in JSON's writing", String.raw`got line\n\"quoted\" instead`, 'got (redacted) instead'],
  ])('takes out %s', (_, message, expected) => {
    expect(redactSecrets(message, { environment })).toBe(expected);
  });

  it.each([
    [
      'the place that the parser quotes',
      'Could not parse request body into json: Unexpected character (\'h\'): was expecting hunter at [Source: (byte[])"hunter"]',
      'Could not parse request body into json',
    ],
    ['the payload itself', 'cannot use {"a":"b"} here', 'cannot use (redacted) here'],
  ])("takes out of an Invoke's message %s", (_, message, expected) => {
    expect(redactSecrets(message, { payload: '{"a":"b"}' })).toBe(expected);
  });

  it('leaves messages of calls without secrets alone', () => {
    expect(redactSecrets("Value 'x' at 'environment' failed", {})).toBe("Value 'x' at 'environment' failed");
  });
});
