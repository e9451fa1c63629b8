import { z } from 'zod';
import { operationAnswerSchema, refusalAnswerSchema } from '../answers';
import { Refusal } from '../refusal';
import type { Server, ServerDeps } from '../serverDeps';
import { statusUrlOf } from '../statusUrl';

/**
 * GET /v1/operations/{id}: Orca's poll, and its heartbeat. 404 only if the journal has confirmed that the operation
 * does not exist, because a 404 ends the stage at once.
 */
export function readOperation(app: Server, deps: ServerDeps): void {
  app.get(
    '/v1/operations/:id',
    {
      schema: {
        summary: 'The current outcome document.',
        tags: ['operations'],
        security: [{ bearer: [] }],
        params: z.object({ id: z.string() }),
        response: {
          200: operationAnswerSchema,
          401: refusalAnswerSchema,
          404: refusalAnswerSchema,
          503: refusalAnswerSchema,
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const outcome = await deps.service.poll(id);
      if (outcome === undefined) {
        throw new Refusal({
          httpStatus: 404,
          code: 'notFound',
          what: 'There is no operation with this ID.',
          where: `operation ${id.slice(0, 100)}`,
          status: 'TERMINAL',
          next: 'Run the stage again. If this happens often, check that all replicas use the same journal, and that it survives restarts.',
        });
      }
      return reply.send({ ...outcome, statusUrl: statusUrlOf(deps.configuration.publicUrl, id) });
    },
  );
}
