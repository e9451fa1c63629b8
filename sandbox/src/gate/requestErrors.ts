import type { FastifyInstance } from 'fastify';
import { DEEPEST_JSON, isNestedTooDeeply } from 'strict-lambda';
import { GateRequestError } from './gateRequestError';

/**
 * Accepts empty JSON bodies, which Spinnaker's clients send, and returns errors in Spring's format, which Deck shows.
 */
export function setUpRequests(fastify: FastifyInstance): void {
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeContentTypeParser('application/json');
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else if (isNestedTooDeeply(String(body)))
      done(
        new GateRequestError(400, `Document nesting depth exceeds the maximum allowed (${DEEPEST_JSON})`),
        undefined,
      );
    else parseJson(request, String(body), done);
  });
  fastify.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    return reply
      .code(status)
      .send({ timestamp: Date.now(), status, error: error.name, message: error.message, url: request.url });
  });
}
