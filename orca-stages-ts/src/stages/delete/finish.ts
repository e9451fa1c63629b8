import type { DeleteInput } from 'stage-contract';
import type { OutcomeReport } from '../../model/report';
import type { Finish } from '../../model/stage';
import type { DeleteFacts } from './steps';
import { headlineOf } from './words';

/** Spinnaker's own output keys, and our own. */
export function finishDelete(
  input: DeleteInput,
  facts: Readonly<Partial<DeleteFacts>>,
  report: Readonly<OutcomeReport>,
): Finish {
  const deletions = report.deletions ?? [];
  const deletedVersions = facts.deletedVersions ?? [];
  const deletedAliases = facts.deletedAliases ?? [];
  const targeted =
    input.version === '$ALL'
      ? '$ALL'
      : deletions
          .filter((one) => one.result === 'deleted' || one.result === 'gone')
          .map((one) => one.version)
          .join(',');
  return {
    headline: headlineOf(input.functionName, deletions, {
      warnings: report.warnings ?? [],
      aliases: deletedAliases.length,
    }),
    outputs: {
      functionName: input.functionName,
      deletedVersions,
      ...(deletedAliases.length === 0 ? {} : { deletedAliases }),
      protectedVersions: deletions.filter((one) => one.result === 'protected').map((one) => one.version),
      ...(targeted === '' ? {} : { 'deleteTask:deleteVersion': targeted }),
    },
  };
}
