import type { Weights } from './awsEvents';
import { shareOf, type AliasWrite, type EndedOperation, type EndedWorld } from './endedWorld';

/** The type of the stage that moves aliases. */
export const ROUTE = 'Aws.LambdaTrafficRoutingStage';

/** A run of a Route; its timer is none. */
export const isRoute = ({ row }: EndedOperation): boolean => row.stage_type === ROUTE && row.timer_of === null;
/** The version that an operation has brought in. */
export const candidateOf = ({ outcome }: EndedOperation): string | undefined => outcome?.candidate?.version;
/** All changes of all aliases. */
export const allWrites = ({ writes }: EndedWorld): AliasWrite[] => [...writes.values()].flat();
/** The changes that an operation has made. */
export const writesBy = (world: EndedWorld, operation: EndedOperation): AliasWrite[] =>
  allWrites(world).filter((write) => write.operation?.id === operation.id);
/** Whether it gives an operation's candidate more traffic. */
export const isRaise = ({ before, after, operation }: AliasWrite): boolean =>
  operation !== undefined && shareOf(candidateOf(operation), after) > shareOf(candidateOf(operation), before);

/** Whether its stage may overwrite what others have changed. */
export const mayProceed = ({ fields }: EndedOperation): boolean => fields['onForeignChange'] === 'proceed';
/** Somebody else's change just before this one, if there is one. */
export function editBefore(world: EndedWorld, write: AliasWrite): AliasWrite | undefined {
  const writes = world.writes.get(write.event.functionName) ?? [];
  const last = writes[writes.indexOf(write) - 1];
  return last?.operation === undefined ? last : undefined;
}
/** Whether the same step of the same operation has moved the alias before. */
export const isRepeated = (world: EndedWorld, write: AliasWrite): boolean =>
  write.operation !== undefined &&
  writesBy(world, write.operation).find(({ event }) => event.caller?.stepId === write.event.caller?.stepId) !== write;

/** An alias's shares, from an outcome's form of them. */
export const weightsIn = (now: {
  mainVersion: string;
  additionalVersion?: string | undefined;
  additionalWeightPercent?: number | undefined;
}): Weights => {
  const { mainVersion, additionalVersion, additionalWeightPercent: percent = 0 } = now;
  return additionalVersion === undefined || percent === 0
    ? [{ version: mainVersion, percent: 100 }]
    : [
        { version: mainVersion, percent: 100 - percent },
        { version: additionalVersion, percent },
      ];
};
