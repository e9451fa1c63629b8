/** Statuses of Orca's executions, stages and tasks. */
export type ExecutionStatus =
  | 'NOT_STARTED'
  | 'RUNNING'
  | 'PAUSED'
  | 'SUCCEEDED'
  | 'FAILED_CONTINUE'
  | 'TERMINAL'
  | 'CANCELED'
  | 'STOPPED'
  | 'SKIPPED';

/** A JSON object, as pipelines, contexts and outputs are. */
export type JsonObject = Record<string, unknown>;

/** Whether a value is a JSON object, and no list. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value if it is a JSON object, otherwise an empty one. */
export const objectOf = (value: unknown): JsonObject => (isObject(value) ? value : {});

/** One step of a stage, as Orca's REST shows it. Times are epoch milliseconds. */
export interface TaskExecution {
  id: string;
  name: string;
  implementingClass: string;
  status: ExecutionStatus;
  startTime: number | null;
  endTime: number | null;
  stageStart: boolean;
  stageEnd: boolean;
  loopStart: boolean;
  loopEnd: boolean;
  taskExceptionDetails: JsonObject;
}

/** Who last changed a stage through the REST API. */
interface LastModified {
  user: string;
  allowedAccounts: string[];
  lastModifiedTime: number;
}

/** One stage of a running pipeline, as Orca's REST shows it. */
export interface StageExecution {
  id: string;
  refId: string;
  type: string;
  name: string;
  status: ExecutionStatus;
  startTime: number | null;
  endTime: number | null;
  startTimeExpiry: number | null;
  scheduledTime: number | null;
  context: JsonObject;
  outputs: JsonObject;
  tasks: TaskExecution[];
  requisiteStageRefIds: string[];
  parentStageId: string | null;
  syntheticStageOwner: 'STAGE_BEFORE' | null;
  lastModified: LastModified | null;
}

/** The user and accounts that an execution acts for, from Orca's X-SPINNAKER headers. */
export interface Authentication {
  user: string;
  allowedAccounts: string[];
}

/** When an execution was paused, and for how long. */
interface PausedDetails {
  pausedBy: string;
  pauseTime: number;
  resumedBy?: string;
  resumeTime?: number;
}

/** One run of a pipeline, as Orca's REST shows it. */
export interface Execution {
  id: string;
  type: 'PIPELINE';
  application: string;
  name: string;
  pipelineConfigId: string | null;
  status: ExecutionStatus;
  buildTime: number;
  startTime: number | null;
  endTime: number | null;
  canceled: boolean;
  canceledBy: string | null;
  cancellationReason: string | null;
  limitConcurrent: boolean;
  keepWaitingPipelines: boolean;
  authentication: Authentication;
  paused: PausedDetails | null;
  origin: string;
  trigger: JsonObject;
  notifications: unknown[];
  initialConfig: JsonObject;
  description: string | null;
  spelEvaluator: string | null;
  stages: StageExecution[];
}

const COMPLETE: readonly ExecutionStatus[] = [
  'CANCELED',
  'SUCCEEDED',
  'STOPPED',
  'SKIPPED',
  'TERMINAL',
  'FAILED_CONTINUE',
];
const HALT: readonly ExecutionStatus[] = ['TERMINAL', 'CANCELED', 'STOPPED'];

/** True once a status can no longer change on its own. */
export function isComplete(status: ExecutionStatus): boolean {
  return COMPLETE.includes(status);
}

/** True for the statuses after which nothing downstream may start. */
export function isHalt(status: ExecutionStatus): boolean {
  return HALT.includes(status);
}
