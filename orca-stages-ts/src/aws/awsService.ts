import type { AwsAccount } from '../model/accountOf';
import type { AwsOperations, UNPACED } from './awsOperation';
import type { CallFacts } from './callFacts';
import type { RequestHandler } from './connections';
import type { RequestSigner } from './roleSigner';
import type { FailureReader } from './stageErrorOf';

/** What an SDK client is created with. */
export interface ClientSettings {
  region: string;
  endpoint?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string };
  signer?: RequestSigner;
  /** The engine retries calls, after checking what the first one did. */
  maxAttempts: 1;
  requestHandler: RequestHandler;
}

/** Everything that is specific to an AWS service. Its folder declares this, and the rest of `aws/` knows no service. */
export interface AwsService<
  Operations extends AwsOperations<Client, Facts, Pool>,
  Client,
  Facts extends CallFacts,
  Pool extends string,
> {
  /** The service's name in request signatures. */
  signingName: string;
  /** A custom endpoint, if the account's configuration has one. */
  endpointOf(account: AwsAccount): string | undefined;
  createClient(settings: ClientSettings): Client;
  operations: Operations;
  /** The quota pool of calls that don't name one. */
  usualPool: Pool | typeof UNPACED;
  failures: FailureReader<Facts>;
}
