import type { AliasSpec } from '../../model/aliasFacts';

/** An alias in AWS's form. To clear the weights, AWS needs an empty map; leaving the map out would keep them. */
export const aliasInput = (spec: AliasSpec) => ({
  FunctionName: spec.functionName,
  Name: spec.aliasName,
  Description: spec.description,
  FunctionVersion: spec.mainVersion,
  RoutingConfig: {
    AdditionalVersionWeights:
      spec.additional === undefined
        ? {}
        : { [spec.additional.version]: Math.round(spec.additional.weightPercent * 1e6) / 1e8 },
  },
});
