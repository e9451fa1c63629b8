/** The one AWS account of the sandbox, as Deck, the sidecar and the strict Lambda all know it. */
export const ACCOUNT = { name: 'local', accountId: '123456789012', regions: ['us-east-1', 'eu-west-1'] } as const;
