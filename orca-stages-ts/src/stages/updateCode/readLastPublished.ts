import type { ConfigurationFacts, FunctionFacts } from '../../model/functionFacts';
import type { ObserveContext } from '../../model/stageContext';
import { differingSettings, highestKnown, type ObservedCode } from '../shared/code';

/**
 * The newest version, to compare the head with. Usually it is the highest that an alias serves, which costs one call;
 * only if that has other settings, the list of all versions says whether there is a newer one.
 */
export async function readLastPublished(
  code: ObservedCode & { head: FunctionFacts },
  { operation, lambda }: ObserveContext,
): Promise<ConfigurationFacts | undefined> {
  const { functionName } = operation.target;
  const highest = highestKnown(code);
  if (highest !== undefined) {
    const { earlierCandidate } = code;
    const facts =
      earlierCandidate?.version === highest ? earlierCandidate.facts : await lambda.getFunction(functionName, highest);
    if (facts !== undefined && differingSettings(facts, code.head).length === 0) return facts;
  }
  return (await lambda.listVersions(functionName))[0];
}
