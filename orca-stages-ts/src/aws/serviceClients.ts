import { present } from 'stage-contract';
import { LRUCache } from 'lru-cache';
import type { AwsAccount } from '../model/accountOf';
import type { ClientSettings } from './awsService';
import type { Connections } from './connections';
import { RoleSigner, type RoleCredentials, type ServiceClient } from './roleSigner';

/**
 * How many pairs of account and region keep their clients (about 60 KB each). The least recently used ones are dropped,
 * and recreated within a millisecond.
 */
const KEPT_CLIENTS = 100;

/** Where an execution's credentials come from. */
export interface CredentialSource {
  current(): Promise<RoleCredentials>;
}

/** What a service's clients are created from. */
interface ClientMaking<Client> {
  signingName: string;
  endpointOf(account: AwsAccount): string | undefined;
  createClient(settings: ClientSettings): Client;
}

/** One service's clients in one account and region, shared by all executions there. */
class PlaceClients<Client extends ServiceClient> {
  private readonly made = new Map<keyof Connections, Client>();
  private readonly signer: RoleSigner;

  constructor(
    private readonly service: ClientMaking<Client>,
    private readonly account: AwsAccount,
    private readonly region: string,
    private readonly connections: Connections,
  ) {
    this.signer = new RoleSigner(region, service.signingName);
  }

  /** The client as one execution uses it; without a source, it signs with the sidecar's own credentials. */
  clientFor(connection: keyof Connections, source: CredentialSource | undefined): Client {
    const client = this.made.get(connection) ?? this.create(connection, source !== undefined);
    this.made.set(connection, client);
    return source === undefined ? client : this.signer.clientFor(client, () => source.current());
  }

  private create(connection: keyof Connections, signsPerCall: boolean): Client {
    const { service, account, region } = this;
    const endpoint = service.endpointOf(account);
    const client: Client = service.createClient({
      ...present({ endpoint }),
      // Fake credentials contain the account ID, which is how local stand-ins for AWS tell accounts apart.
      ...(account.testCredentials ? { credentials: { accessKeyId: account.accountId, secretAccessKey: 'test' } } : {}),
      ...(signsPerCall ? this.signer.options(() => client.config.sha256) : {}),
      region,
      maxAttempts: 1,
      requestHandler: this.connections[connection],
    });
    return client;
  }
}

/** The account and region that clients are created for. */
interface Place {
  account: AwsAccount;
  region: string;
}

/** One service's clients for every account and region. */
export class ServiceClients<Client extends ServiceClient> {
  private readonly places = new LRUCache<string, PlaceClients<Client>, Place>({
    max: KEPT_CLIENTS,
    memoMethod: (_key, _stale, { context: { account, region } }) =>
      new PlaceClients(this.service, account, region, this.connections),
  });

  constructor(
    private readonly service: ClientMaking<Client>,
    private readonly connections: Connections,
  ) {}

  /**
   * The clients for an account and region. Whether they sign per call depends only on the account, so it is always the
   * same.
   */
  of(account: AwsAccount, region: string): PlaceClients<Client> {
    return this.places.memo(`${account.name}/${region}`, { context: { account, region } });
  }
}
