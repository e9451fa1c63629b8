import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Authentication, JsonObject } from './executionModel';
import type { PreconfiguredWebhook } from './orcaConfiguration';
import type { Orca } from './orca';

interface Place {
  Params: { id: string; stageId: string };
}

/**
 * Orca's own REST API, to be registered under a prefix. User and accounts come from the X-SPINNAKER headers, as in
 * Orca.
 */
export function registerOrcaRoutes(fastify: FastifyInstance, orca: Orca): void {
  fastify.post('/orchestrate', (request) => ({
    ref: `/pipelines/${orca.orchestrate(bodyOf(request), authenticationOf(request)).id}`,
  }));
  fastify.get<Place>('/pipelines/:id', ({ params }) => orca.execution(params.id));
  fastify.delete<Place>('/pipelines/:id', ({ params }, reply) => {
    orca.deleteExecution(params.id);
    return reply.code(200).send();
  });
  fastify.put<Place & { Querystring: { reason?: string } }>('/pipelines/:id/cancel', (request, reply) => {
    orca.cancel(request.params.id, authenticationOf(request).user, request.query.reason ?? null);
    return reply.code(202).send();
  });
  fastify.put<Place>('/pipelines/:id/pause', (request, reply) => {
    orca.pause(request.params.id, authenticationOf(request).user);
    return reply.code(202).send();
  });
  fastify.put<Place>('/pipelines/:id/resume', (request, reply) => {
    orca.resume(request.params.id, authenticationOf(request).user);
    return reply.code(202).send();
  });
  fastify.patch<Place>('/pipelines/:id/stages/:stageId', (request) =>
    orca.updateStage(request.params.id, request.params.stageId, bodyOf(request), authenticationOf(request)),
  );
  fastify.put<Place>('/pipelines/:id/stages/:stageId/restart', (request) =>
    orca.restartStage(request.params.id, request.params.stageId, authenticationOf(request)),
  );
  fastify.get('/webhooks/preconfigured', () => preconfiguredForDeck(orca));
}

/** What Deck learns about the preconfigured webhooks: which fields are preset, but neither URLs nor headers. */
export function preconfiguredForDeck(orca: Orca): JsonObject[] {
  return orca.configuration.preconfigured.filter((webhook) => webhook.enabled).map(forDeck);
}

/** How many preset fields it takes until Orca tells Deck that there is nothing left to configure. */
const CONFIGURABLE_FIELDS = 19;
const UNCOUNTED_FIELDS = ['permissions', 'parameterValues', 'parameterData'];

function forDeck({ type, label, description, parameters, fields }: PreconfiguredWebhook): JsonObject {
  const preconfiguredProperties = Object.keys(fields).filter((name) => !UNCOUNTED_FIELDS.includes(name));
  const needed = CONFIGURABLE_FIELDS - (fields['statusUrlResolution'] === 'webhookResponse' ? 0 : 1);
  const waits = fields['waitForCompletion'] === true;
  const isComplete = waits
    ? preconfiguredProperties.length >= needed
    : ['url', 'customHeaders', 'method', 'payload'].every((name) => name in fields);
  return {
    label,
    description,
    type,
    waitForCompletion: fields['waitForCompletion'] ?? null,
    preconfiguredProperties,
    noUserConfigurableFields: fields['waitForCompletion'] !== undefined && isComplete,
    parameters,
    parameterData: fields['parameterData'] ?? null,
  };
}

function authenticationOf(request: FastifyRequest): Authentication {
  const header = (name: string): string => String(request.headers[name] ?? '');
  return {
    user: header('x-spinnaker-user') === '' ? 'anonymous' : header('x-spinnaker-user'),
    allowedAccounts: header('x-spinnaker-accounts')
      .split(',')
      .map((account) => account.trim())
      .filter((account) => account !== ''),
  };
}

function bodyOf(request: FastifyRequest): JsonObject {
  return typeof request.body === 'object' && request.body !== null ? (request.body as JsonObject) : {};
}
