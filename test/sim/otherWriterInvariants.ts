import { weightWords } from './awsEvents';
import { allWrites, editBefore, isRaise, isRepeated, isRoute, mayProceed, weightsIn, writesBy } from './aliasWrites';
import { sameWeights, type AliasWrite, type EndedOperation, type EndedWorld } from './endedWorld';
import type { Invariant } from './invariants';

/** Whether a replica may have died before it could write what AWS had answered. */
const hasCrash = ({ world }: EndedWorld): boolean => world.scenario.happenings.some(({ kind }) => kind === 'crash');
/** Warnings that a stage has proceeded over somebody else's change. */
const PROCEEDED: ReadonlySet<string | undefined> = new Set([
  'proceededOverChange',
  'proceededOverChangeInHold',
  'proceededOverReversal',
]);

/** A new attempt of a stage whose earlier ones have recorded no move plans from what the execution found at first. */
const isBackAtFirst = (own: readonly AliasWrite[], { id, row }: EndedOperation, { after }: AliasWrite): boolean =>
  own[0] !== undefined &&
  sameWeights(own[0].before, after) &&
  own.every(({ operation }) => operation?.id !== id && operation?.row.stage_id === row.stage_id);

/** A revert can't tell its own late move from somebody's edit to the same routing. */
function looksLikeOwn({ operation, event }: AliasWrite, { after }: AliasWrite): boolean {
  const wanted = operation?.outcome?.routing?.wanted;
  const isRevert = ['revert', 'undo', 'restore'].some((step) => event.caller?.stepId.startsWith(step) === true);
  return isRevert && wanted !== undefined && sameWeights(weightsIn(wanted), after);
}

/** What must be true of aliases that somebody else or another execution moves, too. */
export const otherWriterInvariants: Readonly<Record<string, Invariant>> = {
  foreignEditsStay: (world) =>
    allWrites(world).flatMap((write, _, all) => {
      const { operation, event } = write;
      if (operation === undefined || mayProceed(operation)) return [];
      const sameFunction = all.filter((each) => each.event.functionName === event.functionName);
      const earlier = sameFunction.slice(0, sameFunction.indexOf(write));
      const last = earlier.at(-1);
      if (last === undefined || last.operation !== undefined) return [];
      const own = earlier.filter((each) => each.operation?.execution?.id === operation.execution?.id);
      // What this execution itself had left there, or found at first, nobody can tell from an edit. But a move that was made
      // changes the revision: if the alias then routes as before it, somebody has reversed it.
      const isKnown = isRaise(write) && isRepeated(world, write);
      if (!isKnown && own.some((each) => sameWeights(each.after, last.after))) return [];
      if (isBackAtFirst(own, operation, last) || looksLikeOwn(write, last)) return [];
      const found = operation.outcome?.routing?.before;
      if (own.length === 0 && (found === undefined || sameWeights(weightsIn(found), last.after))) return [];
      return [
        `${operation.name} overwrote ${weightWords(last.after)}, which somebody had set, with ${weightWords(write.after)}`,
      ];
    }),

  overwrittenEditsAreShown: (world) =>
    allWrites(world).flatMap((write) => {
      const { operation, before } = write;
      if (operation === undefined || !mayProceed(operation) || !isRoute(operation)) return [];
      const found = operation.outcome?.routing?.before;
      if (editBefore(world, write) === undefined || found === undefined) return [];
      const isShown = operation.outcome?.warningsTold?.some((told) => PROCEEDED.has(told?.code)) === true;
      const isAsFound = sameWeights(weightsIn(found), before) && !isRepeated(world, write);
      return isShown || isAsFound || hasCrash(world)
        ? []
        : [`${operation.name} overwrote ${weightWords(before)}, as configured, and does not say so`];
    }),

  oneRolloutForEachAlias: (world) =>
    [...world.writes.values()].flatMap((writes) =>
      writes.flatMap(({ operation, after }, index) => {
        if (operation === undefined) return [];
        const earlier = writes.slice(0, index).filter((each) => each.operation !== undefined);
        const last = earlier.at(-1)?.operation;
        const isBack =
          last !== undefined &&
          last.id !== operation.id &&
          last.row.execution_id !== operation.row.execution_id &&
          earlier.some((each) => each.operation?.id === operation.id);
        return isBack ? [`${operation.name} went to ${weightWords(after)} after ${last.name} had moved the alias`] : [];
      }),
    ),

  preemptedRolloutsStop: (world) =>
    world.operations.filter(isRoute).flatMap((operation) => {
      const { id, name, row, outcome } = operation;
      const began = writesBy(world, operation)[0],
        // Nobody knows when it ended if the commit was written and the answer lost.
        endedMs = world.world.endedMs.get(id) ?? 0;
      if (operation.fields['deploymentStrategy'] !== '$GRADUAL' || began === undefined) return [];
      const taker = allWrites(world).find(
        ({ event, operation: other }) =>
          other !== undefined &&
          other.row.execution_id !== row.execution_id &&
          event.functionName === row.function_name &&
          event.atMs > began.event.atMs &&
          event.atMs < endedMs,
      );
      return taker === undefined || outcome?.failure?.code === 'superseded'
        ? []
        : [`${name} went on after ${taker.operation?.name} had moved the alias, and ended ${outcome?.status}`];
    }),
};
