import {
  durationWords,
  holdSecondsOf,
  joined,
  longestSecondsOf,
  plannedWeights,
  type GradualFields,
} from 'stage-contract';
import type { Values } from '../../../values/readValue';
import { checkSeconds, pauseSecondsOf, stageLimits } from './rolloutDrawing';
import { percentWords } from './trafficSplit';

const after = (seconds: number): string => (seconds === 0 ? 'the beginning' : durationWords(seconds));

/** The drawing in words, for those who do not see it. */
export function plannedSentence(fields: GradualFields, values: Values): string {
  const weights = plannedWeights(fields).map(
    ({ afterSeconds, weightPercent }) => `${percentWords(weightPercent)} from ${after(afterSeconds)}`,
  );
  const checks = checkSeconds(fields).map((seconds) => (seconds === 0 ? 'the beginning' : durationWords(seconds)));
  const limits = stageLimits(values);
  return [
    `Planned weights of the candidate: ${weights.join(', ')}.`,
    ...(checks.length === 0 ? [] : [`Health check at ${joined(checks)}.`]),
    ...(limits === undefined
      ? []
      : [
          `Deadline after ${durationWords(limits.deadlineSeconds)}, Orca gives up after ${durationWords(limits.orcaSeconds)}.`,
        ]),
  ].join(' ');
}

/** What a rollout takes when every check needs all its attempts, and what that is made of. */
export function totalWords(fields: GradualFields): { total: string; parts: string } {
  const [holds, pauses, longest] = [holdSecondsOf(fields), pauseSecondsOf(fields), longestSecondsOf(fields)];
  const parts = [
    holds === 0 ? 'no holds' : `${durationWords(holds)} of holds`,
    ...(pauses === 0 ? [] : [`up to ${durationWords(pauses)} between attempts of checks`]),
    `about ${durationWords(longest - holds - pauses)} of work`,
  ];
  return { total: `${durationWords(longest)} in all:`, parts: `${parts.join(', ')}.` };
}
