import { PRODUCTION_TIMING } from '../../orca-stages-ts/src/engine';
import { deadlineAfter } from 'stage-contract';
import type { CrashStage } from '../crash/crashStage';
import { STRESS_STAGES } from './stressStages';
import { startStressWorld, type StressRun } from './stressWorld';

const TIMEOUT_MS = 180_000,
  DEADLINE_MS = deadlineAfter(TIMEOUT_MS),
  DAY_MS = 86_400_000;
/** A look at AWS that began just before the deadline, and the engine's own turn. */
const TURN_MS = 10_000;

/** How an outage that never ends is told; undefined when all is as it must be. */
function wrongWith(
  stage: CrashStage,
  operation: string,
  undisturbed: StressRun,
  { outcome, tookMs, state }: StressRun,
): string | undefined {
  const { failure } = outcome,
    problems: string[] = [];
  const policyNeedsIt = isInPolicy(stage, operation, undisturbed);
  if (outcome.status !== 'TERMINAL' || failure === undefined) return `ended ${outcome.status}: ${outcome.progress}`;
  if (stage.fails === undefined || !policyNeedsIt) {
    if (failure.awsCode !== 'ServiceException')
      problems.push(`the failure does not say AWS's code: ${JSON.stringify(failure)}`);
    if (!`${failure.what} ${failure.where}`.includes(operation) && failure.code !== 'outcomeUnknown')
      problems.push(`the failure does not name ${operation}: ${failure.what}`);
  }
  if (failure.next === '') problems.push('the failure does not say what to do');
  const limitMs =
    DEADLINE_MS +
    TURN_MS +
    (policyNeedsIt || outcome.steps.some((step) => step.state === 'failed') ? PRODUCTION_TIMING.recoveryLimitMs : 0);
  if (tookMs > limitMs) problems.push(`took ${tookMs} ms, at most ${limitMs} expected`);
  const restored = { ...state.aliases, ...stage.restored };
  const reverts =
    outcome.steps.some((step) => step.startedAt !== undefined) &&
    operation !== 'UpdateAlias' &&
    operation !== 'GetAlias';
  if (reverts && JSON.stringify(restored) !== JSON.stringify(state.aliases))
    problems.push(`not restored: ${JSON.stringify(state.aliases)}, expected ${JSON.stringify(restored)}`);
  return problems.length === 0 ? undefined : `${problems.join('; ')} (${outcome.progress})`;
}

/** Whether the stage's failure policy made the call: it fails by plan, and the call comes after that. */
const isInPolicy = (stage: CrashStage, operation: string, undisturbed: StressRun): boolean =>
  stage.fails !== undefined &&
  undisturbed.calls.map((call) => call.operation).lastIndexOf(operation) >= undisturbed.calls.length - 3;

it("every stage ends within its deadline, naming the call and AWS's code, when AWS fails one of its calls for ever", async () => {
  const world = await startStressWorld(),
    wrong: string[] = [];
  let cells = 0;

  for (const stage of STRESS_STAGES) {
    await world.prepare(stage.before);
    const own = stage.faults ?? [],
      undisturbed = await world.run(stage.request, { faults: own });
    for (const operation of new Set(undisturbed.calls.map((call) => call.operation))) {
      cells += 1;
      const run = await world.run(stage.request, {
        faults: [...own, { kind: 'error5xx', operation, forMs: DAY_MS }],
        stageTimeoutMs: TIMEOUT_MS,
      });
      const problem = wrongWith(stage, operation, undisturbed, run);
      if (problem !== undefined) wrong.push(`${stage.title} | ${operation}: ${problem}`);
    }
  }
  await world.close();

  expect(wrong).toEqual([]);
  expect(cells).toBeGreaterThan(STRESS_STAGES.length * 2);
}, 600_000);
