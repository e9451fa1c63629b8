import {
  adviceFor,
  clipped,
  clippedValue,
  present,
  say,
  StageError,
  toldOf,
  type Failure,
  type Problem,
  type ProblemReport,
  type Saying,
  type Told,
} from 'stage-contract';

/** Longest message, in characters: an outcome contains it several times and has a size limit. */
const MESSAGE_CHARACTERS = 2_000;
/** Longest unexpected error, in characters: it may quote the input that caused it. */
const UNEXPECTED_CHARACTERS = 300;
/** Longest values of a problem, in characters: about the length of a list of all presets. */
const VALUES_CHARACTERS = 500;
/** Most characters of the values that a sentence is made from. */
const TOLD_CHARACTERS = 4 * MESSAGE_CHARACTERS;
/** Most problems to list. The sentence names all of them, up to its own limit. */
const PROBLEMS = 50;

/** What is said, with texts and lists among its values truncated as the words are; without values that are too long all the same. */
function cutTold(said: Saying): Told {
  const { code, values } = toldOf(said);
  const kept = clippedValue(values, MESSAGE_CHARACTERS, PROBLEMS) as Told['values'];
  return { code, values: JSON.stringify(kept).length > TOLD_CHARACTERS ? {} : kept };
}

/** Values may quote the author's input. Long ones are left out, just as the message is truncated. */
const problemReport = ({ field, code, values, message }: Problem): ProblemReport => ({
  field,
  code,
  message: clipped(message, UNEXPECTED_CHARACTERS),
  ...(JSON.stringify(values).length > VALUES_CHARACTERS ? {} : { values: { ...values } }),
});

/** A failure with the engine's own words and its code's advice. */
export const failureWith = (
  code: Failure['code'] & Parameters<typeof adviceFor>[0],
  what: Saying,
  where: string,
): Failure => ({ code, what: what.words, told: toldOf(what), where, next: adviceFor(code) });

/** Turns any error into the outcome's failure: what, where, AWS's message, and what to do next. */
export function describeFailure(error: unknown, where: string, step: string | undefined, tries: number): Failure {
  if (!(error instanceof StageError)) {
    const reason = clipped(error instanceof Error ? error.message : String(error), UNEXPECTED_CHARACTERS);
    return { ...failureWith('internal', say('unexpected', { reason }), where), ...present({ step }) };
  }
  const { details } = error;
  return {
    code: details.code,
    what: clipped(details.what.words, MESSAGE_CHARACTERS),
    told: cutTold(details.what),
    where: details.where,
    next: details.next?.words ?? adviceFor(details.code),
    ...present({
      nextTold: details.next === undefined ? undefined : toldOf(details.next),
      awsCode: details.awsCode,
      awsMessage: details.awsMessage === undefined ? undefined : clipped(details.awsMessage, MESSAGE_CHARACTERS),
      awsRequestId: details.awsRequestId,
      problems: details.problems?.slice(0, PROBLEMS).map(problemReport),
      step,
      attempts: tries > 1 ? tries : undefined,
    }),
  };
}
