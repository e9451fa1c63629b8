import { cancelRequestSchema } from 'stage-contract';
import { cancelAnswerSchema, refusalAnswerSchema } from '../answers';
import { readJsonBody } from '../readJsonBody';
import type { Server, ServerDeps } from '../serverDeps';

const NOTHING_CHANGED = 'nothing was changed';

/**
 * POST /v1/operations/cancel. Orca sends it once and forgets it: also for stages that have ended, and with the raw
 * expression if Orca was killed during the create call. So the response is always 200.
 */
export function cancelOperation(app: Server, deps: ServerDeps): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      done(null, readJsonBody(Buffer.from(body), request.headers['content-type'], deps.configuration.limits));
    } catch {
      done(null, undefined);
    }
  });
  app.post(
    '/v1/operations/cancel',
    {
      schema: {
        summary: 'Stop an operation and run its failure policy. Unknown and finished operations are not changed.',
        tags: ['operations'],
        security: [{ bearer: [] }],
        response: { 200: cancelAnswerSchema, 401: refusalAnswerSchema, 503: refusalAnswerSchema },
      },
    },
    async (request, reply) => {
      const wish = cancelRequestSchema.safeParse(request.body);
      if (!wish.success) {
        request.log.warn(
          { problems: wish.error.issues.map((issue) => issue.path.join('.') || 'body') },
          'cancel does not name a stage; nothing was changed',
        );
        return reply.send({ status: 'CANCELED', progress: `The cancel does not name a stage, so ${NOTHING_CHANGED}.` });
      }
      const { stageId, attempt, executionId } = wish.data;
      const found = await deps.service.cancel(stageId, attempt);
      request.log.info(
        { execution: executionId, stage: stageId, attempt, operation: found?.id, running: found?.wasRunning ?? false },
        'cancel received',
      );
      if (found === undefined)
        return reply.send({
          status: 'CANCELED',
          progress: `There is no operation for this stage, so ${NOTHING_CHANGED}.`,
        });
      const { status, progress } = found.outcome;
      return reply.send({
        id: found.id,
        status,
        progress: found.wasRunning ? progress : `The operation had already ended, so ${NOTHING_CHANGED}: ${progress}`,
      });
    },
  );
}
