import type { FastifyInstance } from 'fastify';
import type { JsonObject } from '../orca';
import { GateRequestError } from './gateRequestError';
import type { GateServices } from './gateServices';
import type { SpinnakerAccount } from './spinnakerOptions';

/** Accounts and the user, as Deck's pickers and menus read them. */
export function registerAccountRoutes(fastify: FastifyInstance, { accounts, authentication }: GateServices): void {
  fastify.get<{ Querystring: { expand?: string } }>('/credentials', ({ query }) =>
    accounts.map(query.expand === 'true' ? accountDetails : accountSummary),
  );
  fastify.get<{ Params: { name: string } }>('/credentials/:name', ({ params }) => {
    const account = accounts.find((candidate) => candidate.name === params.name);
    if (account === undefined) throw new GateRequestError(404, `Account ${params.name} does not exist`);
    return accountDetails(account);
  });
  fastify.get('/auth/user', () => ({
    username: authentication.user,
    firstName: authentication.user,
    lastName: '',
    email: `${authentication.user}@example.com`,
    roles: [],
    allowedAccounts: authentication.allowedAccounts,
    admin: true,
    enabled: true,
    authenticated: true,
  }));
  fastify.get('/auth/user/serviceAccounts', () => []);
}

function accountSummary({ name, accountId }: SpinnakerAccount): JsonObject {
  return {
    name,
    type: 'aws',
    accountType: name,
    cloudProvider: 'aws',
    environment: name,
    accountId,
    primaryAccount: true,
    challengeDestructiveActions: false,
    requiredGroupMembership: [],
    permissions: {},
    authorized: true,
  };
}

function accountDetails(account: SpinnakerAccount): JsonObject {
  const region = (name: string): JsonObject => ({
    name,
    availabilityZones: [`${name}a`, `${name}b`],
    preferredZones: [`${name}a`, `${name}b`],
    deprecated: false,
  });
  return {
    ...accountSummary(account),
    awsAccount: account.name,
    awsVpc: 'vpc-1',
    enabled: true,
    lambdaEnabled: true,
    eddaEnabled: false,
    discoveryEnabled: false,
    regions: account.regions.map(region),
  };
}
