import type { StageDefinition, TaskDefinition, TaskRun } from '../taskDefinition';

const SECOND_MS = 1_000;

/** Orca's WaitTask: waits `waitTime` seconds from the stage's start, or until someone skips the rest. */
export const waitTask: TaskDefinition = {
  name: 'wait',
  implementingClass: 'com.netflix.spinnaker.orca.pipeline.tasks.WaitTask',
  timeoutMs: null,
  backoffIsFixed: true,
  backoffMs: (run) => Math.max(0, endOf(run) - run.now),
  execute: (run) => {
    const isOver = run.stage.context['skipRemainingWait'] === true || run.now >= endOf(run);
    return { status: isOver ? 'SUCCEEDED' : 'RUNNING' };
  },
};

/** The `wait` stage. */
export const waitStage: StageDefinition = {
  tasks: ({ stage }) => {
    const seconds = Number(stage.context['waitTime'] ?? 0);
    if (!Number.isFinite(seconds))
      throw new Error(`waitTime must be a number of seconds, not '${String(stage.context['waitTime'])}'`);
    return [waitTask];
  },
  prepareForRestart: (stage) => {
    delete stage.context['skipRemainingWait'];
  },
};

function endOf({ stage, now }: TaskRun): number {
  return (stage.startTime ?? now) + Number(stage.context['waitTime'] ?? 0) * SECOND_MS;
}
