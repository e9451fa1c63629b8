import { readCloudwatchDelaySeconds } from './cloudwatchDelay';

describe("the delay of the sandbox's CloudWatch", () => {
  it.each([
    [{}, 60],
    [{ SANDBOX_CLOUDWATCH_DELAY: ' ' }, 60],
    [{ SANDBOX_CLOUDWATCH_DELAY: '0' }, 0],
    [{ SANDBOX_CLOUDWATCH_DELAY: '180' }, 180],
  ])('is a minute unless the environment says otherwise: %j', (environment, seconds) => {
    expect(readCloudwatchDelaySeconds(environment)).toBe(seconds);
  });

  it.each(['-1', '1.5', 'never', '3601'])('is rejected for %j, with what would be correct', (text) => {
    expect(() => readCloudwatchDelaySeconds({ SANDBOX_CLOUDWATCH_DELAY: text })).toThrow(
      `SANDBOX_CLOUDWATCH_DELAY is "${text}", which is not a delay. Set it to 0 to 3600 seconds`,
    );
  });
});
