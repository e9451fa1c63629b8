import { durationWords } from 'stage-contract';
import type { RevertTimer } from '../../../model/revertTimer';
import { routingWords } from '../../../model/routing';
import type { StageStep } from '../../../model/step';

/** The timer of a split that is left behind: sends all traffic back unless somebody promotes in time. `stepOf` makes the stage's own step for it. Pure. */
export function revertTimer(
  { aliasName, afterSeconds, guards, to }: Omit<RevertTimer, 'step'>,
  stepOf: (sentence: string) => StageStep,
): RevertTimer {
  const sentence = `Revert ${aliasName} to ${routingWords(to)}, as it was not promoted within ${durationWords(afterSeconds)}`;
  return { aliasName, afterSeconds, guards, to, step: stepOf(sentence) };
}
