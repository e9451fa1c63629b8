import type { RouteInput } from 'stage-contract';
import { plannedCheck } from './plannedCheck';

const artifact = (text: string) => ({
  artifact: { type: 'embedded/base64', reference: Buffer.from(text).toString('base64') },
});
const inputOf = (more: Partial<RouteInput>): RouteInput => ({
  account: 'local',
  region: 'us-east-1',
  functionName: 'checkout',
  aliasName: 'live',
  deploymentStrategy: '$BLUEGREEN',
  ...more,
});
const payloadOf = (input: Partial<RouteInput>, checkIndex?: number): unknown => {
  const { payload } = plannedCheck(inputOf(input), checkIndex);
  return payload.ok ? payload.text : payload.problem.field;
};

describe("the stage's own health check", () => {
  it.each<[string, Partial<RouteInput>, string]>([
    ["sends the stage's own payload", { healthCheck: { invokePayload: { ping: 1 } } }, '{"ping":1}'],
    ['sends the payload artifact of its own', { healthCheck: { payloadArtifact: artifact('{"a":1}') } }, '{"a":1}'],
    ['sends the native payload artifact', { payloadArtifact: artifact('{"native":1}') }, '{"native":1}'],
    [
      'sends the native payload artifact if the check has no payload',
      { healthCheck: { attempts: 2 }, payloadArtifact: artifact('{"native":1}') },
      '{"native":1}',
    ],
    [
      'prefers its own payload over the native artifact',
      { healthCheck: { invokePayload: { ping: 1 } }, payloadArtifact: artifact('{"native":1}') },
      '{"ping":1}',
    ],
    [
      'prefers its own artifact over the native one',
      { healthCheck: { payloadArtifact: artifact('{"a":1}') }, payloadArtifact: artifact('{"native":1}') },
      '{"a":1}',
    ],
    [
      'names the native field if it cannot be read',
      { payloadArtifact: { artifact: { type: 's3/object' } } },
      'payloadArtifact',
    ],
    [
      'names its own field if it cannot be read',
      { healthCheck: { payloadArtifact: { artifact: { type: 's3/object' } } } },
      'healthCheck.payloadArtifact',
    ],
  ])('%s', (_title, input, payload) => {
    expect(payloadOf(input)).toBe(payload);
  });

  it.each<[string, Partial<RouteInput>, unknown]>([
    ['expects nothing if nothing is given', {}, undefined],
    ['expects what it says', { healthCheck: { expect: { bodyContains: 'ok' } } }, { bodyContains: 'ok' }],
    ['expects the native output as the body', { outputArtifact: artifact('ok') }, { body: 'ok' }],
    [
      'adds the native output to its own expectations',
      { healthCheck: { expect: { maxDurationMs: 100 } }, outputArtifact: artifact('ok') },
      { maxDurationMs: 100, body: 'ok' },
    ],
    [
      'prefers its own body over the native output',
      { healthCheck: { expect: { body: 'own' } }, outputArtifact: artifact('ok') },
      { body: 'own' },
    ],
    [
      'leaves out a native output that cannot be read',
      { healthCheck: { expect: { bodyContains: 'ok' } }, outputArtifact: { artifact: { type: 's3/object' } } },
      { bodyContains: 'ok' },
    ],
  ])('%s', (_title, input, expected) => {
    expect(plannedCheck(inputOf(input)).check.expect).toEqual(expected);
  });

  it('keeps its attempts, and is found in healthCheck', () => {
    expect(plannedCheck(inputOf({ healthCheck: { attempts: 3 } }))).toMatchObject({
      check: { attempts: 3 },
      place: 'healthCheck',
    });
  });
});

describe('a health check among the steps', () => {
  const steps: RouteInput['steps'] = [
    { weightPercent: 10 },
    { check: { invokePayload: { ping: 2 }, expect: { body: 'step' } } },
    { check: { payloadArtifact: { artifact: { type: 's3/object' } } } },
  ];

  it('is the one at its index, and takes nothing from the native fields', () => {
    const planned = plannedCheck(
      inputOf({ steps, payloadArtifact: artifact('{"native":1}'), outputArtifact: artifact('ok') }),
      1,
    );

    expect(planned).toMatchObject({ check: { expect: { body: 'step' } }, place: 'steps.1.check' });
    expect(payloadOf({ steps, payloadArtifact: artifact('{"native":1}') }, 1)).toBe('{"ping":2}');
  });

  it('names its index if its payload cannot be read', () => {
    expect(payloadOf({ steps }, 2)).toBe('steps.2.check.payloadArtifact');
  });

  it.each([0, 9])('expects nothing if step %d has none', (index) => {
    expect(plannedCheck(inputOf({ steps }), index).check).toEqual({});
  });

  it('expects nothing if there are no steps', () => {
    expect(plannedCheck(inputOf({}), 0).check).toEqual({});
  });
});
