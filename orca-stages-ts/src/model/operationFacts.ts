import type { Target } from './target';

/** Who asks, and where. */
export interface OperationFacts {
  operationId: string;
  executionId: string;
  stageId: string;
  stageName: string;
  attempt: number;
  user?: string;
  pipelineName?: string;
  /** What triggered the pipeline, such as `build 812` or `tag v1.2`. */
  triggeredBy?: string;
  target: Target;
  /** When it must have ended, in ms since 1970. */
  deadlineMs: number;
  /** Its account is only for sending aliases back. */
  only?: 'revert';
}
