import type { UpdateCodeInput } from 'stage-contract';
import type { ObserveContext } from '../../model/stageContext';
import { observeCode, type ObservedCode } from '../shared/code';

/** Reads the function, its aliases and the wanted code, as every stage that changes code does. */
export const observeUpdateCode = (input: UpdateCodeInput, context: ObserveContext): Promise<ObservedCode> =>
  observeCode(input, context);
