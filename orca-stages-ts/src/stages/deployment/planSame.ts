import type { DeploymentInput } from 'stage-contract';
import { listWords } from '../shared/code';
import { eventSourceMode } from '../shared/eventSources';
import type { DeploymentStep } from './deploymentSteps';
import type { ObservedDeployment } from './observe';
import { tagsMode } from './planTags';

/** One step that names what was declared and needs no change, so that its absence from the list is no riddle. */
export function sameSteps(
  input: DeploymentInput,
  observed: ObservedDeployment,
  steps: readonly DeploymentStep[],
): DeploymentStep[] {
  if (observed.head === undefined) return [];
  const has = (...kinds: DeploymentStep['kind'][]): boolean => steps.some((step) => kinds.includes(step.kind));
  const kept = (input.aliases ?? []).filter(
    (name) =>
      !steps.some((step) => (step.kind === 'createAlias' || step.kind === 'moveAlias') && step.aliasName === name),
  );
  const same = [
    ...(has('code') ? [] : ['code']),
    ...(has('configuration') ? [] : ['configuration']),
    ...(kept.length === 0 ? [] : [`${kept.length === 1 ? 'alias' : 'aliases'} ${listWords(kept)}`]),
    ...(tagsMode(input) === 'ignore' || has('tags') ? [] : ['tags']),
    ...(input.reservedConcurrentExecutions === undefined || has('reserved') ? [] : ['reserved concurrency']),
    ...(input.provisionedConcurrentExecutions === undefined || has('provisioned') ? [] : ['provisioned concurrency']),
    ...(eventSourceMode(input) === 'ignore' || has('createEventSource', 'updateEventSource', 'deleteEventSource')
      ? []
      : ['event sources']),
  ];
  const words = listWords(same);
  return words === ''
    ? []
    : [{ kind: 'same', id: 'same', sentence: `${words.charAt(0).toUpperCase()}${words.slice(1)}`, mutates: false }];
}
