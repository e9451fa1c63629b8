import { functionArn, type Place } from '../arns';
import type { AliasRecord, FunctionRecord } from '../store/functionRecord';
import { effectiveWeights } from '../traffic';

/** An AliasConfiguration as AWS returns it, including the transient weights while AWS shifts an alias. */
export function aliasView(
  place: Place,
  fn: FunctionRecord,
  alias: AliasRecord,
  nowMs: number,
): Record<string, unknown> {
  const weights = effectiveWeights(alias, nowMs);
  return {
    AliasArn: functionArn(place, fn.name, alias.name),
    Name: alias.name,
    FunctionVersion: alias.functionVersion,
    Description: alias.description,
    RevisionId: alias.revisionId,
    ...(Object.keys(weights).length > 0 ? { RoutingConfig: { AdditionalVersionWeights: weights } } : {}),
  };
}
