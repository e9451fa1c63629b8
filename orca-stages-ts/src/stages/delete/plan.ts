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
import { newestExisting } from '../shared/versions';
import type { DeleteObserved } from './observed';
import type { AliasDeletion, DeleteStep, VersionDeletion } from './steps';
import { planFunctionDeletion } from './planFunctionDeletion';
import { protectionOf, releasedAliases } from './protection';
import { olderVersions, type Chosen } from './retention';
import { keptWarning } from './words';

/** Decides for each version whether to delete or keep it, and why. */
export function planDelete(input: DeleteInput, observed: DeleteObserved, operation: OperationFacts): Plan<DeleteStep> {
  if (input.version === '$ALL') return planFunctionDeletion(input, observed, operation);
  const chosen =
    input.version === '$MOVING' ? olderVersions(input, observed) : namedVersion(input, observed, operation);
  if (chosen.none !== undefined) return { ...nothing(input, operation, chosen.none, chosen.kept), pins: observed.pins };
  const protectedOnes: { version: string; reason: Saying }[] = [],
    steps: VersionDeletion[] = [];
  const { aliasPattern } = input;
  for (const version of chosen.versions) {
    const reason = protectionOf(version, observed, aliasPattern);
    if (reason === undefined) steps.push(versionStep(version, releasedAliases(version, observed, aliasPattern)));
    else protectedOnes.push({ version, reason });
  }
  const decided: DeletionReport[] = [
    ...protectedOnes.map(({ version, reason }) => ({ version, result: 'protected' as const, ...reasonOf(reason) })),
    ...chosen.kept,
  ];
  const warnings = [...observed.namedWarnings, ...(protectedOnes.length === 0 ? [] : [keptWarning(protectedOnes)])];
  const report: OutcomeReport = { deletions: decided, ...(warnings.length === 0 ? {} : { warnings }) };
  const deletions = steps.map((step, index) => (index === 0 && decided.length > 0 ? { ...step, decided } : step));
  return {
    steps: [...steps.flatMap(aliasSteps), ...drain(input, observed, steps), ...deletions],
    report,
    pins: observed.pins,
  };
}

const versionStep = (version: string, aliases: string[]): VersionDeletion => ({
  id: `delete-v${version}`,
  kind: 'deleteVersion',
  ...sentenceOf(say('deleteVersion', { version })),
  mutates: true,
  version,
  ...(aliases.length === 0 ? {} : { aliases }),
});

const aliasSteps = ({ version, aliases = [] }: VersionDeletion): AliasDeletion[] =>
  aliases.map((alias) => ({
    id: `delete-alias-${alias}`,
    kind: 'deleteAlias',
    ...sentenceOf(say('deleteAlias', { alias, version })),
    mutates: true,
    alias,
    version,
  }));

/** The wait until no alias can have left the versions a moment ago; nothing if they have been out of them for long. */
function drain(
  { drainSeconds: seconds = DEFAULT_DRAIN_SECONDS }: DeleteInput,
  { settledSince, now }: DeleteObserved,
  deletions: readonly VersionDeletion[],
): DeleteStep[] {
  // Versions leave the aliases that the stage deletes only then.
  const since = deletions.some(({ aliases }) => aliases !== undefined) ? now : settledSince;
  if (deletions.length === 0 || since === undefined) return [];
  const holdSeconds = Math.ceil(seconds - (Date.parse(now) - Date.parse(since)) / 1000);
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
