import { healthAnswerSchema } from '../answers';
import type { Server, ServerDeps } from '../serverDeps';

/** GET /healthz and /readyz, without a token: load balancers have none. */
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
        summary: 'Whether new operations are taken.',
        tags: ['health'],
        response: { 200: healthAnswerSchema, 503: healthAnswerSchema },
      },
    },
    async (_, reply) => {
      const { authorization } = deps.configuration;
      if (deps.lifecycle.draining())
        return reply.code(503).send({ status: 'DRAINING', progress: 'The process is being stopped.', authorization });
      if (!(await reachable(deps)))
        return reply.code(503).send({ status: 'DOWN', progress: 'The journal does not answer.', authorization });
      return reply.send({
        status: 'UP',
        progress:
          authorization === 'off'
            ? 'Ready. Authorization is off: every user of Spinnaker may use every configured account.'
            : 'Ready.',
        authorization,
      });
    },
  );
}

const reachable = (deps: ServerDeps): Promise<boolean> => deps.service.reachable().catch(() => false);
