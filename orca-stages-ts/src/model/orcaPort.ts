/** A stage in Orca's record of an execution. */
export interface OrcaStage {
  id: string;
  type: string;
  name?: string | undefined;
  status: string;
  /** In ms since 1970; a restarted stage has a new one. */
  startTime?: number | undefined;
  /** The stage's fields. An expression may still stand in place of its value. */
  context: Readonly<Record<string, unknown>>;
  taskStatuses: readonly string[];
}

/** Orca's record of an execution. Source: `GET /pipelines/{id}`. */
export interface OrcaExecution {
  id: string;
  application?: string | undefined;
  name?: string | undefined;
  status: string;
  canceled: boolean;
  /** Whom the execution acts for. */
  user?: string | undefined;
  /** Accounts that the user may use; their order means nothing. */
  allowedAccounts: readonly string[];
  stages: readonly OrcaStage[];
}

/** Orca's own record, which tells what the bearer token cannot: whether a stage is really there, and still wanted. */
export interface OrcaPort {
  /** An execution; undefined if Orca says that there is none. Throws OrcaAway. */
  execution(id: string): Promise<OrcaExecution | undefined>;
  /**
   * Sets keys in the context of a stage. Only for executions that are over: in a running one, Orca stores the whole stage without a lock, and
   * runs tasks twice. Throws OrcaAway.
   */
  updateStage(executionId: string, stageId: string, context: Readonly<Record<string, unknown>>): Promise<void>;
}

/** Orca gave no answer that says anything; the same question may be answered later. */
export class OrcaAway extends Error {
  constructor(reason: string, cause?: unknown) {
    super(`Orca cannot be asked: ${reason}`, { cause });
    this.name = 'OrcaAway';
  }
}

const ENDED: readonly string[] = ['SUCCEEDED', 'STOPPED', 'SKIPPED', 'TERMINAL', 'CANCELED', 'FAILED_CONTINUE'];

/** Whether a status of an execution, a stage or a task is final. */
export const isEnded = (status: string): boolean => ENDED.includes(status);

/** Which run of which stage is meant. */
export interface StageRun {
  stageId: string;
  /** Its start time in ms since 1970. */
  attempt: number;
}

/** The stage that is in this run now; undefined if there is none, or another run has taken its place. */
export const stageInRun = (
  execution: OrcaExecution | undefined,
  { stageId, attempt }: StageRun,
): OrcaStage | undefined => execution?.stages.find(({ id, startTime }) => id === stageId && startTime === attempt);

/** Whether Orca's record shows a reason to cancel this very run; another run of the stage is none. */
export function isCancelled(execution: OrcaExecution | undefined, run: StageRun): boolean {
  const stage = stageInRun(execution, run);
  return stage !== undefined && (execution?.canceled === true || isOver(stage));
}

/** `ended` also if another run has taken the place of this one. */
export type StageLife = 'running' | 'paused' | 'ended';

/** Whether Orca still wants a run of a stage, according to its record of the execution. */
export function stageLife(execution: OrcaExecution | undefined, run: StageRun): StageLife {
  const stage = stageInRun(execution, run);
  if (stage === undefined || isCancelled(execution, run)) return 'ended';
  return stage.status === 'PAUSED' || execution?.status === 'PAUSED' ? 'paused' : 'running';
}

const isOver = ({ status, taskStatuses }: OrcaStage): boolean => isEnded(status) || taskStatuses.some(isHalted);

/** A task that ended like this has no other after it. */
const isHalted = (status: string): boolean => ['TERMINAL', 'STOPPED', 'CANCELED', 'FAILED_CONTINUE'].includes(status);
