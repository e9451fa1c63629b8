import type { StageStep } from '../../model/step';
import type { AnyCodeStep, CodeFacts } from '../shared/code';

/** Says what of this stage is left in the unpublished head. */
export interface LeftoverCodeStep extends StageStep {
  kind: 'leftoverCode';
  codeSha256: string;
}

export type UpdateCodeStep = AnyCodeStep | LeftoverCodeStep;
export type UpdateCodeFacts = CodeFacts;
