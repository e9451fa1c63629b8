import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { JsonObject } from '../orca';
import { GateRequestError } from './gateRequestError';
import type { GateServices } from './gateServices';
import type { PluginFiles } from './spinnakerOptions';

interface Asset {
  Params: { id: string; version: string; file: string };
}

/** Serves Deck's plugins as Gate does: a manifest of IDs and versions, and each plugin's index.js. */
export function registerPluginRoutes(fastify: FastifyInstance, { plugin }: GateServices): void {
  fastify.get('/plugins/deck/plugin-manifest.json', () => (plugin === undefined ? [] : manifestOf(plugin)));
  fastify.get<Asset>('/plugins/deck/:id/:version/:file', ({ params }, reply) => {
    const known =
      plugin !== undefined &&
      manifestOf(plugin).some((entry) => entry['id'] === params.id && entry['version'] === params.version);
    if (!known || params.file !== 'index.js')
      throw new GateRequestError(404, `Unable to find asset ${params.file} of plugin ${params.id} ${params.version}`);
    return reply
      .header('cache-control', 'no-store')
      .type('application/javascript')
      .send(readFileSync(plugin.indexJsFile, 'utf8'));
  });
}

/** Gate adds no `url`: if there were one, Deck would load the bundle from there instead. */
function manifestOf({ manifestFile }: PluginFiles): JsonObject[] {
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as JsonObject | JsonObject[];
  return [manifest].flat().map(({ id, version }) => ({ id, version }));
}
