import { SignatureV4 } from '@smithy/signature-v4';

/** Temporary credentials of a role. */
export interface RoleCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  expiration: Date;
}

type Signing = Parameters<SignatureV4['sign']>;
type CredentialsOf = () => Promise<RoleCredentials>;
type Middleware = <Args extends object, Answer>(
  next: (args: Args) => Promise<Answer>,
) => (args: Args) => Promise<Answer>;

/** Signs a request; the SDK asks for one signer per client. */
export interface RequestSigner {
  sign(request: Signing[0], options?: Signing[1]): Promise<Signing[0]>;
}

/** An SDK command, as far as signing is concerned. */
interface SentCommand {
  middlewareStack: {
    addRelativeTo(
      middleware: Middleware,
      options: { name: string; relation: 'before'; toMiddleware: 'httpSigningMiddleware' },
    ): void;
  };
}

/** A client of any service, as far as signing is concerned. */
export interface ServiceClient {
  readonly config: { readonly sha256: ConstructorParameters<typeof SignatureV4>[0]['sha256'] };
  send(command: SentCommand, options?: object): unknown;
}

/** Never sent: the SDK requires credentials before it asks the signer, which has the credentials of the call. */
const NOBODY = { accessKeyId: 'none', secretAccessKey: 'none' };

/**
 * Signs every call with the credentials of the execution that makes it, so that all executions in an account and region
 * share one client. An SDK client is about 30 KB of closures, which a thousand waiting executions would each hold, and
 * it can't take credentials per call.
 */
export class RoleSigner {
  private readonly callers = new WeakMap<object, CredentialsOf>();

  constructor(
    private readonly region: string,
    private readonly signingName: string,
  ) {}

  /** Options for the shared client; `sha256` is the client's own. */
  options(sha256: () => ServiceClient['config']['sha256']): { credentials: typeof NOBODY; signer: RequestSigner } {
    return {
      credentials: NOBODY,
      signer: {
        sign: async (request, options) => {
          const credentials = this.callers.get(request);
          if (credentials === undefined) throw new Error('A call needs a signature, but belongs to no execution.');
          return new SignatureV4({
            credentials: await credentials(),
            region: this.region,
            service: this.signingName,
            sha256: sha256(),
          }).sign(request, options);
        },
      },
    };
  }

  /** The shared client as one execution uses it: its calls are signed with these credentials. */
  clientFor<Client extends ServiceClient>(shared: Client, credentials: CredentialsOf): Client {
    const note: Middleware = (next) => (args) => {
      if ('request' in args && typeof args.request === 'object' && args.request !== null)
        this.callers.set(args.request, credentials);
      return next(args);
    };
    const send = (command: SentCommand, options?: object): unknown => {
      // At this point the request is the same object that the signer gets.
      command.middlewareStack.addRelativeTo(note, {
        name: 'credentialsOfExecution',
        relation: 'before',
        toMiddleware: 'httpSigningMiddleware',
      });
      return shared.send(command, options);
    };
    return Object.create(shared, { send: { value: send } }) as Client;
  }
}
