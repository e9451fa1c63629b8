import { ERROR_CODES, StageError, type Failure, type Problem, type ProblemReport } from 'stage-contract';

/** Most characters of a message: an outcome holds it several times, and has its limit. */
const MESSAGE_CHARACTERS = 2_000;
/** Errors that nobody foresaw may quote what they stumbled over. */
const UNEXPECTED_CHARACTERS = 300;
/** Most characters of a problem's values: a list of all presets is about as long. */
const VALUES_CHARACTERS = 500;
/** Most problems that are listed; the sentence names them all, up to its own limit. */
const PROBLEMS = 50;

/** A text cut to a length. */
const cut = (text: string, limit = MESSAGE_CHARACTERS): string =>
  text.length <= limit ? text : `${text.slice(0, limit)}…`;

/** Values may quote what the author wrote: longer ones are left out, as the message is cut. */
const problemReport = ({ field, code, values, message }: Problem): ProblemReport => ({
  field,
  code,
  message: cut(message, UNEXPECTED_CHARACTERS),
  ...(JSON.stringify(values).length > VALUES_CHARACTERS ? {} : { values: { ...values } }),
});

/** Turns any error into the outcome's failure: what, where, AWS's words, what to do next. */
export function describeFailure(error: unknown, where: string, step: string | undefined, tries: number): Failure {
  if (!(error instanceof StageError)) {
    const what = error instanceof Error ? error.message : String(error);
    return {
      code: 'internal',
      what: `Something unexpected went wrong: ${cut(what, UNEXPECTED_CHARACTERS)}`,
      where,
      next: ERROR_CODES.internal.next,
      ...(step === undefined ? {} : { step }),
    };
  }
  const { details } = error;
  return {
    code: details.code,
    what: cut(details.what),
    where: details.where,
    next: details.next ?? ERROR_CODES[details.code].next,
    ...(details.awsCode === undefined ? {} : { awsCode: details.awsCode }),
    ...(details.awsMessage === undefined ? {} : { awsMessage: cut(details.awsMessage) }),
    ...(details.awsRequestId === undefined ? {} : { awsRequestId: details.awsRequestId }),
    ...(details.problems === undefined
      ? {}
      : {
          problems: details.problems.slice(0, PROBLEMS).map(problemReport),
        }),
    ...(step === undefined ? {} : { step }),
    ...(tries > 1 ? { attempts: tries } : {}),
  };
}
