import { clipped, LONGEST_ASKER, say, StageError, type Asker, type RolloutActionInput } from 'stage-contract';
import type { OtherOperation } from '../../model/ask';
import type { OperationFacts } from '../../model/operationFacts';
import type { Plan } from '../../model/plan';
import { aliasOf } from '../../model/resource';
import { sentenceOf } from '../../model/step';
import { targetWords } from '../../model/target';
import type { ObservedRollout } from './observe';
import type { RolloutActionStep } from './steps';

/** What only takes something away from the candidate is asked whether or not Orca answers. */
const HOLDS_BACK: readonly RolloutActionInput['action'][] = ['hold', 'revert'];

/** One step: ask the rollout. Pure. Throws StageError rolloutNotFound. */
export function planRolloutAction(
  input: RolloutActionInput,
  { rollout, others }: ObservedRollout,
  operation: OperationFacts,
): Plan<RolloutActionStep> {
  if (rollout === undefined)
    throw new StageError({
      code: 'rolloutNotFound',
      what: say('noRolloutFound', {
        functionName: input.functionName,
        wanted: wantedWords(input),
        others: others.map(shownOther),
      }),
      where: targetWords(operation.target, input.aliasName),
    });
  const { action } = input;
  const { operationId, executionId, stageName } = rollout;
  return {
    steps: [
      {
        id: 'ask',
        kind: 'ask',
        ...sentenceOf(say('askRollout', { action })),
        // Asking again changes nothing, so no intent is needed.
        mutates: false,
        ...(HOLDS_BACK.includes(action) ? {} : { beginsWhen: 'orcaIsPolling' }),
        asked: { operationId, executionId, stageName },
        ask: { verb: action, by: askerOf(input, operation) },
      },
    ],
  };
}

const wantedWords = ({ aliasName, rolloutExecutionId, rolloutStageId }: RolloutActionInput): string =>
  [
    ...(aliasName === undefined ? [] : [`on ${aliasName}`]),
    ...(rolloutExecutionId === undefined
      ? []
      : [`in stage ${rolloutStageId ?? ''} of execution ${rolloutExecutionId}`]),
  ].join(' ');

function shownOther({ executionId, stageName, resource }: OtherOperation): {
  executionId: string;
  stageName: string;
  alias?: string;
} {
  const alias = resource === undefined ? undefined : aliasOf(resource);
  return { executionId, stageName, ...(alias === undefined ? {} : { alias }) };
}

const askerOf = ({ reason }: RolloutActionInput, { user }: OperationFacts): Asker => ({
  ...(user === undefined || user === '' ? {} : { user: clipped(user, LONGEST_ASKER) }),
  ...(reason === undefined ? {} : { reason }),
});
