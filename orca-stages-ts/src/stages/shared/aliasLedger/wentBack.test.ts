import type { Outcome, StepKind, StepState } from 'stage-contract';
import { wentBack } from './wentBack';

const ended = (id: string, kind: StepKind, state: StepState): Outcome => ({
  formatVersion: 2,
  id: 'one',
  stageType: 'Aws.LambdaDeploymentStage',
  status: 'TERMINAL',
  progress: 'Reverted: live → v1 100%.',
  progressTold: { code: 'reverted', values: {} },
  target: { account: 'local', region: 'us-east-1', functionName: 'checkout' },
  steps: [{ id, kind, sentence: id, state }],
  timeline: [],
  differences: [],
  awsCalls: [],
  warnings: [],
  outputs: {},
});

it.each<[string, StepKind, StepState, boolean]>([
  ['revert', 'revert', 'reverted', true],
  ['restore:live', 'restoreAlias', 'reverted', true],
  ['undo:alias:live', 'undo', 'reverted', true],
  // It had not been moved.
  ['restore:live', 'restoreAlias', 'same', false],
  ['restore:live', 'restoreAlias', 'failed', false],
  // Something else was restored.
  ['restoreReserved', 'restoreReserved', 'reverted', false],
  ['undo:door:live', 'undo', 'reverted', false],
])('a step %s (%s) that is %s means that an alias went back: %s', (id, kind, state, went) => {
  const said = { words: 'Reverted: live → v1 100%.', code: 'reverted', values: {} };

  expect(wentBack(ended(id, kind, state))).toEqual(went ? [{ type: 'rollout.reverted', said, place: 'end' }] : []);
});
