import type { AwsCaller } from './awsCaller';
import type { CallFacts } from './callFacts';

/** Name of a quota pool for calls that AWS does not count per second. */
export const UNPACED = 'unpaced';

/** What is known of a call of AWS before it is made. Stated once, in the operation's own file; the rest is derived from it. */
export interface AwsCallDeclaration<Pool extends string = string> {
  /** AWS's name of the API call: in records, metrics, messages, and in its IAM action. */
  call: string;
  /** Whether the call changes nothing. One that does needs a guard against acting twice (test/crash/mutations.ts). */
  reads: boolean;
  /** The IAM actions that AWS checks, where they are not the call's own name. */
  actions?: readonly string[];
  /** IAM cannot bind the action to a resource. Source: AWS's service authorization reference. */
  iamResource?: '*';
  /** The quota that counts the call, where it is not the service's usual one. */
  pool?: Pool | typeof UNPACED;
  /** `fresh`: no connection of an earlier call is used, as one that AWS has just closed would leave the outcome unknown. */
  connection?: 'fresh';
}

/** The IAM actions that AWS checks at a call; `prefix` is the service's, such as `lambda`. */
export const actionsOfCall = (prefix: string, { call, actions }: AwsCallDeclaration): readonly string[] =>
  actions ?? [`${prefix}:${call}`];

/** One call of AWS (a list pages through) behind one method of a port, whose signature it takes over. */
export interface AwsOperation<
  Method extends (...input: never[]) => Promise<unknown>,
  Client,
  Facts extends CallFacts,
  Pool extends string = never,
> extends AwsCallDeclaration<Pool> {
  run(aws: AwsCaller<Client, Facts>, ...input: Parameters<Method>): ReturnType<Method>;
}

/** Operations of one service by the method of its port. */
export type AwsOperations<Client, Facts extends CallFacts, Pool extends string> = Readonly<
  Record<
    string,
    AwsCallDeclaration<Pool> & { run(aws: AwsCaller<Client, Facts>, ...input: unknown[]): Promise<unknown> }
  >
>;

/** The port that operations come to: each one as a method, without the caller. */
export type PortOf<Operations> = {
  [Method in keyof Operations]: Operations[Method] extends { run(aws: never, ...input: infer Input): infer Answer }
    ? (...input: Input) => Answer
    : never;
};
