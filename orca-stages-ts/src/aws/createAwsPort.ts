import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { STSClient } from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { AwsCall } from 'stage-contract';
import { accountOf, type AwsAccount } from '../model/accountOf';
import type { AwsPort, AwsScope } from '../model/awsPort';
import type { Clock } from '../model/clock';
import { KeptLatest } from '../model/keptLatest';
import type { PoolFigures } from '../model/poolFigures';
import type { RateStore } from '../model/rateStore';
import { AssumedRole } from './sts/assumedRole';
import { createLambdaPort } from './lambda/createLambdaPort';
import { LambdaCaller, type LambdaCallerDeps } from './lambdaCaller';
import { MemoryRates } from './memoryRates';
import { Pacers, type Rates } from './pacers';
import { RoleSigner } from './roleSigner';
import { StandInRates } from './standInRates';

/** The part of the configuration that says how AWS is called. */
export interface AwsSettings {
  accounts: AwsAccount[];
  rates: Rates;
  timing: { awsConnectTimeoutMs: number; awsRequestTimeoutMs: number };
}

/** Pairs of account and region whose clients are kept ready (about 60 KB each); the ones used longest ago give way, and are made anew within a millisecond. */
const KEPT_CLIENTS = 100;
/** Assumed roles that are kept: little more than a key each, and a call of STS when missing. */
const KEPT_ROLES = 5000;
/** Lambda's longest run is 900 s; its answer comes at the very end. */
const INVOKE_SILENCE_MS = 910_000;

type RoleAccount = AwsAccount & { assumeRoleArn: string };
type Access = Pick<LambdaCallerDeps, 'client' | 'invokeClient' | 'prepare'>;
/** What all executions use that call a place. */
type Clients = Pick<Access, 'client' | 'invokeClient'> & { signer: RoleSigner };
type Handlers = Record<'control' | 'invoke', Handler>;
type Handler = Pick<NodeHttpHandler, 'handle' | 'destroy' | 'updateHttpClientConfig' | 'httpHandlerConfigs'>;

/** What may be given from outside. */
export interface AwsPortOptions {
  /** Told of every call, for metrics. */
  observe?(call: AwsCall): void;
  /** Rates that replicas share; without it, this process counts for itself. */
  sharedRates?: RateStore | undefined;
  /** Hears that the shared rates are away, so that this process goes on with a share of its own. */
  onRatesAway?(reason: string): void;
  /** What carries requests to AWS instead of connections; tests answer them in their own process and time. */
  handlers?: Handlers;
}

/** AWS with what its quotas have come to. */
export interface PacedAwsPort extends AwsPort {
  /** Every pool of quotas that has been used, for metrics. */
  pools(): PoolFigures[];
}

/** AWS for the configured accounts. Nothing is called before a stage asks. */
export function createAwsPort(
  settings: AwsSettings,
  clock: Clock,
  {
    observe = () => undefined,
    sharedRates,
    onRatesAway,
    handlers = createHandlers(settings.timing),
  }: AwsPortOptions = {},
): PacedAwsPort {
  const ownRates = new MemoryRates(clock);
  const pacers = new Pacers(
    clock,
    settings.rates,
    sharedRates === undefined ? ownRates : new StandInRates(sharedRates, ownRates, clock, onRatesAway),
  );
  const clients = new KeptLatest<Clients>(KEPT_CLIENTS);
  const roles = new KeptLatest<AssumedRole>(KEPT_ROLES);
  const stsClients = new KeptLatest<STSClient>(KEPT_CLIENTS);
  const roleOf = (account: RoleAccount, scope: AwsScope): AssumedRole =>
    roles.get(`${account.name}/${scope.executionId}`, () => {
      const sts = stsClients.get(`${account.name}/${scope.region}`, () =>
        createSts(account, scope.region, handlers.control),
      );
      return new AssumedRole(sts, account, scope.executionId, clock);
    });
  const accessOf = (account: AwsAccount, scope: AwsScope): Access => {
    const { client, invokeClient, signer } = clients.get(`${account.name}/${scope.region}`, () =>
      createClients(account, scope.region, handlers),
    );
    if (!hasRole(account)) return { client, invokeClient, prepare: () => Promise.resolve() };
    const role = roleOf(account, scope);
    const own = (shared: LambdaClient): LambdaClient => signer.clientFor(shared, () => role.current());
    return { client: own(client), invokeClient: own(invokeClient), prepare: (asking) => role.prepare(asking) };
  };
  return {
    lambda(asking) {
      const scope: AwsScope = {
        ...asking,
        onCall(call) {
          observe(call);
          asking.onCall(call);
        },
      };
      const account = accountOf(settings.accounts, scope.account, scope.region);
      return createLambdaPort(
        new LambdaCaller({ clock, pacers, scope, accountId: account.accountId, ...accessOf(account, scope) }),
      );
    },
    pools: () => pacers.figures(),
    close() {
      pacers.close();
      handlers.control.destroy();
      handlers.invoke.destroy();
    },
  };
}

const hasRole = (account: AwsAccount): account is RoleAccount => account.assumeRoleArn !== undefined;

/** All clients share two sets of connections, so that an execution costs no handshake of its own. */
function createHandlers(timing: AwsSettings['timing']): Handlers {
  const timeouts = {
    connectionTimeout: timing.awsConnectTimeoutMs,
    requestTimeout: timing.awsRequestTimeoutMs,
    throwOnRequestTimeout: true,
  };
  const kept = { keepAlive: true, maxSockets: 100 };
  return {
    control: new NodeHttpHandler({
      ...timeouts,
      socketTimeout: timing.awsRequestTimeoutMs,
      httpAgent: new HttpAgent(kept),
      httpsAgent: new HttpsAgent(kept),
    }),
    invoke: new NodeHttpHandler({
      ...timeouts,
      socketTimeout: INVOKE_SILENCE_MS,
      httpAgent: neverReusing(new HttpAgent({ keepAlive: true })),
      httpsAgent: neverReusing(new HttpsAgent({ keepAlive: true })),
    }),
  };
}

/** keepAlive makes the SDK send TCP probes through long runs; no socket is kept for the next call, as AWS may just be closing it. */
function neverReusing<Agent extends HttpAgent>(agent: Agent): Agent {
  agent.maxFreeSockets = 0;
  return agent;
}

/** `maxAttempts: 1`: the engine repeats calls, after reading what the first one did. */
function createClients(account: AwsAccount, region: string, handlers: Handlers): Clients {
  const signer = new RoleSigner(region);
  const create = (requestHandler: Handler): LambdaClient => {
    const signing = hasRole(account) ? signer.options(() => client.config.sha256) : {};
    const client: LambdaClient = new LambdaClient({
      ...connection(account.lambdaEndpoint, account),
      ...signing,
      region,
      maxAttempts: 1,
      requestHandler,
    });
    return client;
  };
  return { client: create(handlers.control), invokeClient: create(handlers.invoke), signer };
}

const createSts = (account: AwsAccount, region: string, requestHandler: Handler): STSClient =>
  new STSClient({ ...connection(account.stsEndpoint, account), region, maxAttempts: 1, requestHandler });

/** Made-up credentials carry the account number, which is how local Lambdas tell accounts apart. */
const connection = (endpoint: string | undefined, account: AwsAccount) => ({
  ...(endpoint === undefined ? {} : { endpoint }),
  ...(account.testCredentials ? { credentials: { accessKeyId: account.accountId, secretAccessKey: 'test' } } : {}),
});
