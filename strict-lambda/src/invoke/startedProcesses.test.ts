import { DeleteFunctionCommand, InvokeCommand, type Runtime as RuntimeName } from '@aws-sdk/client-lambda';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../testing/eventually';
import { createActive, startTestLambda, type TestLambda } from '../testing/startTestLambda';
import { zipOf } from '../zip/zipOf';

/** Starts a process that would live on, writes its number into the event's file, and then does as the event says. */
const HANDLERS: [RuntimeName, Record<string, string>][] = [
  [
    'nodejs20.x',
    {
      'index.js': `const { spawn } = require('node:child_process');
exports.handler = async ({ file, then }) => {
  require('node:fs').writeFileSync(file, String(spawn('sleep', ['600'], { stdio: 'inherit' }).pid));
  if (then === 'exit') process.exit(3);
  if (then === 'hang') await new Promise((resolve) => setTimeout(resolve, 600_000));
  return 'done';
};`,
    },
  ],
  [
    'python3.12',
    {
      'index.py': `import os, subprocess, time
def handler(event, context):
  with open(event["file"], "w") as file:
    file.write(str(subprocess.Popen(["sleep", "600"]).pid))
  if event["then"] == "exit":
    os._exit(3)
  if event["then"] == "hang":
    time.sleep(600)
  return "done"`,
    },
  ],
];

describe.each(HANDLERS)('what a handler of %s has started', (Runtime, files) => {
  let aws: TestLambda;
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'started-'));
    file = join(folder, 'pid');
    aws = await startTestLambda();
  });
  afterEach(async () => {
    await aws.close();
    rmSync(folder, { recursive: true });
  });

  const call = async (then: 'return' | 'exit' | 'hang'): Promise<string | undefined> => {
    const Timeout = then === 'hang' ? 1 : 60;
    await createActive(aws.lambda, 'starter', { Runtime, Timeout, Code: { ZipFile: zipOf(files) } });
    const Payload = Buffer.from(JSON.stringify({ file, then }));
    const output = await aws.lambda.send(new InvokeCommand({ FunctionName: 'starter', Payload }));
    return output.Payload?.transformToString();
  };

  it('ends when the handler times out', async () => {
    const payload = await call('hang');

    expect(payload).toContain('Task timed out after 1.00 seconds');
    await untilEnded(file);
  });

  it('ends when the handler ends itself', async () => {
    const payload = await call('exit');

    expect(payload).toContain('exit status 3');
    await untilEnded(file);
  });

  it('runs on between invocations, and ends with the function', async () => {
    const payload = await call('return');
    expect(payload).toBe('"done"');
    expect(isRunning(file)).toBe(true);

    await aws.lambda.send(new DeleteFunctionCommand({ FunctionName: 'starter' }));

    await untilEnded(file);
  });

  it('ends when the emulator is killed', async () => {
    const script = join(folder, 'emulator.ts');
    writeFileSync(join(folder, Object.keys(files)[0] ?? ''), Object.values(files)[0] ?? '');
    writeFileSync(script, emulatorOf(Runtime, folder, file));
    const emulator = spawn(process.execPath, ['--import', 'tsx', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => emulator.stdout.once('data', resolve));
    expect(isRunning(file)).toBe(true);

    emulator.kill('SIGKILL');

    await untilEnded(file);
  });
});

/** A process that invokes the handler, says when it is done, and waits to be killed. */
function emulatorOf(runtime: string, folder: string, file: string): string {
  const from = (module: string): string => JSON.stringify(join(__dirname, module));
  const context = ['awsRequestId', 'logGroupName', 'logStreamName', 'functionName', 'memoryLimitInMB']
    .concat(['functionVersion', 'invokedFunctionArn'])
    .map((name) => [name, 'any']);
  return `const { ExecutionEnvironment } = require(${from('executionEnvironment.ts')});
const { launcherOf } = require(${from('launchHandler.ts')});
void launcherOf('${runtime}').then(async (launch) => {
  const place = { folder: ${JSON.stringify(folder)}, memoryMegabytes: 128 };
  const PATH = process.env.PATH;
  const environment = new ExecutionEnvironment(
    launch({ ...place, environment: { PATH, _HANDLER: 'index.handler' } }),
  );
  await environment.invoke({
    requestId: 'one',
    event: ${JSON.stringify(JSON.stringify({ file, then: 'return' }))},
    timeoutMs: 60_000,
    context: Object.fromEntries(${JSON.stringify(context)}),
  });
  console.log('done');
  setInterval(() => undefined, 60_000);
});`;
}

function isRunning(file: string): boolean {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return true;
  } catch {
    return false;
  }
}

const untilEnded = (file: string): Promise<boolean> =>
  eventually('the end of what the handler has started', () => !isRunning(file));
