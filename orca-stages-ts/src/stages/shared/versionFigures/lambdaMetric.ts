import type { MetricQuery } from '../../../model/metricFacts';

/** An alias of a function. */
export interface AliasOfFunction {
  functionName: string;
  alias: string;
}

/**
 * A metric of Lambda about the calls of an alias: all of them, or those that one version served. Source: "Types of metrics
 * for Lambda functions" in AWS's developer guide; `ExecutedVersion` only exists for calls of an alias.
 */
export const lambdaMetric = (
  { functionName, alias }: AliasOfFunction,
  version: string | undefined,
  metricName: 'Invocations' | 'Errors' | 'Throttles' | 'Duration',
  statistic: string,
  per: MetricQuery['per'] = 'minute',
): MetricQuery => ({
  namespace: 'AWS/Lambda',
  metricName,
  dimensions: {
    FunctionName: functionName,
    Resource: `${functionName}:${alias}`,
    ...(version === undefined ? {} : { ExecutedVersion: version }),
  },
  statistic,
  per,
});
