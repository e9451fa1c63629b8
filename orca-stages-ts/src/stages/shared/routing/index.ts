export { largerShare, routingOf, routingWords, sameRouting, shareOf, versionWords } from './routing';
export { afterTimedRevert, forgottenRevert, timedRevertFailure, wasReverted } from './timedRevert';
export { foreignChange, moveAlias, type AliasMove } from './moveAlias';
