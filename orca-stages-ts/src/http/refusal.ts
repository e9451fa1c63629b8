import { adviceFor, isErrorCode, type ErrorCode, type OperationStatus, type Problem } from 'stage-contract';

/** Why a request was refused, in the words of the response. */
export interface RefusalDetails {
  httpStatus: number;
  code: ErrorCode | 'unauthorized' | 'notFound' | 'unavailable' | 'tooLarge' | 'unreadable';
  /** One sentence that says what is wrong. */
  what: string;
  where: string;
  /** What to do next; defaults to the code's own advice. */
  next?: string;
  problems?: readonly Problem[];
  /** What Orca does with it: TERMINAL ends the stage, RUNNING makes Orca retry. */
  status: OperationStatus;
  retryAfterSeconds?: number;
}

/** A refused request; the error handler turns it into a response. */
export class Refusal extends Error {
  readonly details: RefusalDetails;
  /** Fastify's plugins read this. */
  readonly statusCode: number;

  constructor(details: RefusalDetails) {
    super(details.what);
    this.name = 'Refusal';
    this.details = details;
    this.statusCode = details.httpStatus;
  }
}

/** Retry later: Orca repeats a create that gets 503 every 10 s, and keeps polling. */
export const unavailable = (what: string, retryAfterSeconds = 10): Refusal =>
  new Refusal({
    httpStatus: 503,
    code: 'unavailable',
    what,
    where: 'sidecar',
    next: 'Nothing to do: Orca will retry.',
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
  details.next ?? (isErrorCode(details.code) ? adviceFor(details.code) : 'Correct the request.');
