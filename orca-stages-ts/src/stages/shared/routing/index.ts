export { afterTimedRevert, forgottenRevert, timedRevertFailure, wasReverted } from './timedRevert';
export { awsIsSplitting, concurrencyIsMoving } from './awsIsSplitting';
export { foreignChange, isForeignChange, moveAlias, outrunMove, type AliasMove } from './moveAlias';
