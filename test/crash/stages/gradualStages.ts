import type { CrashStage } from '../crashStage';
import { GOOD, NEVER, route, UPDATED } from './requests';

const gradual = (steps: readonly object[], more: Record<string, unknown> = {}) =>
  route({ deploymentStrategy: '$GRADUAL', versionNameA: '$LATEST', steps, ...more });
/** Long enough that it does not end before a test lets its time pass, whatever the machine does. */
const held = (weightPercent: number): object => ({ weightPercent, holdSeconds: 60 });
const steps = [held(10), { check: { expect: GOOD } }, held(50)];
const failing = [held(10), { check: { expect: NEVER } }, held(50)];
const long = [held(10)];
const checkFails = { code: 'healthCheckFailed', step: 'check:2' } as const;

/** Routes in steps. */
export const GRADUAL_STAGES: readonly CrashStage[] = [
  {
    title: 'Route $GRADUAL',
    before: UPDATED,
    request: gradual(steps),
    runs: 1,
    ends: { aliases: { live: '2' } },
    restored: { live: '1' },
  },
  {
    title: 'Route $GRADUAL, hold',
    before: UPDATED,
    request: gradual(steps, { onFailure: 'hold' }),
    runs: 1,
    ends: { aliases: { live: '2' } },
  },
  {
    title: 'Route $GRADUAL, revertAndDeleteCandidate',
    before: UPDATED,
    request: gradual(steps, { onFailure: 'revertAndDeleteCandidate' }),
    runs: 1,
    ends: { aliases: { live: '2' } },
    restored: { live: '1' },
    deleted: '2',
  },
  {
    title: 'Route $GRADUAL, preset LambdaCanary10Percent5Minutes',
    before: UPDATED,
    runs: 0,
    request: route({
      deploymentStrategy: '$GRADUAL',
      versionNameA: '$LATEST',
      preset: 'LambdaCanary10Percent5Minutes',
    }),
    ends: { aliases: { live: '2' } },
    restored: { live: '1' },
  },
  {
    title: 'Route $GRADUAL, watched and baked',
    before: UPDATED,
    request: gradual([held(10), held(50)], {
      guards: [{ metric: 'errorRate' }, { metric: 'durationP50', shadow: true }],
      // Nobody calls the function, so every guard has too few calls.
      evidence: { extendSeconds: 0, onTooFew: 'proceed' },
      bakeSeconds: 60,
    }),
    runs: 0,
    ends: { aliases: { live: '2' } },
    restored: { live: '1' },
  },
  {
    title: 'Route $GRADUAL failing, revert',
    before: UPDATED,
    request: gradual(failing),
    runs: 1,
    ends: {},
    fails: checkFails,
    restored: { live: '1' },
  },
  {
    title: 'Route $GRADUAL failing, hold',
    before: UPDATED,
    request: gradual(failing, { onFailure: 'hold' }),
    runs: 1,
    ends: { aliases: { live: '1 + 2 10%' } },
    fails: checkFails,
  },
  {
    title: 'Route $GRADUAL failing, revertAndDeleteCandidate',
    before: UPDATED,
    request: gradual(failing, { onFailure: 'revertAndDeleteCandidate' }),
    runs: 1,
    ends: { versions: ['1'] },
    fails: checkFails,
    restored: { live: '1' },
    deleted: '2',
  },
  {
    title: 'Route $GRADUAL, cancelled in a hold',
    before: UPDATED,
    request: gradual(long),
    runs: 0,
    ends: {},
    stopped: { step: 'hold:10', by: 'cancel' },
    restored: { live: '1' },
  },
  {
    title: 'Route $GRADUAL, promoted by a person',
    before: UPDATED,
    request: gradual(failing),
    runs: 0,
    ends: { aliases: { live: '2' } },
    asked: { step: 'hold:10', actions: ['promote'] },
    restored: { live: '1' },
  },
  {
    title: 'Route $GRADUAL, held and continued by a person',
    before: UPDATED,
    request: gradual(long),
    runs: 0,
    ends: { aliases: { live: '2' } },
    asked: { step: 'hold:10', actions: ['hold', 'continue'] },
    restored: { live: '1' },
  },
  {
    title: 'Route $GRADUAL, reverted by a person',
    before: UPDATED,
    request: gradual(long, { onFailure: 'hold' }),
    runs: 0,
    ends: {},
    asked: { step: 'hold:10', actions: ['revert'] },
  },
  {
    title: 'Route $GRADUAL, past its deadline in a hold',
    before: UPDATED,
    request: gradual(long, { onFailure: 'revertAndDeleteCandidate' }),
    runs: 0,
    ends: { versions: ['1'] },
    stopped: { step: 'hold:10', by: 'deadline' },
    restored: { live: '1' },
    deleted: '2',
  },
];
