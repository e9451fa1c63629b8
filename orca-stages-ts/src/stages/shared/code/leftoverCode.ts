import { say, type Saying } from 'stage-contract';
import type { CodeFacts } from './codeFacts';

/**
 * What remains of code and settings after a failure, for warnings and notes; `names` are the settings that the head has
 * by now.
 */
export function leftoverCode(names: readonly string[], facts: Readonly<Partial<CodeFacts>>): Saying[] {
  if (facts.version !== undefined && facts.versionReused !== true)
    return [say('versionIsLeft', { version: facts.version })];
  return names.length === 0 ? [] : [say('headKeeps', { settings: names })];
}
