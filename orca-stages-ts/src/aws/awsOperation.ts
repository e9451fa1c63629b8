import type { AwsCaller } from './awsCaller';
import type { CallFacts } from './callFacts';

/** Name of a quota pool for calls that AWS does not rate-limit. */
export const UNPACED = 'unpaced';

/**
 * What is known about an AWS call before it is made. Stated once, in the operation's own file; everything else is
 * derived from it.
 */
export interface AwsCallDeclaration<Pool extends string = string> {
  /** AWS's name for the API call, as used in records, metrics and messages and in its IAM action. */
  call: string;
  /**
   * Whether the call changes nothing. A call that does needs a guard against acting twice (test/crash/mutations.ts).
   */
  reads: boolean;
  /** Whether a successful call leaves something changed at AWS, if that is not the opposite of `reads`: an Invoke runs code and changes nothing. */
  changes?: false;
  /** The IAM actions that AWS checks, if they differ from the name of the call. */
  actions?: readonly string[];
  /**
   * The kind of resource that IAM limits the action to, if it is not the service's usual one; the service's policy says
   * what that is. Source: AWS's service authorization reference.
   */
  iamResource?: string;
  /** The quota pool of the call, if it is not the service's usual one. */
  pool?: Pool | typeof UNPACED;
  /** `fresh`: never reuses a connection, because the outcome would be unknown if AWS had just closed it. */
  connection?: 'fresh';
}

/** Whether a successful call leaves something changed at AWS. */
export const changesAws = ({ reads, changes }: AwsCallDeclaration): boolean => changes ?? !reads;

/** The IAM actions that AWS checks for a call; `prefix` is the service's, such as `lambda`. */
export const actionsOfCall = (prefix: string, { call, actions }: AwsCallDeclaration): readonly string[] =>
  actions ?? [`${prefix}:${call}`];

/** One AWS call (a list reads all pages) behind one method of a port. It has the method's signature. */
export interface AwsOperation<
  Method extends (...input: never[]) => Promise<unknown>,
  Client,
  Facts extends CallFacts,
  Pool extends string = never,
> extends AwsCallDeclaration<Pool> {
  run(aws: AwsCaller<Client, Facts>, ...input: Parameters<Method>): ReturnType<Method>;
}

/** The operations of one service, by port method. */
export type AwsOperations<Client, Facts extends CallFacts, Pool extends string> = Readonly<
  Record<
    string,
    AwsCallDeclaration<Pool> & { run(aws: AwsCaller<Client, Facts>, ...input: unknown[]): Promise<unknown> }
  >
>;

/** The port that is derived from operations: each one as a method, without the caller. */
export type PortOf<Operations> = {
  [Method in keyof Operations]: Operations[Method] extends { run(aws: never, ...input: infer Input): infer Answer }
    ? (...input: Input) => Answer
    : never;
};
