import { versionWords } from '../../../model/routing';
import type { CodeFacts } from './codeFacts';
import { listWords } from './words';

/** What stays of code and settings after a failure, in sentences; `names` are the settings that the head has by now. */
export function leftoverCode(names: readonly string[], facts: Readonly<Partial<CodeFacts>>): string[] {
  if (facts.version !== undefined && facts.versionReused !== true)
    return [`${versionWords(facts.version)} was published and is left.`];
  return names.length === 0
    ? []
    : [`The unpublished head keeps this stage's ${listWords(names)}; no version was published.`];
}
