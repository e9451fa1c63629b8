import { GetAliasCommand } from '@aws-sdk/client-lambda';
import type { Outcome } from 'stage-contract';
import type { StageBench } from '../../orca-stages-ts/src/testing/stageBench';
import { candidateRate, drawHistory, drawMinute, randomFrom, type Rollout, type Scenario } from './simulatedRollouts';
import { DAY_MS, MINUTE_MS, startVirtualStages, type VirtualStages } from './virtualStages';

/** CloudWatch has the figures of a minute this long after its end, earlier or later by chance. */
const EARLIEST_MS = 30_000,
  LATEST_MS = 120_000;
/** Rollouts begin at so many moments of a minute. */
const BEGINNINGS = 12;
/** A rollout that has not ended so long after its hold has gone wrong. */
const MOST_MINUTES_MORE = 10;

/** A rollout in progress. */
interface Running {
  scenario: Scenario;
  functionName: string;
  id: string;
  random: () => number;
  candidateCalls: number;
}

/** One rollout of a scenario through the whole stage. */
export interface StageRollout extends Rollout {
  scenario: Scenario;
  outcome: Outcome;
}

/**
 * Rollouts through the whole stage: engine, journal, and a strict Lambda whose CloudWatch gets the calls of each minute, split
 * as the alias is at that minute. They run side by side, on a clock that jumps from one due time to the next. Throws if
 * one ends otherwise than promoted or sent back by its guard.
 */
export async function runWholeStages(scenarios: readonly Scenario[], seed: number): Promise<StageRollout[]> {
  const stages = await startVirtualStages();
  const { bench, clock } = stages;
  try {
    const waiting = scenarios.map((scenario, index) => ({
      scenario,
      functionName: `checkout-${index}`,
      random: randomFrom(seed + index * 7_919),
    }));
    for (const { functionName, scenario, random } of waiting) {
      await stages.makeFunction(functionName);
      recordHistory(bench, functionName, drawHistory(scenario, random), clock.now());
    }
    const running: Running[] = [];
    for (let beginning = 0; beginning < BEGINNINGS; beginning += 1) {
      for (const one of waiting.filter((_, index) => index % BEGINNINGS === beginning))
        running.push({ ...one, id: await begin(bench, one), candidateCalls: 0 });
      await stages.pass(MINUTE_MS / BEGINNINGS);
    }
    return await toTheEnd(stages, running);
  } finally {
    await stages.close();
  }
}

/** The baseline's calls of the minutes before now, oldest first. */
function recordHistory(
  { lambda }: StageBench,
  functionName: string,
  history: ReturnType<typeof drawHistory>,
  nowMs: number,
): void {
  history.forEach(({ calls, bad }, index) =>
    lambda.recordTraffic({
      functionName,
      alias: 'live',
      version: '1',
      minute: nowMs - (history.length - index) * MINUTE_MS,
      invocations: calls,
      errors: bad,
    }),
  );
}

const begin = (
  bench: StageBench,
  { functionName, scenario }: Pick<Running, 'functionName' | 'scenario'>,
): Promise<string> =>
  bench.begin(
    'Aws.LambdaTrafficRoutingStage',
    {
      functionName,
      aliasName: 'live',
      deploymentStrategy: '$GRADUAL',
      steps: [{ weightPercent: scenario.weight * 100, holdSeconds: scenario.minutes * 60 }],
      guards: [{ metric: 'errorRate' }],
      // As in the simulation, the hold is not extended.
      evidence: { extendSeconds: 0, onTooFew: 'proceed' },
      stageTimeoutMs: DAY_MS,
    },
    { executionId: `execution of ${functionName}` },
  );

async function toTheEnd({ bench, clock, pass }: VirtualStages, all: readonly Running[]): Promise<StageRollout[]> {
  const ended: StageRollout[] = [];
  let running = [...all];
  const mostMinutes = Math.max(...all.map(({ scenario }) => scenario.minutes)) + MOST_MINUTES_MORE;
  for (let minute = 0; minute < mostMinutes && running.length > 0; minute += 1) {
    const minuteMs = clock.now();
    for (const one of running) await recordMinute(bench, one, minuteMs);
    await pass(MINUTE_MS);
    const going: Running[] = [];
    for (const one of running) {
      const outcome = await bench.engine.poll(one.id);
      if (outcome === undefined || outcome.status === 'RUNNING') going.push(one);
      else ended.push(await endOf(bench, one, outcome));
    }
    running = going;
  }
  if (running.length > 0) throw new Error(`${running.length} rollouts have not ended, such as ${running[0]?.id}.`);
  return ended;
}

/** The calls of a minute, as the alias splits them when it begins. */
async function recordMinute(bench: StageBench, one: Running, minuteMs: number): Promise<void> {
  const { functionName, scenario, random } = one;
  const { candidate, baseline } = drawMinute(scenario, await weightOf(bench, functionName), random);
  one.candidateCalls += candidate.calls;
  const visibleAt = minuteMs + MINUTE_MS + EARLIEST_MS + random() * (LATEST_MS - EARLIEST_MS);
  for (const [version, { calls, bad }] of [
    ['1', baseline],
    ['2', candidate],
  ] as const)
    if (calls > 0)
      bench.lambda.recordTraffic({
        functionName,
        alias: 'live',
        version,
        minute: minuteMs,
        invocations: calls,
        errors: bad,
        visibleAt,
      });
}

/** The share of the calls that the alias gives to the candidate, 0 to 1. */
async function weightOf({ aws }: StageBench, functionName: string): Promise<number> {
  const live = await aws.send(new GetAliasCommand({ FunctionName: functionName, Name: 'live' }));
  return live.FunctionVersion === '2' ? 1 : (live.RoutingConfig?.AdditionalVersionWeights?.['2'] ?? 0);
}

/** What became of a rollout; the alias must say the same as the outcome. */
async function endOf(
  bench: StageBench,
  { scenario, functionName, candidateCalls }: Running,
  outcome: Outcome,
): Promise<StageRollout> {
  const weight = await weightOf(bench, functionName);
  const isReverted = outcome.failure?.code === 'candidateWorse' && weight === 0;
  const isPromoted = outcome.status === 'SUCCEEDED' && weight === 1;
  if (isReverted === isPromoted)
    throw new Error(
      `${functionName} has ended otherwise, with ${weight * 100}%: ${outcome.progress} ${JSON.stringify(outcome.failure)}`,
    );
  const hold = outcome.steps.find(({ id }) => id.startsWith('hold:'));
  const heldMs = Date.parse(hold?.endedAt ?? '') - Date.parse(hold?.startedAt ?? '');
  return {
    scenario,
    outcome,
    worseAt: isReverted ? heldMs / MINUTE_MS : undefined,
    candidateCalls,
    extraErrors: candidateCalls * (candidateRate(scenario) - scenario.baselineRate),
  };
}
