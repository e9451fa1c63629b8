import { say, StageError, type Saying } from 'stage-contract';
import type { Applied } from '../../../model/applied';
import type { ApplyContext } from '../../../model/stageContext';
import { sentenceOf } from '../../../model/step';
import { targetWords } from '../../../model/target';
import type {
  ConcurrencyRestore,
  ConcurrencyStep,
  ProvisionedStep,
  ReservedStep,
  RestoreProvisionedStep,
  RestoreReservedStep,
  SettleProvisionedStep,
} from './concurrencySteps';

/**
 * The steps that bring back what a step has changed, with the wait until it is ready again; none if the step does not
 * say what was there before. Pure.
 */
export const restoreConcurrency = (
  step: ReservedStep | ProvisionedStep,
): (ConcurrencyRestore | SettleProvisionedStep)[] =>
  step.kind === 'reserved' ? restoreReserved(step) : restoreProvisioned(step);

const restoreReserved = ({ before, executions }: ReservedStep): RestoreReservedStep[] =>
  before === undefined
    ? []
    : [
        {
          id: 'restoreReserved',
          kind: 'restoreReserved',
          ...sentenceOf(say('restoreReserved', { executions: before })),
          mutates: true,
          before,
          left: executions ?? null,
        },
      ];

function restoreProvisioned({
  before,
  executions,
  qualifier,
}: ProvisionedStep): (RestoreProvisionedStep | SettleProvisionedStep)[] {
  if (before === undefined) return [];
  const restore: RestoreProvisionedStep = {
    id: `restoreProvisioned:${qualifier}`,
    kind: 'restoreProvisioned',
    ...sentenceOf(say('restoreProvisioned', { executions: before, qualifier })),
    mutates: true,
    qualifier,
    before,
    left: executions ?? null,
  };
  if (before === null) return [restore];
  return [
    restore,
    {
      id: `settleRestored:${qualifier}`,
      kind: 'settleProvisioned',
      ...sentenceOf(say('waitUntilProvisioned', { executions: before, qualifier })),
      waits: true,
      mutates: false,
      qualifier,
      executions: before,
      restores: true,
    },
  ];
}

/** Whether a step changes concurrency in a way that can be brought back. */
export const changesConcurrency = (step: { kind: string }): step is Exclude<ConcurrencyStep, SettleProvisionedStep> =>
  step.kind === 'reserved' || step.kind === 'provisioned';

/** Brings back one setting. Throws StageError foreignChange if someone else has changed it meanwhile. */
export async function applyConcurrencyRestore<Facts extends object>(
  step: ConcurrencyRestore,
  context: ApplyContext<Facts>,
): Promise<Applied<Facts>> {
  const { lambda, operation } = context;
  const { functionName } = operation.target;
  const { before, left } = step;
  const setting = step.kind === 'restoreReserved' ? {} : { qualifier: step.qualifier };
  const found = await settingNow(step, context);
  const note = say('concurrencyAsBefore', { executions: before, ...setting });
  if (found === before) return { kind: 'done', state: context.again ? 'reverted' : 'same', note };
  if (found !== left) throw changedByOther(say('concurrencyChangedByOther', { ...setting, left, found }), context);
  if (step.kind === 'restoreReserved') {
    if (before === null) await lambda.deleteReservedConcurrency(functionName);
    else await lambda.putReservedConcurrency(functionName, before);
  } else if (before === null) await lambda.deleteProvisionedConcurrency(functionName, step.qualifier);
  else await lambda.putProvisionedConcurrency(functionName, step.qualifier, before);
  return { kind: 'done', state: 'reverted', note };
}

async function settingNow<Facts extends object>(
  step: ConcurrencyRestore,
  { lambda, operation }: ApplyContext<Facts>,
): Promise<number | null> {
  const { functionName } = operation.target;
  if (step.kind === 'restoreReserved') return (await lambda.getReservedConcurrency(functionName)) ?? null;
  return (await lambda.getProvisionedConcurrency(functionName, step.qualifier))?.requested ?? null;
}

const changedByOther = <Facts extends object>(what: Saying, { operation }: ApplyContext<Facts>): StageError =>
  new StageError({
    code: 'foreignChange',
    what,
    where: targetWords(operation.target),
    next: say('restoreSettingByHand', {}),
  });
