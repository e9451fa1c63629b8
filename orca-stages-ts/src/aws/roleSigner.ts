import type { LambdaClient, LambdaClientConfig } from '@aws-sdk/client-lambda';
import { SignatureV4 } from '@smithy/signature-v4';
import type { RoleCredentials } from './sts/assumedRole';

type CredentialsOf = () => Promise<RoleCredentials>;
type Sent = Parameters<LambdaClient['send']>;

/** Never sent: the SDK wants to know credentials before it asks the signer, which has those of the call. */
const NOBODY = { accessKeyId: 'none', secretAccessKey: 'none' };

/**
 * Signs every call with the credentials of the execution that makes it, so that all executions of a place share one client.
 * A client of the SDK is about 30 KB of closures that a thousand waiting executions would hold, and cannot be told credentials per call.
 */
export class RoleSigner {
  private readonly callers = new WeakMap<object, CredentialsOf>();

  constructor(private readonly region: string) {}

  /** What the client that is shared must be made with; `sha256` is that client's own. */
  options(sha256: () => LambdaClient['config']['sha256']): Pick<LambdaClientConfig, 'credentials' | 'signer'> {
    return {
      credentials: NOBODY,
      signer: {
        sign: async (request, options) => {
          const credentials = this.callers.get(request);
          if (credentials === undefined) throw new Error('A call is to be signed, but not for an execution.');
          return new SignatureV4({
            credentials: await credentials(),
            region: this.region,
            service: 'lambda',
            sha256: sha256(),
          }).sign(request, options);
        },
      },
    };
  }

  /** The shared client as one execution uses it: its calls are signed with these credentials. */
  clientFor(shared: LambdaClient, credentials: CredentialsOf): LambdaClient {
    const note =
      <Args extends object, Answer>(next: (args: Args) => Promise<Answer>) =>
      (args: Args): Promise<Answer> => {
        if ('request' in args && typeof args.request === 'object' && args.request !== null)
          this.callers.set(args.request, credentials);
        return next(args);
      };
    const send = (command: Sent[0], options?: Sent[1]): unknown => {
      // Where the request is the very object that the signer is given.
      command.middlewareStack.addRelativeTo(note, {
        name: 'credentialsOfExecution',
        relation: 'before',
        toMiddleware: 'httpSigningMiddleware',
      });
      return shared.send(command, options);
    };
    return Object.create(shared, { send: { value: send } }) as LambdaClient;
  }
}
