import { present, type Outcome, type StepKind, type Worded } from 'stage-contract';
import { aliasResource } from '../../../model/resource';
import type { StageEvent } from '../../../model/stageEvents';

/** Steps of a failure policy that send an alias back. */
const GOING_BACK: ReadonlySet<StepKind> = new Set(['revert', 'restoreAlias']);
/** The engine's own step for an alias, from its undo record. */
const UNDOING_ALIAS = `undo:${aliasResource('')}`;

/** What others must know if a failed or cancelled stage has sent an alias back. Pure. */
export const wentBack = (outcome: Outcome): StageEvent[] =>
  outcome.steps.some(
    ({ id, kind, state }) =>
      state === 'reverted' &&
      kind !== undefined &&
      (GOING_BACK.has(kind) || (kind === 'undo' && id.startsWith(UNDOING_ALIAS))),
  )
    ? [{ type: 'rollout.reverted', said: headlineOf(outcome), place: 'end' }]
    : [];

/** How an operation has ended, in one sentence. Pure. */
export const headlineOf = ({ progress, progressTold }: Outcome): Worded => ({
  words: progress,
  ...present({ code: progressTold?.code, values: progressTold?.values }),
});
