import type { Outcome } from 'stage-contract';

import type { RoutingAnswer, TrafficWish } from '../traffic/trafficAnswer';
import type { DemoGate, GateExecution } from './demoGate';
import type { FastClock } from './fastClock';

const PIPELINE = 'Gradual with guard';
const CALLS: TrafficWish = { region: 'us-east-1', functionName: 'checkout', aliasName: 'live', callsPerSecond: 20 };
/** So many minutes with calls tell a guard how clumped the errors of the old version are. Without them it needs more calls. */
const HISTORY_MINUTES = 12;
const MINUTE_MS = 60_000;
/** Nothing but calls happens in these minutes. A second each is enough. */
const HISTORY_SPEED = 60;
const LOOK_EVERY_MS = 100;

/** Where the demo shows what it does. */
export type DemoStage = { gate: DemoGate; clock: FastClock; tell: (phase: string, sentence: string) => void };

/**
 * Deploys the sample's function, calls it, deploys a version that fails one call in five, and rolls it out with the sample
 * "Gradual with guard". Resolves with whether that version was found, and the alias serves the old one again. `speed`: how
 * fast the rollout passes.
 */
export async function badCanary(stage: DemoStage, speed: number): Promise<boolean> {
  await deployFirst(stage);
  await callForAWhile(stage);
  stage.clock.setSpeed(speed);
  return rollOut(stage);
}

async function deployFirst({ gate, tell }: DemoStage): Promise<void> {
  const ref = await gate.start(PIPELINE, { codeKey: 'checkout-v1.zip' });
  const { status } = await until(
    () => gate.execution(ref),
    (seen) => isOver(seen),
  );
  if (status !== 'SUCCEEDED') throw new Error(`The first version was not deployed: the pipeline ended as ${status}.`);
  tell('deployed', 'v1 of checkout. The alias live serves it.');
}

async function callForAWhile({ gate, clock, tell }: DemoStage): Promise<void> {
  await gate.startTraffic(CALLS);
  await until(
    () => gate.traffic(),
    ({ perSecond }) => perSecond > 0,
  );
  tell('traffic', `${CALLS.callsPerSecond} calls per second to live, for ${HISTORY_MINUTES} minutes so far.`);
  clock.setSpeed(HISTORY_SPEED);
  await new Promise<void>((resolve) => clock.at(clock.now() + HISTORY_MINUTES * MINUTE_MS, resolve));
}

async function rollOut({ gate, tell }: DemoStage): Promise<boolean> {
  const ref = await gate.start(PIPELINE, { codeKey: 'checkout-v3.zip' });
  const deployed = await until(
    async () => ended(await gate.execution(ref), 'Deploy'),
    (outcome) => outcome !== undefined,
  );
  const version = deployed?.candidate?.version ?? '';
  tell('deployed', `v${version}, which fails one call in five. It has no traffic yet.`);
  let isWeightTold = false;
  const last = await until(
    async () => ({ execution: await gate.execution(ref), alias: await gate.routing(CALLS) }),
    ({ execution, alias }) => {
      const additional = alias.outcome === 'found' ? alias.routing.additional : null;
      if (!isWeightTold && additional?.version === version) {
        isWeightTold = true;
        tell(
          'weight',
          `live sends ${additional.weightPercent}% to v${version}. The guard compares the errors of both.`,
        );
      }
      return isOver(execution);
    },
  );
  const route = ended(last.execution, 'Roll out');
  if (route?.failure !== undefined) tell('verdict', route.failure.what);
  if (route !== undefined) tell(wasTakenBack(route, last.alias) ? 'went back' : 'ended', route.progress);
  return route !== undefined && wasTakenBack(route, last.alias);
}

/** A guard has found the candidate worse, and the alias serves what it served before: the stage says so, and so does AWS. Pure. */
export const wasTakenBack = ({ status, failure, routing }: Outcome, alias: RoutingAnswer): boolean =>
  status === 'TERMINAL' &&
  failure?.code === 'candidateWorse' &&
  alias.outcome === 'found' &&
  alias.routing.additional === null &&
  alias.routing.main === routing?.before?.mainVersion;

/** The outcome of a stage of ours that has ended. */
const ended = ({ stages }: GateExecution, name: string): Outcome | undefined => {
  const stage = stages.find((one) => one.name === name);
  const outcome = stage?.context.webhook?.monitor?.body;
  return outcome === undefined || outcome.status === 'RUNNING' ? undefined : outcome;
};

const isOver = ({ status }: GateExecution): boolean => status !== 'NOT_STARTED' && status !== 'RUNNING';

async function until<Seen>(look: () => Promise<Seen>, isReached: (seen: Seen) => boolean): Promise<Seen> {
  for (;;) {
    const seen = await look();
    if (isReached(seen)) return seen;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
