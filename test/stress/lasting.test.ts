import { deadlineAfter, stageTimeoutFor, type Failure } from 'stage-contract';
import type { CrashStage } from '../crash/crashStage';
import { EVERY_CELL } from './everyCell';
import { STRESS_STAGES } from './stressStages';
import { startStressWorld, type StressRun } from './stressWorld';
import type { RecordedCall } from 'strict-lambda';

const DAY_MS = 86_400_000;
const RECOVERY_LIMIT_MS = 60_000;
/** Fewer attempts than in production: each costs processor time, and none of them shows more than the first ones. */
/** In how many stages of one type a call fails for good, unless all cells are run: each of them retries until its deadline. */
const STAGES_OF_A_TYPE = 3;
const TIMING = { recoveryLimitMs: RECOVERY_LIMIT_MS, retryFirstMs: 4_000 };
/** A read of AWS that started just before the deadline, and the engine's own turn. */
const TURN_MS = 10_000;

/** What is wrong with the report of an outage that never ends; undefined if nothing is. */
function wrongWith(stage: CrashStage, operation: string, undisturbed: StressRun, run: StressRun): string | undefined {
  const { status, failure, progress, watching } = run.outcome;
  // What only a watch asks for hits a stage that has succeeded: it says what has become of the watch, and reads for warnings do not matter.
  if (watching !== undefined && (watching.state === 'reverted' || progress.includes(operation))) return undefined;
  if (status !== 'TERMINAL' || failure === undefined) return `ended ${status}: ${progress}`;
  const policyNeedsIt = isInPolicy(stage, operation, undisturbed);
  const problems = [
    ...(stage.fails === undefined || !policyNeedsIt ? unnamedCall(failure, operation) : []),
    ...(failure.next === '' ? ['the failure does not say what to do'] : []),
    ...tookTooLong(run, policyNeedsIt, deadlineAfter(timeoutOf(undisturbed))),
    ...notRestored(stage, operation, run),
  ];
  return problems.length === 0 ? undefined : `${problems.join('; ')} (${progress})`;
}

/** AWS's codes for an error of its own: Lambda's, and CloudWatch's. */
const OUTAGE_CODES: ReadonlySet<string> = new Set(['ServiceException', 'InternalServiceFault']);

/** The failure names the call and AWS's code. */
function unnamedCall(failure: Failure, operation: string): string[] {
  const problems: string[] = [];
  if (!OUTAGE_CODES.has(failure.awsCode ?? ''))
    problems.push(`the failure does not say AWS's code: ${JSON.stringify(failure)}`);
  if (!`${failure.what} ${failure.where}`.includes(operation) && failure.code !== 'outcomeUnknown')
    problems.push(`the failure does not name ${operation}: ${failure.what}`);
  return problems;
}

/** No longer than the stage needs if nothing happens: an outage that never ends is retried all that time. */
const timeoutOf = ({ tookMs }: StressRun): number => stageTimeoutFor(tookMs);

/** The deadline is kept; a failure policy that meets the outage has its own limit. */
function tookTooLong({ outcome, tookMs }: StressRun, policyNeedsIt: boolean, deadlineMs: number): string[] {
  const isRecoveryHeldUp = policyNeedsIt || outcome.steps.some((step) => step.state === 'failed');
  const limitMs = deadlineMs + TURN_MS + (isRecoveryHeldUp ? RECOVERY_LIMIT_MS + TURN_MS : 0);
  return tookMs > limitMs ? [`took ${tookMs} ms, at most ${limitMs} expected`] : [];
}

/** A stage that had started reverts the alias, unless the outage hits exactly that call. */
function notRestored(stage: CrashStage, operation: string, { outcome, state }: StressRun): string[] {
  const restored = { ...state.aliases, ...stage.restored };
  const reverts =
    outcome.steps.some((step) => step.startedAt !== undefined) &&
    operation !== 'UpdateAlias' &&
    operation !== 'GetAlias';
  return reverts && JSON.stringify(restored) !== JSON.stringify(state.aliases)
    ? [`not restored: ${JSON.stringify(state.aliases)}, expected ${JSON.stringify(restored)}`]
    : [];
}

/** Whether the stage's failure policy makes the call: the stage fails by design, and the call comes after that. */
function isInPolicy(stage: CrashStage, operation: string, { calls }: StressRun): boolean {
  if (stage.fails === undefined) return false;
  const failsAt = calls.map(isFailure).lastIndexOf(true);
  return calls.map((call) => call.operation).lastIndexOf(operation) > failsAt;
}

/** A call that makes a stage fail: AWS has refused it, or a check did not like the answer. What is missing is normal. */
const isFailure = ({ operation, error }: RecordedCall): boolean =>
  operation === 'Invoke' || (error !== undefined && error !== 'ResourceNotFoundException');

it("every stage ends within its deadline, naming the call and AWS's code, if AWS fails one of its calls forever", async () => {
  const world = await startStressWorld(),
    wrong: string[] = [];
  const met = new Map<string, number>();
  let cells = 0;

  for (const stage of STRESS_STAGES) {
    await world.prepare(stage.before);
    const own = stage.faults ?? [],
      undisturbed = await world.run(stage.request, { faults: own });
    for (const operation of new Set(undisturbed.calls.map((call) => call.operation))) {
      const key = `${stage.request.type} ${operation}`,
        already = met.get(key) ?? 0;
      met.set(key, already + 1);
      if (!EVERY_CELL && already >= STAGES_OF_A_TYPE) continue;
      cells += 1;
      const run = await world.run(stage.request, {
        faults: [...own, { kind: 'error5xx', operation, forMs: DAY_MS }],
        stageTimeoutMs: timeoutOf(undisturbed),
        timing: TIMING,
      });
      const problem = wrongWith(stage, operation, undisturbed, run);
      if (problem !== undefined) wrong.push(`${stage.title} | ${operation}: ${problem}`);
    }
  }
  await world.close();

  expect(wrong).toEqual([]);
  expect(met.size).toBeGreaterThan(20);
  expect(cells).toBeGreaterThan(EVERY_CELL ? STRESS_STAGES.length * 2 : met.size);
}, 1_800_000);
