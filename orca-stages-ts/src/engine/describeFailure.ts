import { ERROR_CODES, StageError, type Failure } from 'stage-contract';

/** Turns any error into the outcome's failure: what, where, AWS's words, what to do next. */
export function describeFailure(error: unknown, where: string, step: string | undefined, tries: number): Failure {
  if (!(error instanceof StageError)) {
    const what = error instanceof Error ? error.message : String(error);
    return { code: 'internal', what: `Something unexpected went wrong: ${what}`, where, next: ERROR_CODES.internal.next, ...(step === undefined ? {} : { step }) };
  }
  const { details } = error;
  return {
    code: details.code,
    what: details.what,
    where: details.where,
    next: details.next ?? ERROR_CODES[details.code].next,
    ...(details.awsCode === undefined ? {} : { awsCode: details.awsCode }),
    ...(details.awsMessage === undefined ? {} : { awsMessage: details.awsMessage }),
    ...(details.awsRequestId === undefined ? {} : { awsRequestId: details.awsRequestId }),
    ...(details.problems === undefined ? {} : { problems: details.problems }),
    ...(step === undefined ? {} : { step }),
    ...(tries > 1 ? { attempts: tries } : {}),
  };
}
