import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { routeDone, routeRunning } from '../fixtures/routeOutcomes';
import { after, stageOf, STARTED_AT } from '../fixtures/stageOf';
import { readDetails } from './readDetails';

const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const read = (stage: unknown, execution?: unknown) => readDetails(ROUTE, stage, execution);

/** The final stage of an exchange that was recorded from the real Orca's webhook stage. */
const recorded = (name: string): unknown => {
  const exchange: unknown = JSON.parse(
    readFileSync(join(__dirname, '../../../../test/orca-contract', `webhook-${name}.json`), 'utf8'),
  );
  return (exchange as { final: { stage: unknown } }).final.stage;
};

describe('readDetails', () => {
  it('uses the last status body, otherwise the response to the create call', () => {
    expect(read(stageOf('RUNNING', routeRunning))).toMatchObject({
      source: 'monitor',
      outcome: { progress: routeRunning.progress },
    });
    expect(read(stageOf('RUNNING', undefined))).toMatchObject({
      source: 'create',
      outcome: { progress: 'Starting', status: 'RUNNING' },
    });
  });

  it('reads bodies that Orca stored as text', () => {
    expect(read(stageOf('SUCCEEDED', JSON.stringify(routeDone)))).toMatchObject({
      source: 'monitor',
      outcome: { progress: routeDone.progress },
    });
    expect(read(stageOf('SUCCEEDED', '<html>')).source).toBe('unreadable');
  });

  it.each([
    ['NOT_STARTED', 'waiting'],
    ['BUFFERED', 'waiting'],
    ['RUNNING', 'running'],
    ['SUSPENDED', 'running'],
    ['SUCCEEDED', 'succeeded'],
    ['TERMINAL', 'failed'],
    ['FAILED_CONTINUE', 'failed'],
    ['STOPPED', 'failed'],
    ['CANCELED', 'cancelled'],
    ['SKIPPED', 'skipped'],
    ['constructor', 'running'],
    [undefined, 'running'],
  ])("reads Orca's status %s as %s", (status, phase) => {
    expect(read({ status, context: {} }).phase).toBe(phase);
  });

  it("prefers the outcome's target over the stage's fields, and shows the user of the execution", () => {
    const details = read(stageOf('SUCCEEDED', routeDone, { aliasName: 'asked', account: 'asked' }), {
      authentication: { user: 'demo' },
    });

    expect(details).toMatchObject({
      target: { account: 'prod', aliasName: 'live' },
      user: 'demo',
      startedAtMs: STARTED_AT,
    });
  });

  it("does not show an earlier attempt's outcome after a restart", () => {
    const restarted = { ...stageOf('RUNNING', { ...routeDone, endedAt: after(-10) }) };

    expect(read(restarted)).toMatchObject({ source: 'none', outcome: { steps: [] } });
  });

  it('reads a 400 response as a rejection with its problems', () => {
    const problems = [{ field: 'region', message: 'is required' }];
    const stage = stageOf('TERMINAL', undefined, {
      webhook: { statusCodeValue: 400, body: { code: 'invalidInput', message: 'The stage has 1 problem', problems } },
    });

    expect(read(stage)).toMatchObject({
      source: 'none',
      refusal: { code: 'invalidInput', what: 'The stage has 1 problem', problems },
    });
  });

  it.each([
    ['create-400', { refusal: { what: 'injected 400' }, orcaErrorAt: 'create' }],
    ['success', { source: 'monitor', phase: 'succeeded', outcome: { progress: 'done' } }],
    [
      'terminal',
      { source: 'monitor', phase: 'failed', outcome: { failure: { code: 'E1', what: 'boom from sidecar' } } },
    ],
    ['monitor-refused', { source: 'create', phase: 'failed', orcaErrorAt: 'monitor' }],
    ['status-404', { source: 'create', phase: 'failed', orcaErrorAt: 'monitor' }],
    [
      'timeout',
      {
        source: 'monitor',
        phase: 'failed',
        orcaErrors: ['Stage Run timed out after 5 seconds'],
        orcaErrorAt: 'engine',
      },
    ],
    ['cancel', { source: 'monitor', phase: 'cancelled', outcome: { status: 'RUNNING' } }],
    ['restart', { source: 'monitor', phase: 'succeeded' }],
  ])('reads what the real Orca left after %s', (name, expected) => {
    expect(read(recorded(name))).toMatchObject(expected);
  });

  it('never throws, whatever the stage contains', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (stage, execution) => {
        expect(read(stage, execution).outcome.steps).toBeDefined();
      }),
    );
    fc.assert(
      fc.property(
        fc.record({
          status: fc.jsonValue(),
          startTime: fc.jsonValue(),
          context: fc.oneof(fc.jsonValue(), fc.record({ webhook: fc.jsonValue(), exception: fc.jsonValue() })),
        }),
        (stage) => {
          expect(read(stage).orcaErrors).toBeDefined();
        },
      ),
    );
  });
});
