import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExecutionEnvironment, type InvocationOutcome } from './executionEnvironment';
import { launcherOf } from './launchHandler';

const MB = 1_000_000;

describe.each([
  [
    'nodejs20.x',
    'index.js',
    `exports.handler = async ({ lines, bytes }) => {
  for (let line = 0; line < lines; line += 1) console.log('x'.repeat(${MB}));
  console.log('the end');
  return 'x'.repeat(bytes);
};`,
  ],
  [
    'python3.12',
    'index.py',
    `def handler(event, context):
  for line in range(event["lines"]):
    print("x" * ${MB})
  print("the end")
  return "x" * event["bytes"]`,
  ],
])('a handler of %s that has no measure', (runtime, file, source) => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'environment-'));
    writeFileSync(join(folder, file), source);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const run = async (event: { lines: number; bytes: number }): Promise<InvocationOutcome> => {
    const launch = await launcherOf(runtime);
    const environment = new ExecutionEnvironment(
      launch({ folder, environment: { _HANDLER: 'index.handler' }, memoryMegabytes: 1024 }),
    );
    const outcome = await environment.invoke({
      requestId: 'one',
      event: JSON.stringify(event),
      timeoutMs: 50_000,
      context: Object.fromEntries(
        ['awsRequestId', 'logGroupName', 'logStreamName', 'functionName', 'memoryLimitInMB']
          .concat(['functionVersion', 'invokedFunctionArn'])
          .map((name) => [name, 'any']),
      ),
    });
    await environment.end();
    return outcome;
  };

  it('leaves only the end of what it logs', async () => {
    const { log, failed } = await run({ lines: 20, bytes: 1 });

    expect(failed).toBe(false);
    expect(log.endsWith('the end\n')).toBe(true);
    expect(log.length).toBeLessThan(MB);
  });

  it('returns no more than what shows that it is too large', async () => {
    const { payload } = await run({ lines: 0, bytes: 30 * MB });

    expect(payload.length).toBe(8 * MB);
  });
});
