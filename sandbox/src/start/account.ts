/** The one AWS account of the sandbox, as Deck, the sidecar and the strict Lambda all know it. */
export const ACCOUNT = { name: 'local', accountId: '123456789012' } as const;
