import type { DeploymentInput } from 'stage-contract';
import type { Applied } from '../../model/applied';
import type { FunctionFacts } from '../../model/functionFacts';
import type { ApplyContext } from '../../model/stageContext';
import { applyCode, applyPublish, applyReuse, applySettleHead, applySettleVersion } from '../shared/code';
import { applyConcurrency } from '../shared/concurrency';
import { applyEventSource } from '../shared/eventSources';
import { applyCreateAlias, applyMoveAlias } from './applyAlias';
import { applyTags } from './applyTags';
import { configurationDifferences } from './configurationSettings';
import { applyCreate } from './createFunction';
import type { DeploymentFacts, DeploymentStep } from './steps';
import { applyLeftovers } from './leftovers';
import { applyRestoreAlias } from './restoreAlias';
import { applyConfiguration } from './updateConfiguration';

type Kind = DeploymentStep['kind'];
type Outcome = Applied<DeploymentFacts>;
type StepOf<K extends Kind> = Extract<DeploymentStep, { kind: K }>;
type Appliers = {
  [K in Kind]: (
    step: StepOf<K>,
    input: DeploymentInput,
    context: ApplyContext<DeploymentFacts>,
  ) => Outcome | Promise<Outcome>;
};

/** The head still has every declared setting, so the published version matches what the stage declares. */
const isDeclared =
  (input: DeploymentInput) =>
  (head: FunctionFacts): boolean =>
    configurationDifferences(input, head).length === 0;

const appliers: Appliers = {
  create: applyCreate,
  configuration: applyConfiguration,
  code: (step, input, context) => applyCode(step, input, context, isDeclared(input)),
  settleHead: (_step, _input, context) => applySettleHead(context),
  publish: (step, input, context) => applyPublish(step, input, context, isDeclared(input)),
  reuse: applyReuse,
  settleVersion: (_step, _input, context) => applySettleVersion(context),
  createAlias: (step, _input, context) => applyCreateAlias(step, context),
  moveAlias: (step, _input, context) => applyMoveAlias(step, context),
  tags: applyTags,
  reserved: (step, _input, context) => applyConcurrency(step, context),
  provisioned: (step, _input, context) => applyConcurrency(step, context),
  settleProvisioned: (step, _input, context) => applyConcurrency(step, context),
  createEventSource: (step, _input, context) => applyEventSource(step, context),
  updateEventSource: (step, _input, context) => applyEventSource(step, context),
  deleteEventSource: (step, _input, context) => applyEventSource(step, context),
  same: () => ({ kind: 'done', state: 'same' }),
  restoreAlias: (step, _input, context) => applyRestoreAlias(step, context),
  leftovers: applyLeftovers,
};

/** Applies one step of a Deployment by its kind. */
export const applyDeployment = async <K extends Kind>(
  step: StepOf<K>,
  input: DeploymentInput,
  context: ApplyContext<DeploymentFacts>,
): Promise<Outcome> => {
  const apply: Appliers[K] = appliers[step.kind as K];
  return apply(step, input, context);
};
