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
  other: 'has a form that is not expected here',
} as const satisfies Record<string, string>;

/** The name of a kind of envelope field. */
export type EnvelopeKind = keyof typeof ENVELOPE_KINDS;

/** Why a request is turned away before its stage is looked at: who asks, where, and whether the request is one. */
export const ADMISSION_PROBLEMS = {
  accountNotAllowed: ({ account, user }: { account: string; user?: string }) =>
    `${account} is not among the accounts that ${whose(user)} may use`,
  accountsUnknown: ({ account, user }: { account: string; user?: string }) =>
    `${account} cannot be used, because the execution came without the accounts that ${whose(user)} may use`,
  accountNotConfigured: ({ account, configured }: { account: string; configured: readonly string[] }) =>
    `cannot be used: Account ${account} is not configured here; configured are ${configured.join(', ')}`,
  regionNotConfigured: ({
    account,
    region,
    configured,
  }: {
    account: string;
    region: string;
    configured: readonly string[];
  }) =>
    `cannot be used: Region ${region} is not configured for account ${account}; configured are ${configured.join(', ')}`,
  functionNotAllowed: ({ functionName, account }: { functionName: string; account: string }) =>
    `${functionName} is not among the functions of account ${account} that stages may work on here`,
  envelope: ({ kind, missing, choices }: { kind: EnvelopeKind; missing?: boolean; choices?: readonly string[] }) =>
    `${missing === true ? 'is missing; it ' : ''}${ENVELOPE_KINDS[kind]}${choices === undefined ? '' : ` ${choices.join(', ')}`}`,
  attemptMissing: () => 'is required: the start time of the stage, a whole number',
} as const satisfies Catalogue;
