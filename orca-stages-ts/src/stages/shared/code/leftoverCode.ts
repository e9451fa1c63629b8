import { say, type Saying } from 'stage-contract';
import type { Applied } from '../../../model/applied';
import type { CodeFacts } from './codeFacts';

/**
 * The end of a step that names what a failed stage has left. */
export const leftBehind = (left: Saying[]): Extract<Applied<never>, { kind: 'done' }> =>
  left.length === 0
    ? { kind: 'done', note: say('nothingLeftBehind', {}) }
    : { kind: 'done', note: say('leftBehind', { parts: left }), report: { warnings: left } };

/** What remains of code and settings after a failure, for warnings and notes; `names` are the settings that the head has
 * by now.
 */
export function leftoverCode(names: readonly string[], facts: Readonly<Partial<CodeFacts>>): Saying[] {
  if (facts.version !== undefined && facts.versionReused !== true)
    return [say('versionIsLeft', { version: facts.version })];
  return names.length === 0 ? [] : [say('headKeeps', { settings: names })];
}
