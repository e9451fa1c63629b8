import type { Catalogue } from '../catalogue';

const whose = (user: string | undefined): string =>
  user === undefined ? 'the anonymous user of this execution' : `user ${user}`;

/** What a field of the request's envelope must be. */
const ENVELOPE_KINDS = {
  text: 'must be text',
  notEmpty: 'must not be empty',
  object: 'must be a JSON object',
  list: 'must be a list',
  number: 'must be a number',
  choice: 'must be one of',
  other: 'has an unexpected form',
} as const satisfies Record<string, string>;

/** The name of an envelope field's kind. */
export type EnvelopeKind = keyof typeof ENVELOPE_KINDS;

/**
 * Why a request is rejected before its stage is read: who sends it, for which target, and whether it is a valid
 * request at all.
 */
export const ADMISSION_PROBLEMS = {
  accountNotAllowed: ({ account, user }: { account: string; user?: string }) =>
    `${account} is not among the accounts that ${whose(user)} may use`,
  accountsUnknown: ({ account, user }: { account: string; user?: string }) =>
    `${account} cannot be used: the execution does not say which accounts ${whose(user)} may use`,
  accountNotConfigured: ({ account, configured }: { account: string; configured: readonly string[] }) =>
    `cannot be used: account ${account} is not in the sidecar's configuration, which has ${configured.join(', ')}`,
  regionNotConfigured: ({
    account,
    region,
    configured,
  }: {
    account: string;
    region: string;
    configured: readonly string[];
  }) => `cannot be used: region ${region} is not configured for account ${account}, which has ${configured.join(', ')}`,
  otherAwsAccount: ({ account, accountId, named }: { account: string; accountId: string; named: string }) =>
    `${account} is AWS account ${accountId}, but the function's ARN names account ${named}`,
  functionNotAllowed: ({ functionName, account }: { functionName: string; account: string }) =>
    `${functionName} is not one of the functions that the sidecar's configuration allows in account ${account}`,
  accountOnlyReverts: ({ account }: { account: string }) =>
    `is not for account ${account}, which the sidecar's configuration keeps for going back: it only takes Routes of all traffic ($SIMPLE) to $PREVIOUS that change nothing else, and Rollout Actions that revert`,
  envelope: ({ kind, missing, choices }: { kind: EnvelopeKind; missing?: boolean; choices?: readonly string[] }) =>
    `${missing === true ? 'is missing; it ' : ''}${ENVELOPE_KINDS[kind]}${choices === undefined ? '' : ` ${choices.join(', ')}`}`,
  attemptMissing: () => 'is required: the start time of the stage, as a whole number',
} as const satisfies Catalogue;
