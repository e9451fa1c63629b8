import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { present, StageError } from 'stage-contract';
import { refusalAnswer } from './answers';
import { OrcaAway } from '../model/orcaPort';
import { Refusal, unavailable, unreadable, type RefusalDetails } from './refusal';

/**
 * The only place where errors become responses. Anything that isn't clearly the caller's fault is 503, so that Orca
 * retries.
 */
export function createErrorHandler(
  bodyBytes: number,
): (error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply) => FastifyReply {
  return (error, request, reply) => {
    const { details } = refusalOf(error, bodyBytes);
    const fields = {
      method: request.method,
      route: request.routeOptions.url,
      httpStatus: details.httpStatus,
      code: details.code,
    };
    if (details.httpStatus >= 500) request.log.error({ ...fields, error: describe(error) }, 'request failed');
    else
      request.log.info({ ...fields, problems: details.problems?.map((problem) => problem.field) }, 'request rejected');
    return sendRefusal(reply, details);
  };
}

/** Answers with a refusal. */
export function sendRefusal(reply: FastifyReply, details: RefusalDetails): FastifyReply {
  if (details.retryAfterSeconds !== undefined) reply.header('retry-after', String(details.retryAfterSeconds));
  if (details.httpStatus === 401) reply.header('www-authenticate', 'Bearer');
  return reply.code(details.httpStatus).send(refusalAnswer(details));
}

function refusalOf(error: FastifyError | Error, bodyBytes: number): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof StageError) return refusalOfStageError(error);
  if (error instanceof OrcaAway) return unavailable('Orca did not respond, so this request could not be confirmed.');
  const code = 'code' in error ? error.code : undefined;
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return unreadable(
        `The request body is larger than ${bodyBytes} bytes.`,
        "Shorten the stage's fields, or raise limits.bodyBytes in the sidecar's configuration.",
        413,
      );
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return unreadable(
        'The request body is neither application/json nor text/plain.',
        'Send JSON with Content-Type: application/json.',
        415,
      );
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return unreadable('The request body does not have the length that Content-Length says.', 'Send it again.');
    default:
      break;
  }
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
  if (status >= 400 && status < 500)
    return unreadable('The sidecar does not understand this request.', 'See /openapi.json for the API.', status);
  return unavailable('The sidecar cannot do this right now; see its log for the reason.');
}

/** The engine refused before it started anything. */
function refusalOfStageError(error: StageError): Refusal {
  if (error.retryable || error.code === 'internal') return unavailable(error.details.what.words);
  const { code, what, where, next, problems } = error.details;
  return new Refusal({
    httpStatus: 400,
    code,
    what: what.words,
    where,
    status: 'TERMINAL',
    ...present({ next: next?.words, problems }),
  });
}

/** Name, message and stack; never whole objects, because they may contain the request. */
const describe = (error: Error): { name: string; message: string; stack: string | undefined } => ({
  name: error.name,
  message: error.message,
  stack: error.stack,
});
