import { formVoice } from 'stage-contract';
import type { StageDetails } from '../read/readDetails';
import { voiced } from '../text/voiced';

/** The stage's warnings; fields are named as in its form. */
export const warningTexts = ({ outcome, stageType }: Pick<StageDetails, 'outcome' | 'stageType'>): string[] =>
  outcome.warnings.map(({ text, told }) => voiced(text, told, formVoice(stageType)));
