import {
  DEFAULT_DRAIN_SECONDS,
  say,
  StageError,
  type DeletionReport,
  type DeleteInput,
  type NothingThere,
  type Saying,
} from 'stage-contract';
import type { OperationFacts } from '../../model/operationFacts';
import type { Plan } from '../../model/plan';
import { reasonOf, type OutcomeReport } from '../../model/report';
import { progressOf, sentenceOf } from '../../model/step';
import { targetWords } from '../../model/target';
import { newestExisting, newestFirst } from '../shared/versions';
import type { DeleteObserved } from './observe';
import type { DeleteStep, VersionDeletion } from './steps';
import { planFunctionDeletion } from './planFunctionDeletion';
import { protectionOf } from './protection';
import { keptWarning } from './words';

/** Decides for each version whether to delete or keep it, and why. */
export function planDelete(input: DeleteInput, observed: DeleteObserved, operation: OperationFacts): Plan<DeleteStep> {
  if (input.version === '$ALL') return planFunctionDeletion(input, observed, operation);
  const chosen =
    input.version === '$MOVING' ? olderVersions(input, observed) : namedVersion(input, observed, operation);
  if (chosen.none !== undefined) return { ...nothing(input, operation, chosen.none, chosen.kept), pins: observed.pins };
  const protectedOnes: { version: string; reason: Saying }[] = [],
    steps: VersionDeletion[] = [];
  for (const version of chosen.versions) {
    const reason = protectionOf(version, observed);
    if (reason === undefined) steps.push(versionStep(version));
    else protectedOnes.push({ version, reason });
  }
  const decided: DeletionReport[] = [
    ...protectedOnes.map(({ version, reason }) => ({ version, result: 'protected' as const, ...reasonOf(reason) })),
    ...chosen.kept,
  ];
  const report: OutcomeReport = {
    deletions: decided,
    ...(protectedOnes.length === 0 ? {} : { warnings: [keptWarning(protectedOnes)] }),
  };
  const deletions = steps.map((step, index) => (index === 0 && decided.length > 0 ? { ...step, decided } : step));
  return {
    steps: [...drain(input, observed, steps), ...deletions],
    report,
    pins: observed.pins,
  };
}

const versionStep = (version: string): VersionDeletion => ({
  id: `delete-v${version}`,
  kind: 'deleteVersion',
  ...sentenceOf(say('deleteVersion', { version })),
  mutates: true,
  version,
});

/** The wait until no alias can have left the versions a moment ago; nothing if they have been out of them for long. */
function drain(
  { drainSeconds: seconds = DEFAULT_DRAIN_SECONDS }: DeleteInput,
  { settledSince, now }: DeleteObserved,
  deletions: readonly VersionDeletion[],
): DeleteStep[] {
  if (deletions.length === 0 || settledSince === undefined) return [];
  const holdSeconds = Math.ceil(seconds - (Date.parse(now) - Date.parse(settledSince)) / 1000);
  if (holdSeconds <= 0) return [];
  const said = say('drain', { versions: deletions.map(({ version }) => version), seconds });
  return [
    {
      id: 'drain',
      kind: 'drain',
      ...sentenceOf(said),
      ...progressOf(said),
      waits: true,
      mutates: false,
      withoutLock: true,
      holdSeconds: Math.min(holdSeconds, seconds),
    },
  ];
}

/** What a rule selected; `none` says why there is nothing to delete. */
interface Chosen {
  versions: string[];
  kept: DeletionReport[];
  none?: NothingThere;
}

const DAY_MS = 86_400_000;

/** `$MOVING`: all versions except the newest ones and those younger than the given number of days. */
function olderVersions(input: DeleteInput, observed: DeleteObserved): Chosen {
  const keepNewest = input.retentionNumber ?? Infinity;
  const publishedAt = new Map(observed.versions.map((one) => [one.version, Date.parse(one.publishedAt)]));
  const youngest = Date.parse(observed.now) - (input.retentionDays ?? 0) * DAY_MS;
  const versions: string[] = [],
    kept: DeletionReport[] = [];
  newestFirst([...publishedAt.keys()]).forEach((version, index) => {
    const age = publishedAt.get(version) ?? NaN;
    // A time that cannot be read counts as recent, because a deletion can't be undone.
    const young = input.retentionDays !== undefined && !(age <= youngest);
    if (index < keepNewest)
      kept.push({ version, result: 'kept', ...reasonOf(say('amongNewest', { count: keepNewest })) });
    else if (young)
      kept.push({ version, result: 'kept', ...reasonOf(say('youngerThan', { days: input.retentionDays ?? 0 })) });
    else versions.push(version);
  });
  if (versions.length > 0) return { versions: versions.reverse(), kept };
  const count = observed.versions.length;
  return {
    versions,
    kept,
    none: count === 0 ? { why: 'noVersions' } : { why: 'ruleKeepsAll', count },
  };
}

function namedVersion(input: DeleteInput, observed: DeleteObserved, operation: OperationFacts): Chosen {
  if (observed.named !== null && observed.namedExists) return { versions: [observed.named], kept: [] };
  if (observed.named !== null)
    return {
      versions: [],
      kept: [{ version: observed.named, result: 'gone' }],
      none: {
        why: 'noSuchVersion',
        version: observed.named,
        ...newestExisting(observed.versions.map(({ version }) => version)),
      },
    };
  const { aliasName } = input;
  if (input.version === '$PREVIOUS') {
    if (aliasName !== undefined && !observed.aliases.some((alias) => alias.aliasName === aliasName)) {
      throw new StageError({
        code: 'aliasNotFound',
        what: say('noAliasForPrevious', { alias: aliasName }),
        where: targetWords(operation.target),
      });
    }
    return {
      versions: [],
      kept: [],
      none: aliasName === undefined ? { why: 'noPrevious' } : { why: 'noPreviousOf', alias: aliasName },
    };
  }
  return { versions: [], kept: [], none: { why: 'noVersions' } };
}

/** Nothing matches: a warning, unless the stage asks for a failure. */
function nothing(
  input: DeleteInput,
  operation: OperationFacts,
  why: NothingThere,
  kept: DeletionReport[],
): Plan<DeleteStep> {
  if (input.failIfNothingToDelete === true) {
    throw new StageError({
      code: 'nothingToDelete',
      what: say('nothingToDelete', { version: input.version, nothing: why }),
      where: targetWords(operation.target),
    });
  }
  return { steps: [], report: { deletions: kept, warnings: [say('nothingWasDeleted', { nothing: why })] } };
}
