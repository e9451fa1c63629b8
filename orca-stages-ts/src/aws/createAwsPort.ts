import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { LambdaClient, type LambdaClientConfig } from '@aws-sdk/client-lambda';
import { STSClient } from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { AwsCall } from 'stage-contract';
import type { Clock } from '../engine/clock';
import { accountOf, type AwsAccount } from './accountOf';
import { AssumedRole } from './assumedRole';
import type { AwsPort, AwsScope } from './awsPort';
import { createLambdaPort } from './createLambdaPort';
import { LambdaCaller, type LambdaCallerDeps } from './lambdaCaller';
import { Pacers, type Rates } from './pacers';

/** The part of the configuration that says how AWS is called. */
export interface AwsSettings {
  accounts: AwsAccount[];
  rates: Rates;
  timing: { awsConnectTimeoutMs: number; awsRequestTimeoutMs: number };
}

/** Executions whose clients are kept ready; the ones used longest ago give way, and are made anew when needed. */
const KEPT_EXECUTIONS = 200;
/** Lambda's longest run is 900 s; its answer comes at the very end. */
const INVOKE_SILENCE_MS = 910_000;

type RoleAccount = AwsAccount & { assumeRoleArn: string };
type Access = Pick<LambdaCallerDeps, 'client' | 'invokeClient' | 'prepare'>;
type Handlers = Record<'control' | 'invoke', NodeHttpHandler>;

/** AWS for the configured accounts. Nothing is called before a stage asks. `observe` is told of every call, for metrics. */
export function createAwsPort(settings: AwsSettings, clock: Clock, observe: (call: AwsCall) => void = () => undefined): AwsPort {
  const pacers = new Pacers(clock, settings.rates);
  const handlers = createHandlers(settings.timing);
  const access = new KeptLatest<Access>(KEPT_EXECUTIONS);
  const accessOf = (account: AwsAccount, scope: AwsScope): Access => {
    const key = [account.name, scope.region, ...(hasRole(account) ? [scope.executionId] : [])].join('/');
    return access.get(key, () => createAccess(account, scope, handlers, clock));
  };
  return {
    lambda(asking) {
      const scope: AwsScope = { ...asking, onCall(call) { observe(call); asking.onCall(call); } };
      const account = accountOf(settings.accounts, scope.account, scope.region);
      return createLambdaPort(new LambdaCaller({ clock, pacers, scope, accountId: account.accountId, ...accessOf(account, scope) }));
    },
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
  const timeouts = { connectionTimeout: timing.awsConnectTimeoutMs, requestTimeout: timing.awsRequestTimeoutMs, throwOnRequestTimeout: true };
  const kept = { keepAlive: true, maxSockets: 100 };
  return {
    control: new NodeHttpHandler({ ...timeouts, socketTimeout: timing.awsRequestTimeoutMs, httpAgent: new HttpAgent(kept), httpsAgent: new HttpsAgent(kept) }),
    invoke: new NodeHttpHandler({ ...timeouts, socketTimeout: INVOKE_SILENCE_MS, httpAgent: neverReusing(new HttpAgent({ keepAlive: true })), httpsAgent: neverReusing(new HttpsAgent({ keepAlive: true })) }),
  };
}

/** keepAlive makes the SDK send TCP probes through long runs; no socket is kept for the next call, as AWS may just be closing it. */
function neverReusing<Agent extends HttpAgent>(agent: Agent): Agent {
  agent.maxFreeSockets = 0;
  return agent;
}

/** How one execution gets at one account and region; without a role all executions share it. */
function createAccess(account: AwsAccount, scope: AwsScope, handlers: Handlers, clock: Clock): Access {
  const options = { ...connection(account.lambdaEndpoint, account), region: scope.region };
  if (!hasRole(account)) return { ...lambdaClients(options, handlers), prepare: () => Promise.resolve() };
  const role = new AssumedRole(createSts(account, scope.region, handlers.control), account, scope.executionId, clock);
  return { ...lambdaClients({ ...options, credentials: () => role.current() }, handlers), prepare: (asking) => role.prepare(asking) };
}

/** `maxAttempts: 1`: the engine repeats calls, after reading what the first one did. */
const lambdaClients = (options: LambdaClientConfig, handlers: Handlers): Pick<Access, 'client' | 'invokeClient'> => ({
  client: new LambdaClient({ ...options, maxAttempts: 1, requestHandler: handlers.control }),
  invokeClient: new LambdaClient({ ...options, maxAttempts: 1, requestHandler: handlers.invoke }),
});

const createSts = (account: AwsAccount, region: string, requestHandler: NodeHttpHandler): STSClient =>
  new STSClient({ ...connection(account.stsEndpoint, account), region, maxAttempts: 1, requestHandler });

/** Made-up credentials carry the account number, which is how local Lambdas tell accounts apart. */
const connection = (endpoint: string | undefined, account: AwsAccount) => ({
  ...(endpoint === undefined ? {} : { endpoint }),
  ...(account.testCredentials ? { credentials: { accessKeyId: account.accountId, secretAccessKey: 'test' } } : {}),
});

/** A map that forgets what was used longest ago. */
class KeptLatest<Value> {
  private readonly values = new Map<string, Value>();

  constructor(private readonly size: number) {}

  get(key: string, make: () => Value): Value {
    const value = this.values.get(key) ?? make();
    this.values.delete(key);
    this.values.set(key, value);
    const [oldest] = this.values.keys();
    if (this.values.size > this.size && oldest !== undefined) this.values.delete(oldest);
    return value;
  }
}
