import type { FastifyInstance } from 'fastify';
import { preconfiguredForDeck } from '../orca/orcaRoutes';
import type { GateServices } from './gateServices';

/** What Deck requests from a Spinnaker that has nothing but Lambda: paths and their responses. */
const ANSWERS: Readonly<Record<string, unknown>> = {
  '/artifacts/credentials': [],
  '/artifacts/account/:name/names': [],
  '/artifactory/names': [],
  '/bakery/options': [],
  '/capabilities/deploymentMonitors': [],
  '/capabilities/quietPeriod': { enabled: false, inQuietPeriod: false, startTime: -1, endTime: -1 },
  '/certificates': [],
  '/certificates/:provider': [],
  '/codebuild/accounts': [],
  '/concourse/:master/teams': [],
  '/cron/validate': { valid: false, message: 'Cron triggers are not supported yet in the sandbox' },
  '/functions': [],
  '/gcb/accounts': [],
  '/history/:id': [],
  '/images/find': [],
  '/instanceTypes': [],
  '/jobs/preconfigured': [],
  '/keyPairs': [],
  '/loadBalancers': [],
  '/networks': {},
  '/networks/:provider': [],
  '/nexus/names': [],
  '/notifications/application/:name': {},
  '/notifications/metadata': [],
  '/pagerDuty/oncalls': [],
  '/pagerDuty/services': [],
  '/pipelineTemplates': [],
  '/projects': [],
  '/pubsub/subscriptions': [],
  '/roles/:provider': [],
  '/securityGroups': {},
  '/securityGroups/:account': {},
  '/serverGroups': [],
  '/slack/channels': [],
  '/storage': [],
  '/subnets': [],
  '/subnets/:provider': [],
  '/tags': [],
  '/v2/builds': [],
  '/v2/pipelineTemplates/versions': {},
  '/version': { version: 'sandbox' },
  '/vpcs': [],
  '/applications/:name/clusters': {},
  '/applications/:name/firewalls': [],
  '/applications/:name/functions': [],
  '/applications/:name/loadBalancers': [],
  '/applications/:name/rawResources': [],
  '/applications/:name/serverGroupManagers': [],
  '/applications/:name/serverGroups': [],
  '/managed/application/:name': {
    applicationPaused: false,
    hasManagedResources: false,
    resources: [],
    artifacts: [],
    environments: [],
  },
};

/** Registers the empty responses, and the preconfigured webhooks that Deck turns into stages. */
export function registerEmptyAnswers(fastify: FastifyInstance, { orca }: GateServices): void {
  for (const [path, answer] of Object.entries(ANSWERS)) fastify.get(path, (_, reply) => reply.send(answer));
  fastify.get('/webhooks/preconfigured', () => preconfiguredForDeck(orca));
  fastify.get<{ Querystring: { q?: string; platform?: string } }>('/search', ({ query }) => [
    {
      pageNumber: 1,
      pageSize: 500,
      platform: query.platform ?? 'aws',
      query: query.q ?? '',
      results: [],
      totalMatches: 0,
    },
  ]);
}
