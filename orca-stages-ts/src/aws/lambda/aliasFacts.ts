import { present } from 'stage-contract';
import type { AliasConfiguration } from '@aws-sdk/client-lambda';
import type { AliasFacts } from '../../model/aliasFacts';

/** AWS's alias as our facts: at most one additional version, with its weight in percent. */
export function aliasFacts(found: AliasConfiguration): AliasFacts {
  const [additional] = Object.entries(found.RoutingConfig?.AdditionalVersionWeights ?? {});
  return present({
    aliasName: found.Name ?? '',
    aliasArn: found.AliasArn ?? '',
    description: found.Description ?? '',
    revisionId: found.RevisionId ?? '',
    mainVersion: found.FunctionVersion ?? '',
    additionalVersion: additional?.[0],
    additionalWeightPercent: additional === undefined ? undefined : percentOf(additional[1]),
  });
}

/** 0.07 times 100 is 7.000000000000001: weights are compared, so they are rounded to a millionth. */
const percentOf = (weight: number): number => Math.round(weight * 100 * 1e6) / 1e6;
