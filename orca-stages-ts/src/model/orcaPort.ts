/** A stage in Orca's record of an execution. */
export interface OrcaStage {
  id: string;
  type: string;
  name?: string | undefined;
  status: string;
  /** In ms since 1970; a restarted stage has a new one. */
  startTime?: number | undefined;
  /** The stage's fields. A value may still be an unevaluated expression. */
  context: Readonly<Record<string, unknown>>;
  taskStatuses: readonly string[];
}

/** Orca's record of an execution. Source: `GET /pipelines/{id}`. */
export interface OrcaExecution {
  id: string;
  application?: string | undefined;
  name?: string | undefined;
  /** What triggered it, in words: a build or a tag. */
  triggeredBy?: string | undefined;
  status: string;
  canceled: boolean;
  /** Whom the execution acts for. */
  user?: string | undefined;
  /** Accounts that the user may use, in no particular order. */
  allowedAccounts: readonly string[];
  stages: readonly OrcaStage[];
}

/** Orca's own record. It shows what a bearer token cannot prove: that a stage exists, and is still wanted. */
export interface OrcaPort {
  /** An execution; undefined if Orca says that there is none. Throws OrcaAway. */
  execution(id: string): Promise<OrcaExecution | undefined>;
  /**
   * Sets keys in the context of a stage. Only for executions that are over: in a running one, Orca would store the whole
   * stage without a lock, and might run tasks twice. Throws OrcaAway.
   */
  updateStage(executionId: string, stageId: string, context: Readonly<Record<string, unknown>>): Promise<void>;
}

/** Orca's records as everything reads them that looks at them in the background: looks are shared. */
export interface OrcaRecords {
  /** As in OrcaPort; the answer to a question that was asked up to `maxAgeMs` ago, or is being answered, is good enough. */
  execution(id: string, maxAgeMs: number): Promise<OrcaExecution | undefined>;
  /** Whether Orca has not responded, and is not asked again yet. */
  isAway(): boolean;
}

/** Orca did not respond in a useful way; the same request may succeed later. */
export class OrcaAway extends Error {
  constructor(
    reason: string,
    /** What the response says nothing useful about: everything, or what was asked for alone. */
    readonly concerns: 'orca' | 'request',
    cause?: unknown,
  ) {
    super(`Orca is unavailable: ${reason}`, { cause });
    this.name = 'OrcaAway';
  }
}

const ENDED: readonly string[] = ['SUCCEEDED', 'STOPPED', 'SKIPPED', 'TERMINAL', 'CANCELED', 'FAILED_CONTINUE'];

/** Whether a status of an execution, a stage or a task is final. */
export const isEnded = (status: string): boolean => ENDED.includes(status);

/** One run of a stage. */
export interface StageRun {
  stageId: string;
  /** Its start time in ms since 1970. */
  attempt: number;
}

/** The stage, if this is its current run. */
export const stageInRun = (
  execution: OrcaExecution | undefined,
  { stageId, attempt }: StageRun,
): OrcaStage | undefined => execution?.stages.find(({ id, startTime }) => id === stageId && startTime === attempt);

/** Whether Orca's record shows a reason to cancel this run of a stage. A newer run is not a reason. */
export function isCancelled(execution: OrcaExecution | undefined, run: StageRun): boolean {
  const stage = stageInRun(execution, run);
  return stage !== undefined && (execution?.canceled === true || isOver(stage));
}

/** `ended` also if a newer run has replaced this one. */
export type StageLife = 'running' | 'paused' | 'ended';

/** Whether Orca still wants a run of a stage, according to its record of the execution. */
export function stageLife(execution: OrcaExecution | undefined, run: StageRun): StageLife {
  const stage = stageInRun(execution, run);
  if (stage === undefined || isCancelled(execution, run)) return 'ended';
  return stage.status === 'PAUSED' || execution?.status === 'PAUSED' ? 'paused' : 'running';
}

const isOver = ({ status, taskStatuses }: OrcaStage): boolean => isEnded(status) || taskStatuses.some(isHalted);

/** No other task follows one that ended like this. */
const isHalted = (status: string): boolean => ['TERMINAL', 'STOPPED', 'CANCELED', 'FAILED_CONTINUE'].includes(status);
