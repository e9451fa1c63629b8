import type { FastifyInstance } from 'fastify';
import { refusedFromElsewhere } from 'strict-lambda';

/**
 * What Deck needs: Angular turns templates into functions, and styles are inline. Nothing is loaded from elsewhere, and no
 * other page may frame this one.
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

/** Rejects everything that someone else's web page could make a browser on this machine send. */
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
