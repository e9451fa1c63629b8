import { clipped } from 'stage-contract';
import type { OperationFacts } from '../../../model/operationFacts';

/** AWS's limit, in characters. */
const LONGEST = 256;
/** How much of it names may take, so that there is always room for the execution. */
const LONGEST_NAME = 100;

/** What a version that a stage publishes says about itself: what the author says, otherwise where it comes from. */
export function versionDescriptionOf(
  { versionDescription }: { versionDescription?: string | undefined },
  {
    pipelineName = '',
    triggeredBy = '',
    executionId,
  }: Pick<OperationFacts, 'pipelineName' | 'triggeredBy' | 'executionId'>,
): string {
  if (versionDescription !== undefined) return versionDescription;
  const names = [pipelineName, triggeredBy].filter((name) => name !== '').map((name) => clipped(name, LONGEST_NAME));
  return [...names, `execution ${executionId}`].join(', ').slice(0, LONGEST);
}
