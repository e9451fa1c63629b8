import { any, isGiven, mayNotBeRead, not, when } from '../conditions';
import type { JsonSchema } from '../jsonSchema';

/** The rules of stages/rolloutAction.ts that a schema can express. */
export const rolloutActionRules: readonly JsonSchema[] = [
  when(
    'Without the IDs of its stage, the alias says which rollout.',
    not(any(isGiven('rolloutExecutionId'), isGiven('rolloutStageId'))),
    isGiven('aliasName'),
  ),
  when('A stage is named by both IDs.', not(isGiven('rolloutStageId')), mayNotBeRead('rolloutExecutionId')),
  when('A stage is named by both IDs.', not(isGiven('rolloutExecutionId')), mayNotBeRead('rolloutStageId')),
];
