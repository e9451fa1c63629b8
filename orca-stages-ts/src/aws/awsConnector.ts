import { accountOf, type AwsAccount } from '../model/accountOf';
import type { AwsScope } from '../model/awsPort';
import type { Clock } from '../model/clock';
import type { Pace } from '../model/rateStore';
import { AwsCaller } from './awsCaller';
import { changesAws, UNPACED, type AwsOperations, type PortOf } from './awsOperation';
import type { AwsService } from './awsService';
import { bindOperations } from './bindOperations';
import type { CallFacts } from './callFacts';
import type { Connections } from './connections';
import type { Pacer } from './pacer';
import type { Pacers } from './pacers';
import type { ServiceClient } from './roleSigner';
import { ServiceClients, type CredentialSource } from './serviceClients';

/** What every service needs for its calls. */
export interface AwsConnectorDeps {
  accounts: readonly AwsAccount[];
  clock: Clock;
  pacers: Pacers;
  connections: Connections;
}

/** Credentials for one execution, other than the sidecar's own. */
export interface PreparedCredentials extends CredentialSource {
  /** Makes sure that valid credentials are ready; throws StageError. */
  prepare(scope: AwsScope): Promise<void>;
}

/** The credentials that an execution uses in an account; undefined for the sidecar's own. */
export type CredentialsOf = (account: AwsAccount, scope: AwsScope) => PreparedCredentials | undefined;

/** Connects services; all it needs from a service is its declaration. */
export class AwsConnector {
  constructor(private readonly deps: AwsConnectorDeps) {}

  /**
   * The service's port for an account, region and execution, paced by its quota pools. Throws StageError
   * accountNotConfigured.
   */
  connect<
    Operations extends AwsOperations<Client, Facts, Pool>,
    Client extends ServiceClient,
    Facts extends CallFacts,
    Pool extends string,
  >(
    service: AwsService<Operations, Client, Facts, Pool>,
    paces: Readonly<Record<Pool, Pace>>,
    credentialsOf: CredentialsOf,
  ): (scope: AwsScope) => PortOf<Operations> {
    const { accounts, clock, pacers, connections } = this.deps;
    const clients = new ServiceClients(service, connections);
    return (scope) => {
      const account = accountOf(accounts, scope.account, scope.region);
      const place = clients.of(account, scope.region);
      const credentials = credentialsOf(account, scope);
      const pacerOf = (pool: Pool | typeof UNPACED): Pacer | undefined =>
        pool === UNPACED
          ? undefined
          : pacers.of({ accountId: account.accountId, region: scope.region, pool }, paces[pool]);
      return bindOperations<Operations, Client, Facts, Pool>(
        service.operations,
        (operation) =>
          new AwsCaller({
            clock,
            scope,
            call: operation.call,
            changes: changesAws(operation),
            client: place.clientFor(operation.connection ?? 'kept', credentials),
            pacer: pacerOf(operation.pool ?? service.usualPool),
            failures: service.failures,
            prepare: async (asking) => credentials?.prepare(asking),
          }),
      );
    };
  }
}
