import type { Routing } from './outcome/routing';

/** A version for people: v42, or AWS's unpublished head. */
export const versionWords = (version: string): string =>
  /^\d+$/.test(version) ? `v${version}` : 'the unpublished head';

/** Percentages as people write them: no more than two decimals, none of them zero. */
export const percentWords = (percent: number): string => `${Number(percent.toFixed(2))}%`;

/** A routing for people where the share of a version alone goes without saying: "v42", "v42 10%, v41 90%". */
export const servedWords = (routing: Routing): string =>
  routing.additionalVersion === undefined ? versionWords(routing.mainVersion) : routingWords(routing);

/** A routing for people: "v42 10%, v41 90%"; the additional version first, as it is the one that is looked at. */
export function routingWords(routing: Routing | null): string {
  if (routing === null) return 'no such alias';
  if (routing.additionalVersion === undefined) return `${versionWords(routing.mainVersion)} 100%`;
  const weight = routing.additionalWeightPercent ?? 0;
  return `${versionWords(routing.additionalVersion)} ${percentWords(weight)}, ${versionWords(routing.mainVersion)} ${percentWords(100 - weight)}`;
}
