import { ERROR_CODES, type ErrorCode, type OperationStatus, type Problem } from 'stage-contract';

/** Why a request was not carried out, in the words of the answer. */
export interface RefusalDetails {
  httpStatus: number;
  code: ErrorCode | 'unauthorized' | 'notFound' | 'unavailable' | 'tooLarge' | 'unreadable';
  /** One sentence that says what is wrong. */
  what: string;
  where: string;
  /** What to do next; the code's own advice when absent. */
  next?: string;
  problems?: readonly Problem[];
  /** What Orca is to make of it: TERMINAL ends the stage, RUNNING asks it to come back. */
  status: OperationStatus;
  retryAfterSeconds?: number;
}

/** A request that is not carried out; the error handler makes the answer. */
export class Refusal extends Error {
  readonly details: RefusalDetails;
  /** Read by Fastify's plugins. */
  readonly statusCode: number;

  constructor(details: RefusalDetails) {
    super(details.what);
    this.name = 'Refusal';
    this.details = details;
    this.statusCode = details.httpStatus;
  }
}

/** Come back later: Orca repeats a create that is answered 503 every 10 s, and goes on polling. */
export const unavailable = (what: string, retryAfterSeconds = 10): Refusal =>
  new Refusal({
    httpStatus: 503,
    code: 'unavailable',
    what,
    where: 'sidecar',
    next: 'Nothing: Orca asks again by itself.',
    status: 'RUNNING',
    retryAfterSeconds,
  });

/** Input that can never work. */
export const unreadable = (what: string, next: string, httpStatus = 400): Refusal =>
  new Refusal({
    httpStatus,
    code: httpStatus === 413 ? 'tooLarge' : 'unreadable',
    what,
    where: 'request body',
    next,
    status: 'TERMINAL',
  });

/** The advice of a refusal. */
export const adviceOf = (details: RefusalDetails): string =>
  details.next ?? (isErrorCode(details.code) ? ERROR_CODES[details.code].next : 'Correct the request.');

const isErrorCode = (code: RefusalDetails['code']): code is ErrorCode => code in ERROR_CODES;
