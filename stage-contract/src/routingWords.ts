import type { Routing } from './outcome/routing';

/** A version for people: v42, or AWS's unpublished head. */
export const versionWords = (version: string): string =>
  /^\d+$/.test(version) ? `v${version}` : 'the unpublished head';

/** Percentages as people write them: up to two decimals, without trailing zeros. */
export const percentWords = (percent: number): string => `${Number(percent.toFixed(2))}%`;

/** A routing for people, without the share if one version has all the traffic: "v42", "v42 10%, v41 90%". */
export const servedWords = (routing: Routing): string =>
  routing.additionalVersion === undefined ? versionWords(routing.mainVersion) : routingWords(routing);

/** A routing for people: "v42 10%, v41 90%"; the additional version comes first, because readers look for it. */
export function routingWords(routing: Routing | null): string {
  if (routing === null) return 'no alias';
  if (routing.additionalVersion === undefined) return `${versionWords(routing.mainVersion)} 100%`;
  const weight = routing.additionalWeightPercent ?? 0;
  return `${versionWords(routing.additionalVersion)} ${percentWords(weight)}, ${versionWords(routing.mainVersion)} ${percentWords(100 - weight)}`;
}
