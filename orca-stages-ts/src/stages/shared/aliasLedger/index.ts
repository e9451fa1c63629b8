export {
  firstDescription,
  firstPins,
  foundRouting,
  intendedDescription,
  intendedRouting,
  leftDescription,
  newFirstRouting,
  moveRecord,
  servedRecord,
  sightingOf,
} from './aliasPins';
export { readAliasRecord, readMovedAlias, type AliasRecord, type MovedAlias } from './aliasRecord';
export { preemptedClaim, type Claim } from './claims';
export { describeAlias } from './describeAlias';
export { changedBy, foreignChange, isForeignChange, isReversal, withAuthor } from './foreignChange';
export { keepCreated } from './keepCreated';
export { moveAlias, outrunMove } from './moveAlias';
export { refuseHeld } from './refuseHeld';
export { restoreAlias } from './restoreAlias';
export { descriptionChangeSchema, restoreDescription, type DescriptionChange } from './restoreDescription';
export { revertsTo, revertTimer, revertTimers } from './revertTimer';
export { salvageAlias } from './salvageAlias';
export { settleMove } from './settleMove';
export { concurrencyIsMoving, lookAgain } from './shifting';
export { aliasesServing, keptAliases, snapshotAliases } from './snapshotAliases';
export { withResult } from './timerOutcome';
export { afterTimedRevert, forgottenRevert, timedRevertPin } from './timedRevert';
export { describeUndo, undoAlias } from './undoAlias';
export { undoRecord } from './undoRecord';
export { headlineOf, wentBack } from './wentBack';
export { whenRaising } from './whenRaising';
