import { cancelRequestSchema } from 'stage-contract';
import { cancelAnswerSchema, refusalAnswerSchema } from '../answers';
import type { FoundOperation } from '../../engine/operationService';
import { isCancelled, OrcaAway } from '../../model/orcaPort';
import { readJsonBody } from '../readJsonBody';
import type { Server, ServerDeps } from '../serverDeps';

const NOTHING_CHANGED = 'nothing was changed';

/** Whether Orca's record confirms the cancel: anyone who has the token could send it. */
type Orders = 'given' | 'none' | 'away' | 'unknown';

const WHY_NOT: Readonly<Record<Exclude<Orders, 'given'>, string>> = {
  unknown: `There is no operation for this stage, so ${NOTHING_CHANGED}.`,
  none: `Orca's record shows no reason to stop this stage, so ${NOTHING_CHANGED}.`,
  away: `Orca did not respond, so the cancel could not be confirmed and ${NOTHING_CHANGED} yet; the sidecar will check again.`,
};

async function cancelOrders(found: FoundOperation, { orca }: ServerDeps): Promise<Orders> {
  if (orca === undefined) return 'given';
  try {
    return isCancelled(await orca.execution(found.executionId), found) ? 'given' : 'none';
  } catch (error) {
    if (error instanceof OrcaAway) return 'away';
    throw error;
  }
}

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
      const found = await deps.service.find(stageId, attempt);
      const orders = found === undefined ? 'unknown' : await cancelOrders(found, deps);
      const cancelled =
        found !== undefined && orders === 'given' ? await deps.service.cancel(found.stageId, found.attempt) : undefined;
      request.log.info(
        {
          execution: executionId,
          stage: stageId,
          attempt,
          operation: found?.id,
          orders,
          running: cancelled?.wasRunning ?? false,
        },
        'cancel received',
      );
      if (found === undefined || cancelled === undefined)
        return reply.send({ status: 'CANCELED', progress: WHY_NOT[orders === 'given' ? 'unknown' : orders] });
      const { status, progress } = cancelled.outcome;
      return reply.send({
        id: found.id,
        status,
        progress: cancelled.wasRunning
          ? progress
          : `The operation had already ended, so ${NOTHING_CHANGED}: ${progress}`,
      });
    },
  );
}
