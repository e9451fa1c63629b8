import { type UpdateCodeInput } from 'stage-contract';
import type { Applied } from '../../model/applied';
import type { ApplyContext } from '../../model/stageContext';
import {
  applyCode,
  applyPublish,
  applyReuse,
  applySettleHead,
  applySettleVersion,
  leftBehind,
  leftoverCode,
  type HeadCheck,
} from '../shared/code';
import type { LeftoverCodeStep, UpdateCodeFacts, UpdateCodeStep } from './steps';

type Kind = UpdateCodeStep['kind'];
type StepOf<K extends Kind> = Extract<UpdateCodeStep, { kind: K }>;
type CodeContext = ApplyContext<UpdateCodeFacts>;
type Appliers = {
  [K in Kind]: (
    step: StepOf<K>,
    input: UpdateCodeInput,
    context: CodeContext,
  ) => Applied<UpdateCodeFacts> | Promise<Applied<UpdateCodeFacts>>;
};

/** The configuration belongs to others, so it is published as they left it. */
const anyConfiguration: HeadCheck = () => true;

const appliers: Appliers = {
  code: (step, input, context) => applyCode(step, input, context, anyConfiguration),
  settleHead: (_step, _input, context) => applySettleHead(context),
  publish: (step, input, context) => applyPublish(step, input, context, anyConfiguration),
  reuse: applyReuse,
  settleVersion: (_step, _input, context) => applySettleVersion(context),
  same: () => ({ kind: 'done', state: 'same' }),
  leftoverCode: (step, _input, context) => applyLeftoverCode(step, context),
};

/** Reads AWS, because the last step may or may not have acted. */
async function applyLeftoverCode(step: LeftoverCodeStep, context: CodeContext): Promise<Applied<UpdateCodeFacts>> {
  const head = await context.lambda.getFunction(context.operation.target.functionName);
  return leftBehind(leftoverCode(head?.codeSha256 === step.codeSha256 ? ['Code'] : [], context.facts));
}

/** Applies one step of an Update Code by its kind. */
export const applyUpdateCode = async <K extends Kind>(
  step: StepOf<K>,
  input: UpdateCodeInput,
  context: CodeContext,
): Promise<Applied<UpdateCodeFacts>> => {
  const apply: Appliers[K] = appliers[step.kind as K];
  return apply(step, input, context);
};
