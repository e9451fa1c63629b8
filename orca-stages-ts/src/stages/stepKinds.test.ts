import { STEP_KINDS } from 'stage-contract';
import type { DeleteStep } from './delete/steps';
import type { DeploymentStep } from './deployment/steps';
import type { InvokeStep } from './invoke/steps';
import type { RolloutActionStep } from './rolloutAction/steps';
import type { RouteStep } from './route/steps';
import type { UpdateCodeStep } from './updateCode/steps';

type Step = DeleteStep | DeploymentStep | InvokeStep | RolloutActionStep | RouteStep | UpdateCodeStep;

/** The compiler asks for each kind that a stage or the engine (`undo`) has, and for no other. */
const KINDS_OF_STAGES = {
  create: true,
  configuration: true,
  code: true,
  publish: true,
  reuse: true,
  settleHead: true,
  settleVersion: true,
  createAlias: true,
  moveAlias: true,
  restoreAlias: true,
  tags: true,
  reserved: true,
  provisioned: true,
  settleProvisioned: true,
  createEventSource: true,
  updateEventSource: true,
  deleteEventSource: true,
  same: true,
  leftovers: true,
  leftoverCode: true,
  route: true,
  describeAlias: true,
  restoreDescription: true,
  hold: true,
  healthCheck: true,
  revert: true,
  keepRouting: true,
  restoreReserved: true,
  restoreProvisioned: true,
  restoreEventSource: true,
  deleteCandidate: true,
  keepCandidate: true,
  beginWatching: true,
  watch: true,
  hook: true,
  call: true,
  callThrottledAgain: true,
  judgeAnswers: true,
  deleteAlias: true,
  drain: true,
  deleteVersion: true,
  deleteMapping: true,
  waitUntilMappingsGone: true,
  deleteFunction: true,
  holdForPerson: true,
  ask: true,
  withdraw: true,
  undo: true,
} as const satisfies Record<Step['kind'] | 'undo', true>;

it('the outcome knows the kinds of all steps, and no others', () => {
  expect([...STEP_KINDS].sort()).toEqual(Object.keys(KINDS_OF_STAGES).sort());
});
