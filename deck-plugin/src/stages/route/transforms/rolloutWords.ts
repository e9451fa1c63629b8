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
import { longestCourse } from './longestCourse';
import { checkSeconds, pauseSecondsOf, stageLimits } from './rolloutDrawing';

const after = (seconds: number): string => (seconds === 0 ? 'the beginning' : durationWords(seconds));

/** The drawing in words, for people who can't see it. */
export function plannedSentence(fields: GradualFields, values: Values): string {
  const weights = plannedWeights(fields).map(
    ({ afterSeconds, weightPercent }) => `${percentWords(weightPercent)} from ${after(afterSeconds)}`,
  );
  const checks = checkSeconds(fields).map((seconds) => (seconds === 0 ? 'the beginning' : durationWords(seconds)));
  const limits = stageLimits(values);
  const longest = longestCourse(fields, values);
  return [
    `Planned weights of the candidate: ${weights.join(', ')}.`,
    ...(checks.length === 0 ? [] : [`Health check at ${joined(checks)}.`]),
    ...(fields.bakeSeconds === undefined
      ? []
      : [`Bake from ${after(holdSecondsOf(fields))} for ${durationWords(fields.bakeSeconds)}.`]),
    ...(longest === undefined
      ? []
      : [
          `If calls are too few, at most: ${longest.weights.map(({ afterSeconds, weightPercent }) => `${percentWords(weightPercent)} from ${after(afterSeconds)}`).join(', ')}.`,
        ]),
    ...(limits === undefined
      ? []
      : [
          `Deadline at ${durationWords(limits.deadlineSeconds)}, Orca gives up at ${durationWords(limits.orcaSeconds)}.`,
        ]),
  ].join(' ');
}

/** How long a rollout takes if every check needs all its attempts, and what that time consists of. */
export function totalWords(fields: GradualFields): { total: string; parts: string } {
  const { bakeSeconds: bake = 0 } = fields;
  const [holds, pauses, longest] = [holdSecondsOf(fields), pauseSecondsOf(fields), longestSecondsOf(fields)];
  const parts = [
    holds === 0 ? 'no holds' : `${durationWords(holds)} of holds`,
    ...(pauses === 0 ? [] : [`up to ${durationWords(pauses)} between health check attempts`]),
    ...(bake === 0 ? [] : [`${durationWords(bake)} of bake`]),
    `about ${durationWords(longest - holds - bake - pauses)} for AWS calls`,
  ];
  return { total: `${durationWords(longest)} in total:`, parts: `${parts.join(', ')}.` };
}

/** How much longer guards may make the rollout; undefined if they can't. */
export function longestWords(fields: GradualFields, values: Values): string | undefined {
  const longest = longestCourse(fields, values);
  if (longest === undefined) return undefined;
  const total = durationWords(longestSecondsOf(fields) + longest.addedSeconds);
  const each = longest.holds === 1 ? 'its hold grows' : `its ${longest.holds} holds grow`;
  return `At most ${total}: while calls are too few, ${each} by up to ${durationWords(longest.addedSeconds)}${longest.holds === 1 ? '' : ' in all'} (dashed), as far as the deadline allows.`;
}
