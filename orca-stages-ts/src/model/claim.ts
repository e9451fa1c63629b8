/** A rollout's hold on an alias: others may not route it, but for going back to its baseline. */
export interface Claim {
  executionId: string;
  operationId: string;
  aliasName: string;
  baseline: string | null;
  candidate: string;
  stageName: string;
  since: string;
}
