import { present, say, StageError } from 'stage-contract';
import type { Applied } from '../../../model/applied';
import type { ApplyContext } from '../../../model/stageContext';
import { targetWords } from '../../../model/target';
import { pollDelayMs } from '../settle/pollDelayMs';
import type { ConcurrencyStep, ProvisionedStep, ReservedStep, SettleProvisionedStep } from './concurrencySteps';

/**
 * One change of concurrency, or one check whether it is ready. Setting the same number twice is idempotent in AWS, so
 * no look is needed first.
 */
export function applyConcurrency<Facts extends object>(
  step: ConcurrencyStep,
  context: ApplyContext<Facts>,
): Promise<Applied<Facts>> {
  switch (step.kind) {
    case 'reserved':
      return applyReserved(step, context);
    case 'provisioned':
      return applyProvisioned(step, context);
    case 'settleProvisioned':
      return settleProvisioned(step, context);
  }
}

async function applyReserved<Facts extends object>(
  step: ReservedStep,
  context: ApplyContext<Facts>,
): Promise<Applied<Facts>> {
  const { functionName } = context.operation.target;
  if (step.executions === undefined) await context.lambda.deleteReservedConcurrency(functionName);
  else await context.lambda.putReservedConcurrency(functionName, step.executions);
  return { kind: 'done' };
}

async function applyProvisioned<Facts extends object>(
  step: ProvisionedStep,
  context: ApplyContext<Facts>,
): Promise<Applied<Facts>> {
  const { functionName } = context.operation.target;
  if (step.executions === undefined) await context.lambda.deleteProvisionedConcurrency(functionName, step.qualifier);
  else await context.lambda.putProvisionedConcurrency(functionName, step.qualifier, step.executions);
  return { kind: 'done' };
}

async function settleProvisioned<Facts extends object>(
  step: SettleProvisionedStep,
  context: ApplyContext<Facts>,
): Promise<Applied<Facts>> {
  const { target } = context.operation;
  const facts = await context.lambda.getProvisionedConcurrency(target.functionName, step.qualifier);
  // Someone else has changed it, or AWS has refused to bring it back; that step has said so.
  if (step.restores === true && facts?.requested !== step.executions) return { kind: 'done', state: 'skipped' };
  if (facts?.status === 'FAILED') {
    throw new StageError({
      code: 'settleFailed',
      what: say('couldNotProvision', {
        executions: step.executions,
        qualifier: step.qualifier,
        ...present({ reason: facts.statusReason }),
      }),
      where: targetWords(target, step.qualifier),
    });
  }
  if (facts?.status === 'READY') return { kind: 'done', note: say('environmentsReady', { count: facts.available }) };
  return {
    kind: 'wait',
    afterMs: pollDelayMs(context.tries, context.nowMs - context.firstBegunAtMs, context.settlePollMs),
    progress: say('waitingUntilProvisioned', {
      executions: step.executions,
      qualifier: step.qualifier,
      ready: facts?.available ?? 0,
    }),
  };
}
