import { routingSchema, say, StageError, type Routing, type Saying } from 'stage-contract';
import type { FollowUp } from '../../../model/followUp';
import type { PinReader } from '../../../model/pins';
import type { OutcomeReport } from '../../../model/report';
import { aliasOf, aliasResource } from '../../../model/resource';
import { sameRouting } from '../../../model/routing';
import type { StageFollowUps } from '../../../model/stageFollowUps';
import type { StageStep } from '../../../model/step';
import { timerOutcome } from './timerOutcome';

/** A split that reverts on its own. */
interface TimedSplit {
  aliasName: string;
  afterSeconds: number;
  /** The split that the stage leaves, and the only routing that the timer touches. */
  split: Routing;
  to: Routing;
}

/**
 * The timer of a split: sends all traffic back unless the split is promoted in time. `stepOf` creates the stage's own
 * step for it. Pure.
 */
export function revertTimer(
  { aliasName, afterSeconds, split, to }: TimedSplit,
  stepOf: (doing: Saying) => StageStep,
): FollowUp {
  const doing = say('revertUnlessPromoted', { alias: aliasName, routing: to, seconds: afterSeconds });
  return { resource: aliasResource(aliasName), afterSeconds, guard: split, to, step: stepOf(doing) };
}

/** Where a timer sends the traffic. Throws if the follow-up is not a timer: a stage arms nothing else. */
export const revertsTo = ({ to }: Pick<FollowUp, 'to'>): Routing => routingSchema.parse(to);

/** What the engine asks about the timers of splits. */
export const revertTimers: StageFollowUps = {
  armed: armedReport,
  isLeftAsGuarded,
  ended: timerOutcome,
  log: {
    begun: 'a timer fires: not promoted in time',
    ended: 'a timer has ended',
    failed: 'a timer could not revert: the candidate keeps its traffic',
  },
};

function armedReport(followUp: FollowUp, dueAt: string): OutcomeReport {
  const { afterSeconds } = followUp;
  const revertTimer = { state: 'pending', revertAt: dueAt, afterSeconds, to: revertsTo(followUp) } as const;
  return { revertTimer, outputs: { revertTimer } };
}

async function isLeftAsGuarded(
  { resource, guard }: Pick<FollowUp, 'resource' | 'guard'>,
  pins: PinReader,
): Promise<boolean | undefined> {
  const aliasName = aliasOf(resource),
    split = routingSchema.safeParse(guard);
  if (aliasName === undefined || !split.success) return undefined;
  const left = await routingLeft(pins, aliasName);
  return left === undefined ? undefined : sameRouting(split.data, left);
}

/**
 * What an execution has left on an alias, or found there if it has not touched it. Undefined: its pin can't be read.
 */
async function routingLeft(pins: PinReader, aliasName: string): Promise<Routing | null | undefined> {
  try {
    const left = await pins.routing('leftRouting', aliasName);
    return left === undefined ? ((await pins.routing('firstRouting', aliasName)) ?? null) : left;
  } catch (error) {
    if (!(error instanceof StageError)) throw error;
    // If an execution's pins have expired, it has left nothing that still matters.
    return error.code === 'pinExpired' ? null : undefined;
  }
}
