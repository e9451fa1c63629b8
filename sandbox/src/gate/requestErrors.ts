import type { FastifyInstance } from 'fastify';

/**
 * Accepts empty JSON bodies, which Spinnaker's clients send, and returns errors in Spring's format, which Deck shows.
 */
export function setUpRequests(fastify: FastifyInstance): void {
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeContentTypeParser('application/json');
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else parseJson(request, String(body), done);
  });
  fastify.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    return reply
      .code(status)
      .send({ timestamp: Date.now(), status, error: error.name, message: error.message, url: request.url });
  });
}
