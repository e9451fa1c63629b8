/**
 * The AWS accounts of the sandbox, as Deck, the sidecar and the strict Lambda all know them. The first one is the samples' account, and that of
 * requests with the credentials of nobody in particular.
 */
export const ACCOUNTS = [
  { name: 'local', accountId: '123456789012' },
  { name: 'staging', accountId: '210987654321' },
] as const;
