import type { ConfigurationFacts, FunctionFacts } from '../../model/functionFacts';
import type { ObserveContext } from '../../model/stageContext';
import { differingSettings, highestKnown, type ObservedCode } from '../shared/code';

/**
 * The newest version, to compare the head with; undefined if there is none, or if nothing can differ: nobody has updated
 * the head since a version was published through this journal. Otherwise the highest version that an alias serves
 * usually is the newest, which costs one call. Only if it has other settings, the list of all versions says whether
 * there is a newer one.
 */
export async function readLastPublished(
  code: ObservedCode & { head: FunctionFacts },
  { operation, lambda, pins }: ObserveContext,
): Promise<ConfigurationFacts | undefined> {
  const { functionName } = operation.target;
  const publishedAt = await pins.lastPublication();
  if (publishedAt !== undefined && Date.parse(code.head.lastModified) <= Date.parse(publishedAt)) return undefined;
  const highest = highestKnown(code);
  if (highest !== undefined) {
    const facts = await lambda.getFunction(functionName, highest);
    if (facts !== undefined && differingSettings(facts, code.head).length === 0) return facts;
  }
  return (await lambda.listVersions(functionName))[0];
}
