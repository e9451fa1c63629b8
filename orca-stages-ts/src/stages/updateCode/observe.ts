import { present, type UpdateCodeInput } from 'stage-contract';
import type { ConfigurationFacts } from '../../model/functionFacts';
import type { ObserveContext } from '../../model/stageContext';
import { isExisting, observeCode, type ObservedCode } from '../shared/code';
import { readLastPublished } from './readLastPublished';

/** Everything that planning an Update Code uses. */
export interface ObservedUpdateCode extends ObservedCode {
  /** The newest version; only read if the stage publishes, and absent if there is none. */
  lastPublished?: ConfigurationFacts;
}

/** Reads the function, its aliases and the wanted code, and what a publication would publish besides the code. */
export async function observeUpdateCode(input: UpdateCodeInput, context: ObserveContext): Promise<ObservedUpdateCode> {
  const code = await observeCode(input, context);
  if (input.publish !== true || !isExisting(code)) return code;
  return { ...code, ...present({ lastPublished: await readLastPublished(code, context) }) };
}
