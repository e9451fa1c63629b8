import type { RouteInput } from 'stage-contract';
import type { StageUndo } from '../../model/undo';
import { undoRecord, describeUndo, salvageAlias, undoAlias } from '../shared/aliasLedger';
import { undoSince } from './accepted';
import { failurePolicyOf } from './recover';
import type { RouteFacts, RouteStep } from './steps';

/**
 * Undoes a Route as its policy would: the alias returns to what this execution found first, unless the stage wants it
 * held.
 */
export const routeUndo: StageUndo<RouteInput, RouteStep, RouteFacts> = {
  recordOf({ undo: planned, ...step }, { facts, input }) {
    const undo = undoSince(planned, facts);
    const isTimer = step.kind === 'revert' && step.timer !== undefined;
    const isHeld = input !== undefined && failurePolicyOf(input) === 'hold' && !isTimer;
    return undoRecord(undo.aliasName, isHeld ? 'kept' : undo.first, undo.own);
  },
  salvage: (step, { resource, pins }) => salvageAlias(step, { resource, pins, left: [] }),
  describe: describeUndo,
  undo: undoAlias,
};
