import type { StageDefinition, TaskDefinition } from '../taskDefinition';

const POLL_MS = 15_000;
const THREE_DAYS_MS = 3 * 24 * 60 * 60 * 1_000;

const waitForJudgment: TaskDefinition = {
  name: 'waitForJudgment',
  implementingClass: 'com.netflix.spinnaker.orca.echo.pipeline.ManualJudgmentStage$WaitForManualJudgmentTask',
  timeoutMs: THREE_DAYS_MS,
  backoffMs: () => POLL_MS,
  execute: ({ stage }) => {
    const answer = String(stage.context['judgmentStatus'] ?? '').toLowerCase();
    if (answer === 'continue') return { status: 'SUCCEEDED' };
    return { status: answer === 'stop' ? 'TERMINAL' : 'RUNNING' };
  },
};

/** The `manualJudgment` stage: waits for a PATCH with `judgmentStatus` continue or stop, and `judgmentInput`. */
export const manualJudgmentStage: StageDefinition = {
  tasks: ({ stage }) => {
    for (const field of ['selectedStageRoles', 'requiredJudgmentRoles']) {
      const roles = stage.context[field];
      if (Array.isArray(roles) && roles.length > 0)
        throw new Error(`${field} is not supported yet: users of the sandbox have no roles`);
    }
    return [waitForJudgment];
  },
  prepareForRestart: ({ context }) => {
    delete context['judgmentStatus'];
    delete context['lastModifiedBy'];
  },
};
