import { createContext, Script } from 'node:vm';
import { spendCharacters, spendEverything, spendSteps, stepsLeft } from './budget';
import { javaPattern } from './javaPattern';
import { SpelError } from './spelError';

/** How long a regular expression may search, in time of the processor. One that needs longer would take minutes or years. */
const LONGEST_MS = 500;
/** How often it may search again after it had no processor for most of that time. */
const MOST_TRIES = 6;

/** Only the vm module can stop a regular expression. Nothing but these names is visible there. */
const place: { pattern?: RegExp; text?: string; most?: number } = createContext(Object.create(null) as object);
const TEST = new Script('pattern.test(text)');
const FIND = new Script(`{
  const found = [];
  for (const match of text.matchAll(pattern)) {
    found.push(match);
    if (found.length > most) break;
  }
  found;
}`);

/** Whether a Java pattern matches the whole text. Throws a SpelError if the search takes too long. */
export function matchesPattern(source: string, text: string): boolean {
  return run(TEST, javaPattern(source, true), text, source) === true;
}

/** All matches of a Java pattern. Throws a SpelError if the search takes too long or finds too much. */
export function findMatches(source: string, text: string): RegExpExecArray[] {
  const found = run(FIND, javaPattern(source, false), text, source) as RegExpExecArray[];
  spendSteps(found.length);
  return found;
}

function run(script: Script, pattern: RegExp, text: string, source: string): unknown {
  spendCharacters(text.length);
  Object.assign(place, { pattern, text, most: stepsLeft() });
  try {
    return search(script, MOST_TRIES);
  } catch (error) {
    if (!hasCode(error, 'ERR_SCRIPT_EXECUTION_TIMEOUT'))
      throw new SpelError('evaluation', `EL1074E: the regular expression '${source}' cannot be used here`);
    spendEverything();
    // Spring's words for a pattern that looks at too many characters.
    throw new SpelError(
      'evaluation',
      `EL1073E: Failed to efficiently evaluate pattern '${source}': consider redesigning it`,
    );
  }
}

/** The vm module measures the time that passes. On a busy machine, most of it may belong to other processes. */
function search(script: Script, tries: number): unknown {
  const before = process.cpuUsage();
  try {
    return script.runInContext(place, { timeout: LONGEST_MS });
  } catch (error) {
    const { user, system } = process.cpuUsage(before);
    const hadProcessor = (user + system) / 1000 >= LONGEST_MS / 2;
    if (hadProcessor || tries === 1 || !hasCode(error, 'ERR_SCRIPT_EXECUTION_TIMEOUT')) throw error;
    return search(script, tries - 1);
  }
}

function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
