import type { FastifyInstance } from 'fastify';
import type { Execution, JsonObject } from '../orca';
import { GateRequestError } from './gateRequestError';
import type { GateServices } from './gateServices';

interface Place {
  Params: { id: string; stageId: string };
}

interface ListQuery {
  limit?: string;
  statuses?: string;
  expand?: string;
  pipelineConfigIds?: string;
  pipelineNameFilter?: string;
  executionIds?: string;
}

/** Executions: the lists that Deck polls, single executions, and the actions of Deck's buttons. */
export function registerExecutionRoutes(
  fastify: FastifyInstance,
  { orca, authentication, pipelines }: GateServices,
): void {
  /** Orca lists the executions of an application by the IDs of its saved pipelines; others are found by their own ID. */
  const isListed = ({ pipelineConfigId }: Execution): boolean => pipelines.byId(pipelineConfigId ?? '') !== undefined;
  const list = (query: ListQuery, application?: string): Execution[] => {
    const chosen = newestPerPipeline(
      orca
        .executions()
        .filter(
          (execution) =>
            matches(execution, query, application) && (query.executionIds !== undefined || isListed(execution)),
        ),
      Number(query.limit ?? (application === undefined ? 1 : 10)),
    );
    return query.expand === 'false' ? chosen.map(withoutContexts) : chosen;
  };
  fastify.get<{ Params: { application: string }; Querystring: ListQuery }>(
    '/applications/:application/pipelines',
    ({ params, query }) => list(query, params.application),
  );
  fastify.get<{ Params: { application: string }; Querystring: ListQuery & { pipelineName?: string } }>(
    '/applications/:application/executions/search',
    ({ params, query }) => {
      const found = list(
        { ...query, limit: query.limit ?? '1000' },
        params.application === '*' ? undefined : params.application,
      );
      return found.filter((execution) => query.pipelineName === undefined || execution.name === query.pipelineName);
    },
  );
  fastify.get<{ Querystring: ListQuery }>('/executions', ({ query }) => {
    if (query.executionIds === undefined && query.pipelineConfigIds === undefined) return [];
    return list(query);
  });
  fastify.get<Place>('/pipelines/:id', ({ params }) => orca.execution(params.id));
  fastify.delete<Place>('/pipelines/:id', ({ params }, reply) => {
    orca.deleteExecution(params.id);
    return reply.code(200).send();
  });
  fastify.put<Place & { Querystring: { reason?: string } }>('/pipelines/:id/cancel', ({ params, query }, reply) => {
    orca.cancel(params.id, authentication.user, query.reason ?? null);
    return reply.code(202).send();
  });
  fastify.put<Place>('/pipelines/:id/pause', ({ params }, reply) => {
    orca.pause(params.id, authentication.user);
    return reply.code(202).send();
  });
  fastify.put<Place>('/pipelines/:id/resume', ({ params }, reply) => {
    orca.resume(params.id, authentication.user);
    return reply.code(202).send();
  });
  fastify.patch<Place & { Body: JsonObject | undefined }>('/pipelines/:id/stages/:stageId', ({ params, body }) =>
    orca.updateStage(params.id, params.stageId, body ?? {}, authentication),
  );
  fastify.put<Place>('/pipelines/:id/stages/:stageId/restart', ({ params }) =>
    orca.restartStage(params.id, params.stageId, authentication),
  );
  fastify.get<Place & { Querystring: { expression?: string } }>(
    '/pipelines/:id/evaluateExpression',
    ({ params, query }) => orca.evaluate(params.id, undefined, expressionOf(query)),
  );
  fastify.get<Place & { Querystring: { expression?: string } }>(
    '/pipelines/:id/:stageId/evaluateExpression',
    ({ params, query }) => orca.evaluate(params.id, params.stageId, expressionOf(query)),
  );
}

function expressionOf({ expression }: { expression?: string }): string {
  if (expression === undefined) throw new GateRequestError(400, 'Required parameter expression is missing');
  return expression;
}

function matches(execution: Execution, query: ListQuery, application: string | undefined): boolean {
  const isIn = (list: string | undefined, value: string | null): boolean =>
    list === undefined || list === '' || list.split(',').includes(value ?? '');
  if (application !== undefined && execution.application !== application.toLowerCase()) return false;
  if (query.executionIds !== undefined) return isIn(query.executionIds, execution.id);
  return isIn(query.pipelineConfigIds, execution.pipelineConfigId) && isIn(query.statuses, execution.status);
}

/** Spinnaker's `limit` counts per pipeline. */
function newestPerPipeline(executions: readonly Execution[], limit: number): Execution[] {
  const counts = new Map<string, number>();
  return executions.filter(({ pipelineConfigId, name }) => {
    const count = (counts.get(pipelineConfigId ?? name) ?? 0) + 1;
    counts.set(pipelineConfigId ?? name, count);
    return count <= limit;
  });
}

/** `expand=false`: Deck requests the rest when someone opens the execution. */
function withoutContexts(execution: Execution): Execution {
  const stages = execution.stages.map((stage) => ({
    ...stage,
    context: 'group' in stage.context ? { group: stage.context['group'] } : {},
    outputs: {},
    tasks: [],
  }));
  return { ...execution, stages };
}
