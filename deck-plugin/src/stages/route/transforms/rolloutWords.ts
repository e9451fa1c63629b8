import {
  durationWords,
  holdSecondsOf,
  joined,
  longestSecondsOf,
  percentWords,
  plannedWeights,
  type GradualFields,
} from 'stage-contract';
import type { Values } from '../../../values/readValue';
import { checkSeconds, pauseSecondsOf, stageLimits } from './rolloutDrawing';

const after = (seconds: number): string => (seconds === 0 ? 'the beginning' : durationWords(seconds));

/** The drawing in words, for people who can't see it. */
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
          `Deadline at ${durationWords(limits.deadlineSeconds)}, Orca gives up at ${durationWords(limits.orcaSeconds)}.`,
        ]),
  ].join(' ');
}

/** How long a rollout takes if every check needs all its attempts, and what that time consists of. */
export function totalWords(fields: GradualFields): { total: string; parts: string } {
  const [holds, pauses, longest] = [holdSecondsOf(fields), pauseSecondsOf(fields), longestSecondsOf(fields)];
  const parts = [
    holds === 0 ? 'no holds' : `${durationWords(holds)} of holds`,
    ...(pauses === 0 ? [] : [`up to ${durationWords(pauses)} between health check attempts`]),
    `about ${durationWords(longest - holds - pauses)} for AWS calls`,
  ];
  return { total: `${durationWords(longest)} in total:`, parts: `${parts.join(', ')}.` };
}
