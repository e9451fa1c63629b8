import type { Routing, Saying } from 'stage-contract';
import type { PinWrite } from '../../model/pins';
import type { OutcomeReport } from '../../model/report';
import { sameRouting } from '../../model/routing';
import { newFirstRouting } from '../shared/aliasLedger';
import type { RouteFacts, Undo } from './steps';

/** Someone else's change of the alias. */
interface Change {
  expected: Routing | null;
  /** Null: the alias is gone. */
  found: Routing | null;
}

const originOf = ({ origin, first }: Undo): Routing | null => (origin === undefined ? first : origin);

/** What is written down about a change before the stage proceeds over it: `said` is the warning. Pure. */
export const accepting = (
  undo: Undo,
  { expected, found }: Change,
  said: Saying,
): { facts: Partial<RouteFacts>; pins: PinWrite[]; report: OutcomeReport } => ({
  facts: { accepted: { expected, found }, ...(found === null ? {} : { left: found }) },
  pins: found === null ? [] : [newFirstRouting(undo.aliasName, found, originOf(undo))],
  report: { warnings: [said] },
});

/** The change that a move has accepted in place of what it expects; undefined: none. Pure. */
export const acceptedBy = (
  { expected }: Pick<Change, 'expected'>,
  { accepted }: Readonly<Partial<RouteFacts>>,
): Routing | null | undefined =>
  accepted !== undefined && sameRouting(accepted.expected, expected) ? accepted.found : undefined;

/**
 * How a step is undone, with what has happened since the plan: the stage goes back to a change that it has accepted, and
 * only from what it has left after that. Pure.
 */
export function undoSince(undo: Undo, { accepted }: Readonly<Partial<RouteFacts>>): Undo {
  if (accepted === undefined || accepted.found === null) return undo;
  const { expected, found: first } = accepted;
  const before = undo.own.map((routing) => sameRouting(routing, expected)).lastIndexOf(true);
  return { ...undo, first, origin: originOf(undo), own: undo.own.slice(before + 1) };
}
