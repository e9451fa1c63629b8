import type { AwsCall } from 'stage-contract';
import type { AwsAccount } from '../model/accountOf';
import type { AwsPort, AwsScope } from '../model/awsPort';
import type { Clock } from '../model/clock';
import type { PoolFigures } from '../model/poolFigures';
import type { RateStore } from '../model/rateStore';
import { AwsConnector } from './awsConnector';
import { createConnections, type AwsTiming, type Connections } from './connections';
import { lambdaPaces, lambdaService, type LambdaRates } from './lambda';
import { MemoryRates } from './memoryRates';
import { Pacers } from './pacers';
import { FallbackRates } from './fallbackRates';
import { AssumedRoles, stsService } from './sts';

/** The part of the configuration that says how to call AWS. */
export interface AwsSettings {
  accounts: AwsAccount[];
  rates: LambdaRates;
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

/** AWS, plus the state of its quotas. */
export interface PacedAwsPort extends AwsPort {
  /** Every quota pool that has been used, for metrics. */
  pools(): PoolFigures[];
}

/**
 * AWS for the configured accounts. Makes no call before a stage asks. Each service that stages call has a line here.
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
  const lambda = connector.connect(lambdaService, lambdaPaces(settings.rates), (account, scope) =>
    roles.of(account, scope.executionId),
  );
  const observed = (scope: AwsScope): AwsScope => ({
    ...scope,
    onCall(call) {
      observe(call);
      scope.onCall(call);
    },
  });
  return {
    portsFor: (scope) => ({ lambda: lambda(observed(scope)) }),
    pools: () => pacers.figures(),
    close() {
      pacers.close();
      connections.kept.destroy();
      connections.fresh.destroy();
    },
  };
}
