import { present, type Outcome, type Worded } from 'stage-contract';
import { armedBy } from '../journal/queries/followUps';
import type { Happened, StageEvent } from '../model/stageEvents';
import type { OperationRun } from './operationRun';

/** A follow-up is no stage of its execution: what it does is told for the stage that armed it. */
const isTold = ({ engine, operation }: OperationRun): boolean =>
  engine.events !== undefined && armedBy(operation) === null;

/** What a step's end or wait means to others. */
export const stepEvents = (
  run: OperationRun,
  happened: Omit<Extract<Happened<unknown>, { kind: 'step' }>, 'kind'>,
): StageEvent[] => (isTold(run) ? (run.stage.eventsOf?.({ kind: 'step', ...happened }) ?? []) : []);

/** What it means to others that another operation has put this one on hold. */
export const heldEvents = (run: OperationRun, said: Worded, askerId: string): StageEvent[] =>
  isTold(run) ? (run.stage.eventsOf?.({ kind: 'held', said, askerId }) ?? []) : [];

/** What an operation's end means to others. */
export function endEvents(run: OperationRun, outcome: Outcome): StageEvent[] {
  if (!isTold(run)) return [];
  const said = { words: outcome.progress, ...present({ ...outcome.progressTold }) },
    place = 'end';
  return [
    ...(run.operation.recovery_reason === 'abandoned' ? [{ type: 'operation.abandoned', said, place } as const] : []),
    ...(run.stage.eventsOf?.({ kind: 'end', input: run.inputOrNothing(), outcome }) ?? []),
    ...(outcome.status === 'TERMINAL' ? [{ type: 'operation.failed', said, place } as const] : []),
  ];
}
