import { say, type RouteInput } from 'stage-contract';
import type { Applied } from '../../model/applied';
import type { ApplyContext } from '../../model/stageContext';
import { targetWords } from '../../model/target';
import { holdRouting } from './holdRouting';
import type { RouteFacts, RouteStep } from './steps';

type Step = Extract<RouteStep, { kind: 'holdForPerson' }>;

/**
 * Looks at the alias like any hold. Only a person ends it: if nobody has done so in time, it fails. Throws StageError
 * foreignChange.
 */
export async function waitForPerson(
  step: Step,
  input: RouteInput,
  context: ApplyContext<RouteFacts>,
): Promise<Applied<RouteFacts>> {
  const looked = await holdRouting({ ...step, kind: 'hold' }, input, context);
  if (looked.kind === 'failed' || looked.kind === 'wait') return looked;
  if (context.look?.isLast !== true) return { ...looked, kind: 'continue' };
  return {
    kind: 'failed',
    error: {
      code: 'notContinued',
      what: say('notContinued', { weightPercent: step.weightPercent ?? 0, seconds: step.holdSeconds }),
      where: targetWords(context.operation.target, input.aliasName),
    },
    ...(looked.report === undefined ? {} : { report: looked.report }),
  };
}
