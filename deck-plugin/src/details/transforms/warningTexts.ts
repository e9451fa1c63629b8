import { formVoice } from 'stage-contract';
import type { StageDetails } from '../read/readDetails';
import { voiced } from '../text/voiced';

/** What the stage warns about; fields are named as its form names them. */
export const warningTexts = ({ outcome, stageType }: Pick<StageDetails, 'outcome' | 'stageType'>): string[] =>
  outcome.warnings.map(({ text, told }) => voiced(text, told, formVoice(stageType)));
