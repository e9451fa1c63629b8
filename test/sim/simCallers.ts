import { AwsCaller } from '../../orca-stages-ts/src/aws/awsCaller';
import type { LambdaPort } from '../../orca-stages-ts/src/model/lambdaPort';

/** On whose behalf a call is made. */
export interface Caller {
  replica: string;
  operationId: string;
  stepId: string;
}

/** Options of a request to AWS, which say who makes it. The SDK hands them to whatever sends the request. */
export interface NamedRequest {
  caller?: Caller;
}

interface Client {
  send(command: object, options?: object): Promise<unknown>;
}
type Paced = (facts: object, send: (client: Client) => Promise<unknown>) => Promise<unknown>;

/** Who is calling a port right now. */
let calling: Caller | undefined;
/** Whom a call is made for, for its later pages. */
const callerOf = new WeakMap<object, Caller>();

/** A port whose calls are known to be made on somebody's behalf. */
export const onBehalfOf = (port: LambdaPort, caller: Caller): LambdaPort =>
  new Proxy(port, {
    get(target, method) {
      const call: unknown = Reflect.get(target, method);
      if (typeof call !== 'function') return call;
      return (...given: unknown[]): unknown => {
        calling = caller;
        try {
          return Reflect.apply(call, target, given);
        } finally {
          calling = undefined;
        }
      };
    },
  });

// A call reaches this method before it waits for anything, so it is known who makes it. AsyncLocalStorage would know as well,
// but it slows down every promise of the process, which costs a tenth of a world's time.
const paced = Reflect.get(AwsCaller.prototype, 'paced') as Paced;
Reflect.set(AwsCaller.prototype, 'paced', function named(this: object, ...[facts, send]: Parameters<Paced>) {
  const caller = calling ?? callerOf.get(this);
  if (caller === undefined) return paced.call(this, facts, send);
  callerOf.set(this, caller);
  return paced.call(this, facts, (client) =>
    send({ send: (command, options) => client.send(command, { ...options, caller }) }),
  );
});
