import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetAliasCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { sandboxPorts } from '../../orca-stages-ts/src/testing/freePort';
import { startSandbox, type Sandbox } from '../../sandbox/src/start/startSandbox';
import { eventually, NotYet } from 'strict-lambda/src/testing/eventually';

interface ExecutionView {
  id: string;
  status: string;
  stages: { id: string; name: string; status: string; type: string }[];
}

let state: string;
const running: Sandbox[] = [];

const start = async (reset = false): Promise<Sandbox> => {
  const sandbox = await startSandbox({
    parts: new Set(['lambda', 'sidecar', 'deck', 'orca']),
    reset,
    say: () => undefined,
    signal: new AbortController().signal,
    environment: { ...(await sandboxPorts()), SANDBOX_STATE: state },
  });
  running.push(sandbox);
  return sandbox;
};
const stop = async (sandbox: Sandbox): Promise<Error[]> => {
  running.splice(running.indexOf(sandbox), 1);
  return sandbox.stop();
};
const gate = async (sandbox: Sandbox, path: string, init?: RequestInit): Promise<unknown> => {
  const response = await fetch(`http://127.0.0.1:${sandbox.ports.sandbox}/gate${path}`, {
    ...init,
    headers: { 'content-type': 'application/json' },
  });
  return response.json();
};
const execution = async (sandbox: Sandbox, id: string): Promise<ExecutionView> =>
  (await gate(sandbox, `/pipelines/${id}`)) as ExecutionView;
const until = (
  sandbox: Sandbox,
  id: string,
  awaited: string,
  reached: (seen: ExecutionView) => boolean,
): Promise<ExecutionView> =>
  eventually(
    awaited,
    async () => {
      const seen = await execution(sandbox, id);
      return reached(seen) ? seen : new NotYet(JSON.stringify(seen.stages.map((stage) => [stage.name, stage.status])));
    },
    { everyMs: 100 },
  );
const waitsForJudgment = (seen: ExecutionView): boolean =>
  seen.stages.some((stage) => stage.type === 'manualJudgment' && stage.status === 'RUNNING');
async function servedVersion(sandbox: Sandbox): Promise<string | undefined> {
  const client = new LambdaClient({
    endpoint: `http://127.0.0.1:${sandbox.ports.lambda}`,
    region: 'us-east-1',
    credentials: { accessKeyId: '123456789012', secretAccessKey: 'test' },
  });
  const alias = await client
    .send(new GetAliasCommand({ FunctionName: 'checkout', Name: 'live' }))
    .catch(() => undefined);
  client.destroy();
  return alias?.FunctionVersion;
}

beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'restart-'));
});
afterEach(async () => {
  for (const sandbox of running.splice(0)) await sandbox.stop();
  rmSync(state, { recursive: true, force: true });
});

describe('a second start', () => {
  it('finds pipelines, functions and an execution that waits for its judgment, and finishes it; --reset deletes all of it', async () => {
    const first = await start();
    const { ref } = (await gate(first, '/pipelines/demo/Canary%20with%20judgment', {
      method: 'POST',
      body: JSON.stringify({ type: 'manual', parameters: { codeKey: 'checkout-v1.zip' } }),
    })) as { ref: string };
    const id = ref.split('/').at(-1) ?? '';
    await until(first, id, 'the judgment', waitsForJudgment);
    const problems = await stop(first);

    const second = await start();
    const waiting = await until(second, id, 'the judgment', waitsForJudgment);
    const judgment = waiting.stages.find((stage) => stage.type === 'manualJudgment');
    await gate(second, `/pipelines/${id}/stages/${judgment?.id}`, {
      method: 'PATCH',
      body: JSON.stringify({ judgmentStatus: 'continue', judgmentInput: 'Promote' }),
    });
    const ended = await until(second, id, 'the end', (seen) => seen.status !== 'RUNNING');
    const served = await servedVersion(second);
    await stop(second);
    const afresh = await start(true);

    expect(problems).toEqual([]);
    expect(ended.status).toBe('SUCCEEDED');
    expect(served).toBe('1');
    expect(await servedVersion(afresh)).toBeUndefined();
    expect(await gate(afresh, '/applications/demo/pipelines?limit=5')).toEqual([]);
    expect(await gate(afresh, '/applications/demo/pipelineConfigs')).toEqual([
      expect.objectContaining({ name: 'Canary with judgment' }),
      expect.objectContaining({ name: 'Gradual with guard' }),
      expect.objectContaining({ name: 'Roll back' }),
    ]);
  }, 120_000);
});
