import { durationWords } from '../../durationWords';
import { percentWords, versionWords } from '../../routingWords';
import type { Catalogue } from '../catalogue';
import { counted } from '../counted';
import { joined } from '../joined';
import type { Worded } from '../worded';
import { functionPartsWords, type FunctionParts } from './callStepSayings';

/** An alias that sends calls to a version. */
export interface AliasUse {
  alias: string;
  sharePercent: number;
}

const useWords = ({ alias, sharePercent }: AliasUse): string =>
  `alias ${alias} sends ${percentWords(sharePercent)} to it`;

/** Why an alias stays although its name matches the pattern of those that are deleted. */
export type AliasNeed =
  | { by: 'split' | 'functionUrl' | 'execution' }
  | { by: 'provisionedConcurrency'; executions: number }
  | { by: 'servedOther'; version: string }
  | { by: 'eventSource'; name: string }
  | { by: 'permission'; principal: string }
  | { by: 'rollout'; executionId: string };

function aliasNeedWords(need: AliasNeed): string {
  switch (need.by) {
    case 'split':
      return 'splits its traffic';
    case 'functionUrl':
      return 'has a function URL';
    case 'execution':
      return 'is used by this execution';
    case 'provisionedConcurrency':
      return `has provisioned concurrency (${need.executions})`;
    case 'servedOther':
      return `has served ${versionWords(need.version)} before, so it is not the alias of one build`;
    case 'eventSource':
      return `is called by event source ${need.name}`;
    case 'permission':
      return `may be called by ${need.principal}`;
    case 'rollout':
      return `is held by a rollout of execution ${need.executionId}`;
  }
}

/** Why something happened or stays: in the timeline, and next to the versions that a Delete checked. */
export const REASON_SAYINGS = {
  found: () => 'found',
  routedBy: ({ stageName }: { stageName: string }) => `routed by ${stageName}`,
  aliasWasCreated: ({ alias }: { alias: string }) => `${alias} created`,
  aliasWasMoved: ({ alias }: { alias: string }) => `${alias} moved to the new version`,
  aliasWasReverted: ({ alias, version }: { alias: string; version?: string }) =>
    `${version === undefined ? alias : `${alias} ${versionWords(version)}`} reverted`,
  broughtBack: () => 'reverted',
  revertedByWatch: ({ because }: { because: Worded }) => `reverted while watched: ${because.words}`,
  revertedUnpromoted: ({ seconds }: { seconds: number }) => `reverted: not promoted within ${durationWords(seconds)}`,
  candidateOfFailedRoute: ({ target }: { target: string }) => `candidate of a failed route (${target})`,
  usedByAliases: ({ uses, meanwhile }: { uses: readonly AliasUse[]; meanwhile?: boolean }) =>
    `${uses.map(useWords).join(', ')}${meanwhile === true ? ' (changed after this stage started)' : ''}`,
  aliasIsNeeded: ({ alias, need }: { alias: string; need: AliasNeed }) => `alias ${alias} ${aliasNeedWords(need)}`,
  deletedWithAliases: ({ aliases }: { aliases: readonly string[] }) =>
    `with ${aliases.length === 1 ? 'alias' : 'aliases'} ${joined(aliases)}`,
  hasProvisionedConcurrency: ({ executions }: { executions: number }) => `has provisioned concurrency (${executions})`,
  isBaseline: ({ alias, candidate }: { alias: string; candidate: string }) =>
    `baseline of ${alias}, while v${candidate} serves less than 100%`,
  amongNewest: ({ count }: { count: number }) => `one of the newest ${count}`,
  youngerThan: ({ days }: { days: number }) => `less than ${counted(days, 'day')} old`,
  deletedWith: (parts: FunctionParts) => functionPartsWords(parts),
} as const satisfies Catalogue;
