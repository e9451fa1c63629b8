import type { OperationRequest } from 'stage-contract';
import { isCancelled, stageLife, type OrcaExecution, type OrcaStage } from '../model/orcaPort';
import { confirmRequest } from './confirmRequest';

const FIELDS = {
  account: 'prod',
  region: 'us-east-1',
  functionName: 'orders',
  aliasName: 'live',
  stageTimeoutMs: 60000,
};
const stage = (change: Partial<OrcaStage> = {}): OrcaStage => ({
  id: 'S1',
  type: 'Aws.LambdaInvokeStage',
  name: 'Smoke',
  status: 'RUNNING',
  startTime: 1000,
  context: { ...FIELDS, url: 'http://lambda-stages', webhook: {} },
  taskStatuses: ['RUNNING'],
  ...change,
});
const execution = (change: Partial<OrcaExecution> = {}, ofStage: Partial<OrcaStage> = {}): OrcaExecution => ({
  id: 'E1',
  application: 'shop',
  status: 'RUNNING',
  canceled: false,
  user: 'jane',
  allowedAccounts: ['prod'],
  stages: [stage({ id: 'S0', startTime: 1 }), stage(ofStage)],
  ...change,
});
const request = (change: Partial<OperationRequest> = {}): OperationRequest => ({
  executionId: 'E1',
  application: 'shop',
  user: 'jane',
  allowedAccounts: ['prod'],
  stageId: 'S1',
  type: 'Aws.LambdaInvokeStage',
  stageName: 'Smoke',
  attempt: 1000,
  context: FIELDS,
  ...change,
});

describe('confirmRequest', () => {
  it('returns a request that the record confirms', () => {
    expect(confirmRequest(request(), execution())).toEqual({ ok: true, request: request() });
  });

  it.each<[string, string, OperationRequest, OrcaExecution | undefined]>([
    ['an execution that Orca does not know', 'executionUnknown', request(), undefined],
    ['a stage that the execution does not have', 'stageUnknown', request({ stageId: 'S9' }), execution()],
    ['a stage of another type', 'otherType', request({ type: 'Aws.LambdaDeleteStage' }), execution()],
    ['a stage that has ended', 'notRunning', request(), execution({}, { status: 'SUCCEEDED' })],
    ['a stage that has not begun', 'notRunning', request(), execution({}, { status: 'NOT_STARTED' })],
    ['another run of the stage', 'otherAttempt', request({ attempt: 999 }), execution()],
    ['a stage that never started', 'otherAttempt', request(), execution({}, { startTime: undefined })],
    ...(['account', 'region', 'functionName'] as const).map(
      (name): [string, string, OperationRequest, OrcaExecution] => [
        `another ${name}`,
        'otherTarget',
        request({ context: { ...FIELDS, [name]: 'other' } }),
        execution(),
      ],
    ),
  ])('refuses %s: %s', (_title, reason, asked, recorded) => {
    expect(confirmRequest(asked, recorded)).toMatchObject({ ok: false, reason, what: expect.stringMatching(/\.$/) });
  });

  it('takes user, accounts, application and fields from the record only', () => {
    const forged = request({
      user: 'admin',
      allowedAccounts: ['prod', 'payments'],
      application: 'other',
      stageName: 'Other',
      context: { ...FIELDS, aliasName: 'other', payloadJson: '{"forged":true}', stageTimeoutMs: 1 },
    });

    expect(confirmRequest(forged, execution())).toEqual({ ok: true, request: request() });
  });

  it('leaves out the user of an anonymous execution', () => {
    const confirmation = confirmRequest(request(), execution({ user: undefined, allowedAccounts: [] }));

    expect(confirmation).toMatchObject({ ok: true, request: { allowedAccounts: [] } });
    expect(confirmation.ok && confirmation.request.user).toBeUndefined();
  });

  it('takes values that the record has as expressions from the request', () => {
    const recorded = { ...FIELDS, functionName: '${parameters.name}', aliasName: '${parameters.alias}' };
    const asked = request({ context: { ...FIELDS, functionName: 'billing', aliasName: 'blue' } });

    expect(confirmRequest(asked, execution({}, { context: recorded }))).toEqual({ ok: true, request: asked });
  });

  it('adds fields that the request leaves out, such as a check', () => {
    const confirmation = confirmRequest(
      request({ context: { account: 'prod' } }),
      execution({}, { context: { ...FIELDS, functionName: '${parameters.name}' } }),
    );

    expect(confirmation).toMatchObject({
      ok: true,
      request: { context: { account: 'prod', region: 'us-east-1', aliasName: 'live' } },
    });
  });
});

describe('what the record says of a run', () => {
  const run = { stageId: 'S1', attempt: 1000 };

  it.each<[string, string, boolean, OrcaExecution | undefined]>([
    ['it runs', 'running', false, execution()],
    ['it waits in a paused execution', 'paused', false, execution({ status: 'PAUSED' }, { status: 'PAUSED' })],
    ['the execution was cancelled', 'ended', true, execution({ canceled: true })],
    ['the stage has ended', 'ended', true, execution({}, { status: 'TERMINAL' })],
    [
      'its task was cancelled with another branch',
      'ended',
      true,
      execution({}, { taskStatuses: ['SUCCEEDED', 'CANCELED'] }),
    ],
    ['its task goes on after a failure', 'ended', true, execution({}, { taskStatuses: ['FAILED_CONTINUE'] })],
    ['another run has taken its place', 'ended', false, execution({}, { startTime: 2000 })],
    ['the stage is gone', 'ended', false, execution({ stages: [] })],
    ['the execution is gone', 'ended', false, undefined],
  ])('%s: %s; a reason to cancel: %s', (_title, life, cancelled, recorded) => {
    expect([stageLife(recorded, run), isCancelled(recorded, run)]).toEqual([life, cancelled]);
  });

  it('shortens names and states of the record, which has no limits of its own', () => {
    const long = 'x'.repeat(100_000);

    const confirmed = confirmRequest(request(), execution({ user: long, application: long }, { name: long }));
    const refusals = [
      confirmRequest(request(), execution({}, { type: long })),
      confirmRequest(request(), execution({}, { status: long })),
    ];

    expect(confirmed).toMatchObject({ ok: true });
    expect(JSON.stringify(confirmed).length).toBeLessThan(5_000);
    expect(JSON.stringify(refusals).length).toBeLessThan(1_000);
  });
});
