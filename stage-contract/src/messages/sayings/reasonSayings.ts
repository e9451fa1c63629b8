import { durationWords } from '../../durationWords';
import { percentWords, versionWords } from '../../routingWords';
import type { Catalogue } from '../catalogue';
import { counted } from '../counted';
import { functionPartsWords, type FunctionParts } from './callStepSayings';

/** An alias that sends calls to a version. */
export interface AliasUse {
  alias: string;
  sharePercent: number;
}

const useWords = ({ alias, sharePercent }: AliasUse): string =>
  `alias ${alias} sends ${percentWords(sharePercent)} to it`;

/** Why something happened or stays: in the timeline, and next to the versions that a Delete checked. */
export const REASON_SAYINGS = {
  found: () => 'found',
  routedBy: ({ stageName }: { stageName: string }) => `routed by ${stageName}`,
  aliasWasCreated: ({ alias }: { alias: string }) => `${alias} created`,
  aliasWasMoved: ({ alias }: { alias: string }) => `${alias} moved to the new version`,
  aliasWasReverted: ({ alias, version }: { alias: string; version?: string }) =>
    `${version === undefined ? alias : `${alias} ${versionWords(version)}`} reverted`,
  broughtBack: () => 'reverted',
  revertedUnpromoted: ({ seconds }: { seconds: number }) => `reverted: not promoted within ${durationWords(seconds)}`,
  candidateOfFailedRoute: ({ target }: { target: string }) => `candidate of a failed route (${target})`,
  usedByAliases: ({ uses, meanwhile }: { uses: readonly AliasUse[]; meanwhile?: boolean }) =>
    `${uses.map(useWords).join(', ')}${meanwhile === true ? ' (changed after this stage started)' : ''}`,
  hasProvisionedConcurrency: ({ executions }: { executions: number }) => `has provisioned concurrency (${executions})`,
  isBaseline: ({ alias, candidate }: { alias: string; candidate: string }) =>
    `baseline of ${alias}, while v${candidate} serves less than 100%`,
  amongNewest: ({ count }: { count: number }) => `one of the newest ${count}`,
  youngerThan: ({ days }: { days: number }) => `less than ${counted(days, 'day')} old`,
  deletedWith: (parts: FunctionParts) => functionPartsWords(parts),
} as const satisfies Catalogue;
