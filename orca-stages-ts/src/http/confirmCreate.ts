import type { FastifyBaseLogger } from 'fastify';
import type { OperationRequest } from 'stage-contract';
import { confirmRequest } from '../orca';
import { Refusal } from './refusal';
import type { ServerDeps } from './serverDeps';

/**
 * The request according to Orca's record, or unchanged if there is no record to check. Throws Refusal 403 if the record
 * does not confirm the request, and OrcaAway if Orca does not respond.
 */
export async function confirmCreate(
  request: OperationRequest,
  { orca, metrics }: ServerDeps,
  log: FastifyBaseLogger,
): Promise<OperationRequest> {
  if (orca === undefined) return request;
  const confirmation = confirmRequest(request, await orca.execution(request.executionId));
  if (confirmation.ok) return confirmation.request;
  const { reason, what } = confirmation;
  metrics.createNotConfirmed(reason);
  log.warn(
    { reason, execution: request.executionId, stage: request.stageId, attempt: request.attempt },
    "create rejected: Orca's record does not confirm it",
  );
  throw new Refusal({
    httpStatus: 403,
    code: 'notConfirmed',
    what,
    where: 'request',
    status: 'TERMINAL',
    next: "Start the stage from a pipeline. If Orca did send this request, check that orca.baseUrl in the sidecar's configuration points to the Orca that runs the pipeline.",
  });
}
