import type { FastifyBaseLogger } from 'fastify';
import type { OperationRequest } from 'stage-contract';
import { confirmRequest } from '../orca';
import { Refusal } from './refusal';
import type { ServerDeps } from './serverDeps';

/**
 * The request as Orca's own record has it. With `authorization: tokenOnly`, the request is taken at its word. Throws Refusal 403 if the record does not
 * bear it out, and OrcaAway if Orca does not answer.
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
    "create refused: Orca's record does not bear it out",
  );
  throw new Refusal({
    httpStatus: 403,
    code: 'notConfirmed',
    what,
    where: 'request',
    status: 'TERMINAL',
    next: "Start the stage from a pipeline. If Orca itself sent this, check that orca.baseUrl in the sidecar's configuration is the Orca that runs the pipeline.",
  });
}
