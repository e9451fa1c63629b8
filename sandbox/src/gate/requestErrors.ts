import type { FastifyInstance } from 'fastify';
import { DEEPEST_JSON, isNestedTooDeeply } from 'strict-lambda';
import { GateRequestError } from './gateRequestError';

/**
 * Accepts empty bodies, which Spinnaker's clients send, but no others than objects, and returns errors in Spring's format, which Deck shows.
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
  fastify.addHook('preValidation', (request, _, done) => {
    const hasBody = !['GET', 'HEAD', 'DELETE'].includes(request.method);
    if (hasBody && request.body === undefined) request.body = {};
    const isObject = typeof request.body === 'object' && request.body !== null && !Array.isArray(request.body);
    done(hasBody && !isObject ? new GateRequestError(400, 'The request body must be a JSON object') : undefined);
  });
  fastify.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    return reply
      .code(status)
      .send({ timestamp: Date.now(), status, error: error.name, message: error.message, url: request.url });
  });
}
