import type { Target } from './target';

/** Who asks, and where. */
export interface OperationFacts {
  operationId: string;
  executionId: string;
  stageId: string;
  stageName: string;
  attempt: number;
  user?: string;
  target: Target;
}
