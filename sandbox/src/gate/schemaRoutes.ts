import type { FastifyInstance } from 'fastify';
import { PUBLISHED_SCHEMAS } from 'stage-contract';

/** Serves the JSON Schemas beside Deck, as an operator may: Deck's settings say where they are. */
export function registerSchemaRoutes(fastify: FastifyInstance): void {
  for (const [file, schemaOf] of PUBLISHED_SCHEMAS)
    fastify.get(`/schemas/${file}`, (_request, reply) => reply.type('application/schema+json').send(schemaOf()));
}
