import type { FastifyInstance } from 'fastify';
import { refusedFromElsewhere } from 'strict-lambda';

/**
 * What Deck needs: Angular makes functions of its templates, and its styles are in the page. Nothing is loaded from elsewhere, and no page shows
 * this one in a frame.
 */
const PAGE_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Answers nothing that a web page of somebody else's can make a browser on this machine send. */
export function keepToThisMachine(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', async ({ method, headers }, reply) => {
    void reply.headers({
      'content-security-policy': PAGE_POLICY,
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
    });
    const refused = refusedFromElsewhere({ method, headers });
    if (refused !== undefined)
      return reply.code(refused.status).send({ status: refused.status, error: refused.code, message: refused.message });
    return undefined;
  });
}
