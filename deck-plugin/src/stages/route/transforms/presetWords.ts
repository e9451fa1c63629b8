import type { GradualPreset } from 'stage-contract';

const minutes = (count: string): string => (count === '1' ? 'minute' : `${count} minutes`);

/** What a preset does, as its author would say it: "10% more every 10 minutes". */
export function presetWords(preset: GradualPreset): string {
  const linear = /^LambdaLinear(\d+)PercentEvery(\d+)Minutes?$/.exec(preset);
  if (linear?.[1] !== undefined && linear[2] !== undefined) return `${linear[1]}% more every ${minutes(linear[2])}`;
  const canary = /^LambdaCanary(\d+)Percent(\d+)Minutes$/.exec(preset);
  return canary?.[1] === undefined || canary[2] === undefined
    ? '100% at once'
    : `${canary[1]}%, and 100% after ${minutes(canary[2])}`;
}
