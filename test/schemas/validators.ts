import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import { pipelineJsonSchema, stageJsonSchema, type StageType } from '../../stage-contract/src';

/** Ajv as an editor or a build would use it. */
const ajv = new Ajv2020({ strict: false });

/** Compiled once, and only if a test needs it: the schema of a whole pipeline takes seconds. */
const compiled = new Map<StageType | 'pipeline', ValidateFunction>();

function validatorOf(what: StageType | 'pipeline'): ValidateFunction {
  const validate =
    compiled.get(what) ?? ajv.compile(what === 'pipeline' ? pipelineJsonSchema() : stageJsonSchema(what));
  compiled.set(what, validate);
  return validate;
}

/** Whether the schema of a stage, or of pipelines, accepts a value. */
export const accepts = (what: StageType | 'pipeline', value: unknown): boolean => validatorOf(what)(value);

/** What the schema says: its problems, or undefined if it accepts the value. */
export const refusalOf = (what: StageType | 'pipeline', value: unknown): string | undefined =>
  accepts(what, value) ? undefined : ajv.errorsText(validatorOf(what).errors);
