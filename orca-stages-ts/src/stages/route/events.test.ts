import { say, type Outcome, type RouteInput } from 'stage-contract';
import { routeEvents } from './events';

const input = (fields: Partial<RouteInput> = {}): RouteInput => ({
  account: 'local',
  region: 'us-east-1',
  functionName: 'checkout',
  aliasName: 'live',
  deploymentStrategy: '$SIMPLE',
  versionNameA: '2',
  ...fields,
});
const step = (id: string, kind: Outcome['steps'][number]['kind'], state: 'done' | 'same' | 'reverted' | 'failed') => ({
  id,
  kind,
  sentence: id,
  state,
});
const moved = [step('promote', 'route', 'done')];
const ended = (change: Partial<Outcome>): Outcome => ({
  formatVersion: 2,
  id: 'one',
  stageType: 'Aws.LambdaTrafficRoutingStage',
  status: 'SUCCEEDED',
  progress: 'live → v2 100%',
  target: { account: 'local', region: 'us-east-1', functionName: 'checkout', aliasName: 'live' },
  baseline: { version: '1' },
  candidate: { version: '2' },
  steps: moved,
  routing: { before: { mainVersion: '1' }, now: { mainVersion: '2' } },
  timeline: [],
  differences: [],
  awsCalls: [],
  warnings: [],
  outputs: {},
  ...change,
});
const split = { mainVersion: '1', additionalVersion: '2', additionalWeightPercent: 10 };

it.each<[string, string[], Partial<Outcome>, Partial<RouteInput>]>([
  ['has all traffic on the candidate', ['rollout.promoted'], {}, {}],
  ['has created the alias', ['rollout.promoted'], { routing: { now: { mainVersion: '2' } } }, {}],
  ['was restarted after its move', ['rollout.promoted'], { steps: [step('promote', 'route', 'same')] }, {}],
  [
    'has found everything as it should be',
    [],
    { steps: [], routing: { before: { mainVersion: '2' }, now: { mainVersion: '2' } } },
    {},
  ],
  [
    'leaves a split',
    [],
    { routing: { before: { mainVersion: '1' }, now: split } },
    { deploymentStrategy: '$WEIGHTED' },
  ],
  ['has created no alias and moved nothing', [], { steps: [], routing: {} }, {}],
  [
    'goes back to the baseline after a split',
    ['rollout.reverted'],
    { routing: { before: split, now: { mainVersion: '1' } } },
    { versionNameA: '1' },
  ],
  [
    'goes back to the previous version',
    ['rollout.reverted'],
    { baseline: { version: '2' }, routing: { before: { mainVersion: '2' }, now: { mainVersion: '1' } } },
    { versionNameA: '$PREVIOUS' },
  ],
  [
    'promotes the rest of a split whose first version is the previous one',
    ['rollout.promoted'],
    { routing: { before: split, now: { mainVersion: '2' } } },
    { deploymentStrategy: '$WEIGHTED', versionNameA: '$PREVIOUS' },
  ],
  [
    'has failed and gone back',
    ['rollout.reverted'],
    { status: 'TERMINAL', steps: [...moved, step('revert', 'revert', 'reverted')] },
    {},
  ],
  [
    'was undone from its records',
    ['rollout.reverted'],
    { status: 'TERMINAL', steps: [...moved, step('undo:alias:live', 'undo', 'reverted')] },
    {},
  ],
  ['could not go back', [], { status: 'TERMINAL', steps: [...moved, step('revert', 'revert', 'failed')] }, {}],
  ['was cancelled before it moved anything', [], { status: 'CANCELED', steps: [step('revert', 'revert', 'same')] }, {}],
])('a Route that %s tells %j', (_what, types, change, fields) => {
  const events = routeEvents({ kind: 'end', input: input(fields), outcome: ended(change) });

  expect(events.map(({ type }) => type)).toEqual(types);
});

it('the end of a Route is told in its own words, also if its input cannot be read any more', () => {
  const progressTold = { code: 'aliasRoutedTo', values: { alias: 'live' } };

  const events = routeEvents({ kind: 'end', input: undefined, outcome: ended({ progressTold }) });

  expect(events).toEqual([
    { type: 'rollout.promoted', said: { words: 'live → v2 100%', ...progressTold }, place: 'end' },
  ]);
});

const few = { weightPercent: 10, metrics: ['errorRate' as const], missing: 38 };
const proceeded = say('proceededOnFewCalls', { ...few, seconds: 1200 });
const heldForEvidence = say('heldForEvidence', { weightPercent: 10, metrics: ['errorRate'] });

it('a hold for more calls is told for its step', () => {
  const events = routeEvents({ kind: 'step', stepId: 'hold:10', progress: heldForEvidence, warnings: [] });

  expect(events).toEqual([{ type: 'rollout.held', said: heldForEvidence, place: 'hold:10' }]);
});

it('each hold that somebody asks for is told', () => {
  const said = say('heldBy', { by: { user: 'jane' } });

  const events = ['one', 'two'].flatMap((askerId) => routeEvents({ kind: 'held', said, askerId }));

  expect(events).toEqual([
    { type: 'rollout.held', said, place: 'asked:one' },
    { type: 'rollout.held', said, place: 'asked:two' },
  ]);
});

it('only missing evidence is told of the warnings of a step, and no hold that goes on by itself', () => {
  const progress = say('holdExtended', few),
    warnings = [say('shadowAlarms', { alarms: ['errors'] }), proceeded];

  const events = routeEvents({ kind: 'step', stepId: 'hold:10', progress, warnings });

  expect(events).toEqual([{ type: 'evidence.missing', said: proceeded, place: 'hold:10' }]);
});
