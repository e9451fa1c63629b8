import type { FastifyInstance } from 'fastify';
import type { JsonObject } from '../orca';
import { GateRequestError } from './gateRequestError';
import type { GateServices } from './gateServices';
import type { Pipeline } from './pipelineStore';

interface OfApplication {
  Params: { application: string; name: string };
  Body: JsonObject | undefined;
}

interface ById {
  Params: { id: string };
}

interface Reorder {
  idsToIndices: Record<string, number>;
}

const text = { type: 'string' } as const;
const move = {
  type: 'object',
  required: ['application', 'from', 'to'],
  properties: { application: text, from: text, to: text },
} as const;
const reorder = {
  type: 'object',
  required: ['idsToIndices'],
  properties: { idsToIndices: { type: 'object', additionalProperties: { type: 'integer' } } },
} as const;

/** Saved pipelines: read, save, rename, order, delete, and start. */
export function registerPipelineRoutes(fastify: FastifyInstance, services: GateServices): void {
  const { pipelines, authentication, orca } = services;
  const found = (application: string, nameOrId: string): Pipeline => {
    const pipeline = pipelines.byNameOrId(application, nameOrId);
    if (pipeline === undefined)
      throw new GateRequestError(404, `Pipeline config (id: ${nameOrId}) not found in application ${application}`);
    return pipeline;
  };
  const start = ({
    params,
    body,
  }: {
    params: OfApplication['Params'];
    body: JsonObject | undefined;
  }): { ref: string } => {
    const pipeline = found(params.application, params.name);
    const trigger = { type: 'manual', ...body, user: authentication.user };
    return { ref: `/pipelines/${orca.orchestrate({ ...pipeline, trigger }, authentication).id}` };
  };
  fastify.get<OfApplication>('/applications/:application/pipelineConfigs', ({ params }) =>
    pipelines.ofApplication(params.application),
  );
  fastify.get<OfApplication>('/applications/:application/pipelineConfigs/:name', ({ params }) =>
    found(params.application, params.name),
  );
  fastify.get<OfApplication>('/applications/:application/strategyConfigs', () => []);
  fastify.get<ById & { Querystring: { limit?: string } }>('/pipelineConfigs/:id/history', ({ params, query }) =>
    pipelines.history(params.id, Number(query.limit ?? 20)),
  );
  fastify.post<{ Body: JsonObject; Querystring: { staleCheck?: string } }>('/pipelines', ({ body, query }) =>
    pipelines.save(body, authentication.user, query.staleCheck === 'true'),
  );
  fastify.put<ById & { Body: JsonObject }>('/pipelines/:id', ({ params, body }) => {
    if (pipelines.byId(params.id) === undefined)
      throw new GateRequestError(404, `No pipeline exists with id ${params.id}`);
    return pipelines.save({ ...body, id: params.id }, authentication.user);
  });
  fastify.delete<OfApplication>('/pipelines/:application/:name', ({ params }, reply) => {
    pipelines.remove(found(params.application, params.name).id);
    return reply.code(200).send();
  });
  fastify.post<{ Body: { application: string; from: string; to: string } }>(
    '/pipelines/move',
    { schema: { body: move } },
    ({ body }) => pipelines.save({ ...found(body.application, body.from), name: body.to }, authentication.user),
  );
  fastify.post<{ Body: Reorder }>('/actions/pipelines/reorder', { schema: { body: reorder } }, ({ body }, reply) => {
    for (const [id, index] of Object.entries(body.idsToIndices)) {
      const pipeline = pipelines.byId(id);
      if (pipeline !== undefined) pipelines.save({ ...pipeline, index }, authentication.user);
    }
    return reply.code(200).send();
  });
  fastify.post<OfApplication>('/pipelines/v2/:application/:name', (request, reply) =>
    reply.code(202).send(start(request)),
  );
  fastify.post<OfApplication>('/pipelines/:application/:name', (request, reply) =>
    reply.code(202).send(start(request)),
  );
  fastify.post<{ Body: JsonObject }>('/pipelines/start', ({ body }) => ({
    ref: `/pipelines/${orca.orchestrate(body, authentication).id}`,
  }));
}
