import type { AliasRecord } from './store/functionRecord';

/** The weights that apply now: the requested ones or, while AWS shifts provisioned concurrency, AWS's own. */
export function effectiveWeights(alias: AliasRecord, nowMs: number): Record<string, number> {
  const { shifting } = alias;
  if (shifting === undefined || shifting.dueAt <= nowMs) return alias.weights;
  const left = (shifting.dueAt - nowMs) / (shifting.dueAt - shifting.startedAt);
  return { [shifting.fromVersion]: Math.min(0.99, Math.max(0.01, Math.round(left * 100) / 100)) };
}

/** The version that serves one request: chosen for each request, so the split is probabilistic as in AWS. */
export function drawVersion(alias: AliasRecord, nowMs: number, random: () => number): string {
  const draw = random();
  let upTo = 0;
  for (const [version, weight] of Object.entries(effectiveWeights(alias, nowMs))) {
    upTo += weight;
    if (draw < upTo) return version;
  }
  return alias.functionVersion;
}
