import { fieldLabel } from 'stage-contract';
import { isExpression, textOf, type Values } from '../../../values/readValue';
import { roleOfVersion, versionLabel, type VersionRole } from '../../../words/versionWords';

/** One part of the traffic bar. */
export interface TrafficPart {
  side: 'A' | 'B';
  label: string;
  role: VersionRole;
  percent: number;
}

/** What the traffic bar shows: the split, or why there is none. */
export type TrafficSplit = { known: true; parts: [TrafficPart, TrafficPart] } | { known: false; words: string };

/** The number in a percent field, also if it is given as text; undefined if it is not a number from 0 to 100. */
export function percentOf(value: unknown): number | undefined {
  const text = textOf(value)?.trim() ?? '';
  if (!/^\d+(\.\d+)?$/.test(text)) return undefined;
  const number = Number(text);
  return number <= 100 ? number : undefined;
}

/** The labels of the versions next to their percentages. They are A and B, unless their macros say more. */
const partOf = (side: 'A' | 'B', name: unknown, percent: number): TrafficPart => ({
  side,
  percent,
  label: versionLabel(name, fieldLabel('Aws.LambdaTrafficRoutingStage', `versionName${side}`)),
  role: roleOfVersion(name),
});

/** The split between two versions, given the first one's percentage. */
export function trafficSplit(values: Values): TrafficSplit {
  const share = values['trafficPercentA'];
  if (isExpression(share)) return { known: false, words: 'Split known at run time.' };
  const percent = percentOf(share);
  if (percent === undefined)
    return { known: false, words: 'The split appears here once the percentage is a number from 0 to 100.' };
  return {
    known: true,
    parts: [partOf('A', values['versionNameA'], percent), partOf('B', values['versionNameB'], 100 - percent)],
  };
}
