import { StageError, type DeletionReport, type DeleteInput } from 'stage-contract';
import type { OperationFacts } from '../../model/operationFacts';
import type { Plan } from '../../model/plan';
import type { OutcomeReport } from '../../model/report';
import { targetWords } from '../../model/target';
import { newestFirst } from '../shared/versions';
import type { DeleteObserved } from './observe';
import type { DeleteStep } from './steps';
import { planFunctionDeletion } from './planFunctionDeletion';
import { protectionOf } from './protection';
import { keptWarning } from './words';

/** Decides, version by version, what goes and what stays and why. */
export function planDelete(input: DeleteInput, observed: DeleteObserved, operation: OperationFacts): Plan<DeleteStep> {
  if (input.version === '$ALL') return planFunctionDeletion(input, observed, operation);
  const chosen =
    input.version === '$MOVING' ? olderVersions(input, observed) : namedVersion(input, observed, operation);
  if (chosen.none !== undefined) return { ...nothing(input, operation, chosen.none, chosen.kept), pins: observed.pins };
  const protectedOnes: DeletionReport[] = [],
    steps: DeleteStep[] = [];
  for (const version of chosen.versions) {
    const reason = protectionOf(version, observed);
    if (reason === undefined) steps.push(versionStep(version));
    else protectedOnes.push({ version, result: 'protected', reason });
  }
  const decided = [...protectedOnes, ...chosen.kept];
  const report: OutcomeReport = {
    deletions: decided,
    ...(protectedOnes.length === 0 ? {} : { warnings: [keptWarning(protectedOnes)] }),
  };
  return {
    steps: steps.map((step, index) => (index === 0 && decided.length > 0 ? { ...step, decided } : step)),
    report,
    pins: observed.pins,
  };
}

const versionStep = (version: string): DeleteStep => ({
  id: `delete-v${version}`,
  sentence: `Delete v${version}`,
  mutates: true,
  action: { kind: 'version', version },
});

/** What a rule chose; `none` says why there is nothing to delete. */
interface Chosen {
  versions: string[];
  kept: DeletionReport[];
  none?: string;
}

const DAY_MS = 86_400_000;

/** `$MOVING`: all but the newest so many, and but those younger than so many days. */
function olderVersions(input: DeleteInput, observed: DeleteObserved): Chosen {
  const keepNewest = input.retentionNumber ?? Infinity;
  const publishedAt = new Map(observed.versions.map((one) => [one.version, Date.parse(one.publishedAt)]));
  const youngest = Date.parse(observed.now) - (input.retentionDays ?? 0) * DAY_MS;
  const versions: string[] = [],
    kept: DeletionReport[] = [];
  newestFirst([...publishedAt.keys()]).forEach((version, index) => {
    const age = publishedAt.get(version) ?? NaN;
    // A time that cannot be read counts as young: what is deleted does not come back.
    const young = input.retentionDays !== undefined && !(age <= youngest);
    if (index < keepNewest) kept.push({ version, result: 'kept', reason: `one of the newest ${keepNewest}` });
    else if (young) kept.push({ version, result: 'kept', reason: `younger than ${input.retentionDays} days` });
    else versions.push(version);
  });
  if (versions.length > 0) return { versions: versions.reverse(), kept };
  const count = observed.versions.length;
  return {
    versions,
    kept,
    none:
      count === 0
        ? 'the function has no published version'
        : `the rule keeps ${count === 1 ? 'the only version' : `all ${count} versions`}`,
  };
}

function namedVersion(input: DeleteInput, observed: DeleteObserved, operation: OperationFacts): Chosen {
  if (observed.named !== null && observed.namedExists) return { versions: [observed.named], kept: [] };
  if (observed.named !== null)
    return {
      versions: [],
      kept: [{ version: observed.named, result: 'gone' }],
      none: `there is no v${observed.named}`,
    };
  const { aliasName } = input;
  if (input.version === '$PREVIOUS') {
    if (aliasName !== undefined && !observed.aliases.some((alias) => alias.aliasName === aliasName)) {
      throw new StageError({
        code: 'aliasNotFound',
        what: `There is no alias ${aliasName} to take $PREVIOUS from.`,
        where: targetWords(operation.target),
      });
    }
    return {
      versions: [],
      kept: [],
      none: `there is no previous version${aliasName === undefined ? '' : ` of ${aliasName}`}`,
    };
  }
  return { versions: [], kept: [], none: 'the function has no published version' };
}

/** Nothing matches: a warning, unless the stage wants that to fail. */
function nothing(input: DeleteInput, operation: OperationFacts, why: string, kept: DeletionReport[]): Plan<DeleteStep> {
  if (input.failIfNothingToDelete === true) {
    throw new StageError({
      code: 'nothingToDelete',
      what: `Nothing to delete for ${input.version}: ${why}.`,
      where: targetWords(operation.target),
    });
  }
  return { steps: [], report: { deletions: kept, warnings: [`Nothing was deleted: ${why}.`] } };
}
