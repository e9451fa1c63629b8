import { checkStage, type StageType } from '../../stage-contract/src';
import { kindsBeyond } from './beyondSchemas';
import { accepts, refusalOf } from './validators';

/**
 * How a stage's schema and the sidecar differ about a stage; undefined if both accept or refuse it, or if no schema
 * could refuse it.
 */
export function disagreementOn(type: StageType, stage: Readonly<Record<string, unknown>>): string | undefined {
  const isAccepted = accepts(type, stage);
  const { problems } = checkStage(type, stage);
  if (isAccepted ? kindsBeyond(type, problems, stage) !== undefined : problems.length > 0) return undefined;
  return JSON.stringify({ schema: refusalOf(type, stage) ?? 'accepts', sidecar: problems, stage });
}
