import { existsSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyInstance } from 'fastify';
import {
  parseOrcaConfiguration,
  registerOrcaRoutes,
  startOrca,
  systemClock,
  type Orca,
  type SavedPipelines,
} from '../orca';
import { registerAccountRoutes } from './accountRoutes';
import { registerApplicationRoutes } from './applicationRoutes';
import { ApplicationStore } from './applicationStore';
import { registerEmptyAnswers } from './emptyAnswers';
import { registerExecutionRoutes } from './executionRoutes';
import type { GateServices } from './gateServices';
import { registerPipelineRoutes } from './pipelineRoutes';
import { PipelineStore } from './pipelineStore';
import { registerPluginRoutes } from './pluginRoutes';
import { registerSchemaRoutes } from './schemaRoutes';
import { keepToThisMachine } from './keepToThisMachine';
import { setUpRequests } from './requestErrors';
import { springQuery } from './springQuery';
import type { Spinnaker, SpinnakerAccount, SpinnakerOptions } from './spinnakerOptions';

const BODY_LIMIT_BYTES = 10 * 1024 * 1024;
const LOCAL_ACCOUNT: SpinnakerAccount = {
  name: 'local',
  accountId: '123456789012',
  regions: ['us-east-1', 'eu-west-1'],
};

/** Starts Gate under /gate, Orca's REST under /orca and the Deck page at / on one port of 127.0.0.1. */
export async function startSpinnaker(options: SpinnakerOptions): Promise<Spinnaker> {
  const services = servicesOf(options);
  const unanswered = new Set<string>();
  const fastify = Fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    forceCloseConnections: true,
    routerOptions: { querystringParser: springQuery },
  });
  keepToThisMachine(fastify);
  setUpRequests(fastify);
  await fastify.register(
    (gate, _, done) => {
      registerGate(gate, services, unanswered);
      done();
    },
    { prefix: '/gate' },
  );
  await fastify.register(
    (orca, _, done) => {
      registerOrcaRoutes(orca, services.orca);
      done();
    },
    { prefix: '/orca' },
  );
  registerSchemaRoutes(fastify);
  if (options.staticDir !== undefined) await servePage(fastify, options.staticDir);
  await options.beforeListen?.(fastify);
  await fastify.listen({ port: options.port, host: '127.0.0.1' });
  const { port } = fastify.server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    orca: services.orca,
    unanswered: () => [...unanswered],
    savePipeline: (pipeline) => services.pipelines.save(pipeline, services.authentication.user),
    close: async () => {
      await fastify.close();
      await services.orca.close();
    },
  };
}

function servicesOf(options: SpinnakerOptions): GateServices {
  const clock = options.clock ?? systemClock;
  const accounts = options.accounts ?? [LOCAL_ACCOUNT];
  const pipelines = new PipelineStore(options.stateDir, () => clock.now());
  const orca = engineOf(options, (application) => pipelines.ofApplication(application));
  return {
    orca,
    clock,
    accounts,
    plugin: options.plugin,
    authentication: { user: options.user ?? 'demo', allowedAccounts: accounts.map((account) => account.name) },
    pipelines,
    applications: new ApplicationStore(options.stateDir, options.applications ?? ['demo'], () => clock.now()),
  };
}

function engineOf(
  { orcaConfigFile, orcaConfigYaml, stateDir, clock, pollScale }: SpinnakerOptions,
  savedPipelines: SavedPipelines,
): Orca {
  const yaml = orcaConfigFile === undefined ? (orcaConfigYaml ?? '{}') : readFileSync(orcaConfigFile, 'utf8');
  return startOrca({
    configuration: parseOrcaConfiguration(yaml),
    savedPipelines,
    ...(stateDir === undefined ? {} : { stateDir }),
    ...(clock === undefined ? {} : { clock }),
    ...(pollScale === undefined ? {} : { pollScale }),
  });
}

function registerGate(gate: FastifyInstance, services: GateServices, unanswered: Set<string>): void {
  registerPluginRoutes(gate, services);
  registerAccountRoutes(gate, services);
  registerApplicationRoutes(gate, services);
  registerPipelineRoutes(gate, services);
  registerExecutionRoutes(gate, services);
  registerEmptyAnswers(gate, services);
  gate.setNotFoundHandler((request, reply) => {
    const where = `${request.method} ${request.url.split('?')[0] ?? request.url}`;
    unanswered.add(where);
    return reply
      .code(404)
      .send({ status: 404, error: 'Not Found', message: `The sandbox's Gate has no route ${where}` });
  });
}

/** Deck also requests a manifest of its own, which a page without such plugins doesn't need. */
async function servePage(fastify: FastifyInstance, staticDir: string): Promise<void> {
  const hasManifest = existsSync(path.join(staticDir, 'plugin-manifest.json'));
  if (!hasManifest) fastify.get('/plugin-manifest.json', () => []);
  await fastify.register(fastifyStatic, { root: path.resolve(staticDir) });
}
