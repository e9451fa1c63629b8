import { healthAnswerSchema } from '../answers';
import { AUTHORIZATION_WORDS } from '../authorizationWords';
import type { Server, ServerDeps } from '../serverDeps';

/** GET /healthz and /readyz. No token: load balancers don't have one. */
export function health(app: Server, deps: ServerDeps): void {
  app.get(
    '/healthz',
    { schema: { summary: 'Whether the process is alive.', tags: ['health'], response: { 200: healthAnswerSchema } } },
    async (_, reply) => reply.send({ status: 'UP', progress: 'The process is alive.' }),
  );
  app.get(
    '/readyz',
    {
      schema: {
        summary: 'Whether the sidecar accepts new operations.',
        tags: ['health'],
        response: { 200: healthAnswerSchema, 503: healthAnswerSchema },
      },
    },
    async (_, reply) => {
      const { authorization } = deps.configuration;
      if (deps.lifecycle.draining())
        return reply.code(503).send({ status: 'DRAINING', progress: 'The process is shutting down.', authorization });
      const trouble = await deps.service.journalTrouble();
      if (trouble !== undefined) {
        const { reason, what, next } = trouble;
        const progress = `The journal ${what}. ${next}`;
        return reply.code(503).send({ status: 'DOWN', reason, progress, authorization });
      }
      return reply.send({
        status: 'UP',
        progress: authorization === 'allowedAccounts' ? 'Ready.' : `Ready. ${AUTHORIZATION_WORDS[authorization]}`,
        authorization,
      });
    },
  );
}
