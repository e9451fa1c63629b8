export { largerShare, routingOf, routingWords, sameRouting, shareOf, versionWords } from './routing';
export { foreignChange, moveAlias, type AliasMove } from './moveAlias';
