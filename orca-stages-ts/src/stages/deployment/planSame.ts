import { sentenceOf } from '../../model/step';
import { say, type UnchangedPart, type DeploymentInput } from 'stage-contract';
import { eventSourceMode } from '../shared/eventSources';
import type { DeploymentStep } from './steps';
import type { ObservedDeployment } from './observe';
import { tagsMode } from './planTags';

/** One step that names what was declared and needs no change, so that readers don't miss it. */
export function sameSteps(
  input: DeploymentInput,
  observed: ObservedDeployment,
  steps: readonly DeploymentStep[],
): DeploymentStep[] {
  if (observed.head === undefined) return [];
  const unchanged = declaredParts(input, steps)
    .filter(({ isDeclared, changedBy }) => isDeclared && !steps.some((step) => changedBy.includes(step.kind)))
    .map(({ part }) => part);
  return unchanged.length === 0
    ? []
    : [{ kind: 'same', id: 'same', ...sentenceOf(say('unchanged', { parts: unchanged })), mutates: false }];
}

/** Something that a Deployment can declare, and the kinds of steps that change it. */
interface DeclaredPart {
  part: UnchangedPart;
  isDeclared: boolean;
  changedBy: readonly DeploymentStep['kind'][];
}

function declaredParts(input: DeploymentInput, steps: readonly DeploymentStep[]): DeclaredPart[] {
  const aliases = untouchedAliases(input, steps);
  return [
    { part: { part: 'code' }, isDeclared: true, changedBy: ['code'] },
    { part: { part: 'configuration' }, isDeclared: true, changedBy: ['configuration'] },
    {
      part: { part: 'aliases', aliases },
      isDeclared: aliases.length > 0,
      changedBy: [],
    },
    { part: { part: 'tags' }, isDeclared: tagsMode(input) !== 'ignore', changedBy: ['tags'] },
    {
      part: { part: 'reservedConcurrency' },
      isDeclared: input.reservedConcurrentExecutions !== undefined,
      changedBy: ['reserved'],
    },
    {
      part: { part: 'provisionedConcurrency' },
      isDeclared: input.provisionedConcurrentExecutions !== undefined,
      changedBy: ['provisioned'],
    },
    {
      part: { part: 'eventSources' },
      isDeclared: eventSourceMode(input) !== 'ignore',
      changedBy: ['createEventSource', 'updateEventSource', 'deleteEventSource'],
    },
  ];
}

/** Declared aliases that no step creates or moves. Unlike the other parts, each alias counts separately. */
const untouchedAliases = ({ aliases = [] }: DeploymentInput, steps: readonly DeploymentStep[]): string[] =>
  aliases.filter(
    (name) =>
      !steps.some((step) => (step.kind === 'createAlias' || step.kind === 'moveAlias') && step.aliasName === name),
  );
