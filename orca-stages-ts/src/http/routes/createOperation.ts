import { operationRequestSchema } from 'stage-contract';
import { admitRequest } from '../admitRequest';
import { confirmCreate } from '../confirmCreate';
import { operationAnswerSchema, refusalAnswerSchema } from '../answers';
import { unavailable } from '../refusal';
import type { Server, ServerDeps } from '../serverDeps';
import { statusUrlOf } from '../statusUrl';

const summary = 'Start a stage. Idempotent by stageId and attempt: a repeated request returns the same operation.';

/** POST /v1/operations. */
export function createOperation(app: Server, deps: ServerDeps): void {
  app.post(
    '/v1/operations',
    {
      schema: {
        summary,
        tags: ['operations'],
        security: [{ bearer: [] }],
        body: operationRequestSchema,
        response: {
          200: operationAnswerSchema,
          202: operationAnswerSchema,
          400: refusalAnswerSchema,
          401: refusalAnswerSchema,
          403: refusalAnswerSchema,
          413: refusalAnswerSchema,
          415: refusalAnswerSchema,
          503: refusalAnswerSchema,
        },
      },
    },
    async (request, reply) => {
      // Orca repeats a create that gets 503; by then another replica answers.
      if (deps.lifecycle.draining()) throw unavailable('The sidecar is shutting down and accepts no new operations.');
      const confirmed = await confirmCreate(request.body, deps, request.log);
      const accepted = admitRequest(confirmed, deps.configuration);
      const { id, outcome, created } = await deps.service.create(accepted);
      if (created) deps.metrics.operationCreated(request.body.type);
      return reply
        .code(created ? 202 : 200)
        .send({ ...outcome, id, statusUrl: statusUrlOf(deps.configuration.publicUrl, id) });
    },
  );
}
