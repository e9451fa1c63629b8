import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { operationRequestSchema, type OperationRequest } from 'stage-contract';
import {
  isCancelled,
  OrcaAway,
  stageLife,
  type OrcaExecution,
  type StageRun,
} from '../../orca-stages-ts/src/model/orcaPort';
import { confirmRequest, orcaClient } from '../../orca-stages-ts/src/orca';

type Body = Record<string, unknown> & {
  id: string;
  stages: (Record<string, unknown> & { tasks: { status: string }[] })[];
};
interface Look {
  during: 'create' | 'cancel';
  response: { status: number; body: Body };
}
interface LookedAt {
  exchange: { body: Record<string, unknown> }[];
  looks?: Look[];
  final: { stage: Body['stages'][number] };
  finalExecution?: Body;
  transitions?: { execution: string; stage: string; monitorTask: string }[];
}

const recordingOf = (name: string): LookedAt =>
  JSON.parse(readFileSync(join(__dirname, `${name}.json`), 'utf8')) as LookedAt;
const requestOf = ({ exchange }: LookedAt): OperationRequest => operationRequestSchema.parse(exchange[0]?.body);
const runOf = (recording: LookedAt): StageRun => requestOf(recording);
const bodyAt = (recording: LookedAt, during: Look['during']): Body => {
  const look = recording.looks?.find((each) => each.during === during);
  if (look === undefined) throw new Error(`The recording has no look during ${during}.`);
  return look.response.body;
};

let answer: { status: number; body: string };
let server: Server;
const orcaAt = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
beforeAll(async () => {
  server = createServer((_request, response) => {
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(answer.body);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
});
afterAll(() => {
  server.close();
});

/** Reads a recorded answer over HTTP, as the sidecar does. */
async function read(body: Body): Promise<OrcaExecution | undefined> {
  answer = { status: 200, body: JSON.stringify(body) };
  return orcaClient({ baseUrl: `${orcaAt()}/` }).execution(body.id);
}

describe('a create, by what a real Orca showed at that moment', () => {
  it.each([
    'webhook-get-at-create-cancel-end',
    'webhook-other-branch-fails',
    'webhook-pause-resume',
    'webhook-ad-hoc-pipeline',
  ])('%s: is confirmed as it was sent', async (name) => {
    const recording = recordingOf(name),
      request = requestOf(recording);

    const confirmation = confirmRequest(request, await read(bodyAt(recording, 'create')));

    expect(confirmation).toEqual({
      ok: true,
      request: { ...request, allowedAccounts: expect.arrayContaining(request.allowedAccounts ?? []) },
    });
  });
});

describe('the life of a stage, by what a real Orca showed', () => {
  const name = 'webhook-get-at-create-cancel-end';

  it.each<['create' | 'cancel', string, boolean]>([
    ['create', 'running', false],
    ['cancel', 'ended', true],
  ])('during the %s: %s', async (during, life, cancelled) => {
    const recording = recordingOf(name),
      execution = await read(bodyAt(recording, during));

    expect([stageLife(execution, runOf(recording)), isCancelled(execution, runOf(recording))]).toEqual([
      life,
      cancelled,
    ]);
  });

  it('after the end: ended', async () => {
    const recording = recordingOf(name);
    if (recording.finalExecution === undefined) throw new Error('The recording has no final execution.');

    expect(stageLife(await read(recording.finalExecution), runOf(recording))).toBe('ended');
  });

  it('webhook-pause-resume: paused only while Orca is paused', async () => {
    const recording = recordingOf('webhook-pause-resume'),
      before = bodyAt(recording, 'create');

    const lives = [];
    for (const { execution, stage, monitorTask } of recording.transitions ?? []) {
      const stages = before.stages.map((each) => ({ ...each, status: stage, tasks: [{ status: monitorTask }] }));
      lives.push(stageLife(await read({ ...before, status: execution, stages }), runOf(recording)));
    }

    expect(lives).toEqual(['paused', 'paused', 'running', 'running']);
  });

  it.each<[string, object, object]>([
    ['webhook-other-branch-fails', { status: 'TERMINAL' }, {}],
    // Nobody polls it for ten minutes, and a user has cancelled it meanwhile.
    [
      'webhook-orca-killed-during-poll',
      { status: 'RUNNING', canceled: true },
      { status: 'RUNNING', tasks: [{ status: 'SUCCEEDED' }, { status: 'RUNNING' }] },
    ],
  ])('%s: ended, although nobody says so', async (recorded, change, ofStage) => {
    const recording = recordingOf(recorded);
    const stages = [{ ...recording.final.stage, ...ofStage }];

    const execution = await read({ id: requestOf(recording).executionId, canceled: false, ...change, stages });

    expect(stageLife(execution, runOf(recording))).toBe('ended');
  });
});

describe('an Orca that says nothing', () => {
  it('has no such execution', async () => {
    answer = { status: 404, body: '{"error":"Not Found"}' };

    expect(await orcaClient({ baseUrl: orcaAt() }).execution('E1')).toBeUndefined();
  });

  it.each([
    [500, '{}', 'request'],
    [502, 'Bad Gateway', 'orca'],
    [503, '{}', 'orca'],
    [302, '{}', 'orca'],
    [401, '{"error":"Unauthorized"}', 'orca'],
    [200, 'not JSON', 'request'],
    [200, '{"id":"E1"}', 'request'],
    [200, '[]', 'request'],
  ])('answers %d %s: it is away, as far as the %s is concerned', async (status, body, concerns) => {
    answer = { status, body };

    const away = await orcaClient({ baseUrl: orcaAt() })
      .execution('E1')
      .catch((error: unknown) => error);

    expect(away).toBeInstanceOf(OrcaAway);
    expect(away).toMatchObject({ concerns });
  });

  it('cannot be reached: it is away', async () => {
    await expect(orcaClient({ baseUrl: 'http://127.0.0.1:1' }).execution('E1')).rejects.toMatchObject({
      name: 'OrcaAway',
      concerns: 'orca',
    });
  });
});
