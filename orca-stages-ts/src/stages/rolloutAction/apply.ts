import { say, StageError, type RolloutActionInput, type Saying } from 'stage-contract';
import type { Applied } from '../../model/applied';
import type { AskAnswer } from '../../model/ask';
import type { ApplyContext } from '../../model/stageContext';
import { targetWords } from '../../model/target';
import type { RolloutActionFacts, RolloutActionStep } from './steps';

type AskStep = Extract<RolloutActionStep, { kind: 'ask' }>;
type Context = ApplyContext<RolloutActionFacts>;

/** How long the rollout has to take the action, in seconds: it answers between two of its steps. */
const ANSWER_WITHIN_SECONDS = 30;
/** How often to look for the answer; the rollout wakes the stage when it has answered. */
const LOOK_EVERY_MS = 1_000;

/** Asks the rollout, or takes that back. Throws StageError actionNotAllowed and actionNotTaken. */
export async function applyRolloutAction(
  step: RolloutActionStep,
  input: RolloutActionInput,
  context: Context,
): Promise<Applied<RolloutActionFacts>> {
  return step.kind === 'ask' ? ask(step, input, context) : withdraw(context);
}

async function ask(
  step: AskStep,
  { action, aliasName }: RolloutActionInput,
  context: Context,
): Promise<Applied<RolloutActionFacts>> {
  const { asks, nowMs, firstBegunAtMs } = context;
  const { operationId, executionId, stageName } = step.asked;
  await asks.ask(operationId, step.ask);
  const isLate = nowMs - firstBegunAtMs >= ANSWER_WITHIN_SECONDS * 1000;
  const answer = isLate ? await asks.withdraw() : await asks.answer();
  if (answer?.kind === 'pending')
    return {
      kind: 'wait',
      afterMs: LOOK_EVERY_MS,
      progress: say('rolloutIsAsked', { action, executionId, stageName }),
    };
  if (answer?.kind === 'taken')
    return {
      kind: 'done',
      note: say('rolloutHasTaken', { action, executionId, stageName }),
      facts: { taken: step.asked },
    };
  throw refusal(answer, action, targetWords(context.operation.target, aliasName));
}

/** Why the rollout has not taken the action. */
function refusal(answer: AskAnswer | undefined, action: string, where: string): StageError {
  if (answer?.kind === 'refused' || answer?.kind === 'ended') {
    const because = answer.kind === 'refused' ? answer.reason : say('rolloutHasEnded', {});
    return new StageError({ code: 'actionNotAllowed', what: say('actionRefused', { action, because }), where });
  }
  return new StageError({
    code: 'actionNotTaken',
    what: say('actionNotTaken', { action, seconds: ANSWER_WITHIN_SECONDS }),
    where,
  });
}

/** A stage that stops waiting takes its request back; what the rollout has taken by then stands. */
async function withdraw({ asks }: Context): Promise<Applied<RolloutActionFacts>> {
  const answer = await asks.withdraw();
  const note: Saying | undefined =
    answer?.kind === 'taken'
      ? say('actionStands', {})
      : answer?.kind === 'withdrawn'
        ? say('actionWithdrawn', {})
        : undefined;
  return {
    kind: 'done',
    state: answer?.kind === 'withdrawn' ? 'done' : 'same',
    ...(note === undefined ? {} : { note }),
  };
}
