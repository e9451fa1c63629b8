import type { AwsAccount } from '../model/accountOf';
import type { AwsOperations, UNPACED } from './awsOperation';
import type { CallFacts } from './callFacts';
import type { RequestHandler } from './connections';
import type { RequestSigner } from './roleSigner';
import type { FailureReader } from './stageErrorOf';

/** What a client of the SDK is made with. */
export interface ClientSettings {
  region: string;
  endpoint?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string };
  signer?: RequestSigner;
  /** The engine repeats calls, after reading what the first one did. */
  maxAttempts: 1;
  requestHandler: RequestHandler;
}

/** All that there is to say of a service of AWS: its folder declares this, and the rest of `aws/` knows no service. */
export interface AwsService<
  Operations extends AwsOperations<Client, Facts, Pool>,
  Client,
  Facts extends CallFacts,
  Pool extends string,
> {
  /** The service's name in signatures of requests. */
  signingName: string;
  /** Another address than AWS's, where the account's configuration has one. */
  endpointOf(account: AwsAccount): string | undefined;
  createClient(settings: ClientSettings): Client;
  operations: Operations;
  /** The quota that counts the calls which name none. */
  usualPool: Pool | typeof UNPACED;
  failures: FailureReader<Facts>;
}
