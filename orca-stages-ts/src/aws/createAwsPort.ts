import type { AwsCall } from 'stage-contract';
import type { AwsAccount } from '../model/accountOf';
import type { AwsPort, AwsScope } from '../model/awsPort';
import type { EventPortsFor } from '../model/eventPorts';
import type { Clock } from '../model/clock';
import type { PoolFigures } from '../model/poolFigures';
import type { RateStore } from '../model/rateStore';
import { AwsConnector, type CredentialsOf } from './awsConnector';
import { cloudwatchPaces, cloudwatchService, SharedCloudwatch, type CloudwatchRates } from './cloudwatch';
import { eventBridgePaces, loadEventBridgeService, type EventBridgeRates } from './eventBridge';
import { createConnections, type AwsTiming, type Connections } from './connections';
import { lambdaPaces, lambdaService, type LambdaRates } from './lambda';
import { MemoryRates } from './memoryRates';
import { Pacers } from './pacers';
import { FallbackRates } from './fallbackRates';
import { loadSnsService, snsPaces, type SnsRates } from './sns';
import { AssumedRoles, stsService } from './sts';

/** The part of the configuration that says how to call AWS. */
export interface AwsSettings {
  accounts: AwsAccount[];
  rates: LambdaRates & CloudwatchRates & SnsRates & EventBridgeRates;
  timing: AwsTiming;
}

/** Optional dependencies. */
export interface AwsPortOptions {
  /** Called after every AWS call, for metrics. */
  observe?(call: AwsCall): void;
  /** Rates that replicas share; without it, this process counts on its own. */
  sharedRates?: RateStore | undefined;
  /** Called when the shared rates are unavailable and this process continues with its own share. */
  onRatesAway?(reason: string): void;
  /** Sends requests to AWS instead of real connections; tests answer them in-process and in their own time. */
  handlers?: Connections;
}

/** AWS, plus the services that take events, and the state of its quotas. */
export interface PacedAwsPort extends AwsPort {
  /** Where events go. */
  eventPortsFor: EventPortsFor;
  /** Every quota pool that has been used, for metrics. */
  pools(): PoolFigures[];
}

/**
 * AWS for the configured accounts. Makes no call before a stage asks. Each service has a line here; the clients of those that
 * only take events are not even loaded before there is one.
 */
export function createAwsPort(
  settings: AwsSettings,
  clock: Clock,
  {
    observe = () => undefined,
    sharedRates,
    onRatesAway,
    handlers: connections = createConnections(settings.timing),
  }: AwsPortOptions = {},
): PacedAwsPort {
  const ownRates = new MemoryRates(clock);
  const pacers = new Pacers(
    clock,
    sharedRates === undefined ? ownRates : new FallbackRates(sharedRates, ownRates, clock, onRatesAway),
  );
  const connector = new AwsConnector({ accounts: settings.accounts, clock, pacers, connections });
  const roles = new AssumedRoles(
    connector.connect(stsService, {}, () => undefined),
    clock,
  );
  const roleOf: CredentialsOf = (account, scope) => roles.of(account, scope.executionId);
  const lambda = connector.connect(lambdaService, lambdaPaces(settings.rates), roleOf);
  const cloudwatchCalls = connector.connect(cloudwatchService, cloudwatchPaces(settings.rates), roleOf);
  const observed = (scope: AwsScope): AwsScope => ({
    ...scope,
    onCall(call) {
      observe(call);
      scope.onCall(call);
    },
  });
  const cloudwatch = new SharedCloudwatch({
    accounts: settings.accounts,
    clock,
    // Observed once, however many share a call.
    callsFor: (scope) => cloudwatchCalls(observed(scope)),
  });
  const sns = onFirstUse(async () => connector.connect(await loadSnsService(), snsPaces(settings.rates), roleOf));
  const eventBridge = onFirstUse(async () =>
    connector.connect(await loadEventBridgeService(), eventBridgePaces(settings.rates), roleOf),
  );
  return {
    eventPortsFor: {
      sns: async (scope) => (await sns())(observed(scope)),
      eventBridge: async (scope) => (await eventBridge())(observed(scope)),
    },
    portsFor: (scope) => ({ lambda: lambda(observed(scope)), cloudwatch: cloudwatch.portFor(scope) }),
    pools: () => pacers.figures(),
    close() {
      cloudwatch.close();
      pacers.close();
      connections.kept.destroy();
      connections.fresh.destroy();
    },
  };
}

/** Something that is made when it is first asked for, and then kept. */
function onFirstUse<Made>(make: () => Promise<Made>): () => Promise<Made> {
  let made: Promise<Made> | undefined;
  return () => (made ??= make());
}
