import type { SayingCode, Told } from 'stage-contract';
import { wordsWith } from '../text/voiced';
import type { OutcomeView, ProgressPart, ProgressView } from './outcomeView';
import { isTold, leadOf, partOf, partsOf, sameTold, type Lead } from './told';

/**
 * Codes of lines that only combine the failure and the result of the failure policy, which the failure box shows as
 * well.
 */
const ENDINGS: ReadonlySet<string> = new Set<SayingCode>([
  'reverted',
  'notFullyRestored',
  'notRestored',
  'wasCancelled',
  'failed',
]);

type Progress = Pick<OutcomeView, 'progress' | 'progressTold' | 'failure' | 'revertTimer'>;

const leading = (lead: Lead | undefined): { lead?: Lead } => (lead === undefined ? {} : { lead });

function endingParts(told: Told, progress: string, failure: Progress['failure']): ProgressPart[] {
  // "Superseded by …." is the failure, and the line continues after it.
  if (isTold(told, 'wasSuperseded') && failure !== undefined && isTold(failure.told, 'supersededBy'))
    return [
      { length: failure.what.length, says: 'failure' },
      { length: Math.max(0, progress.length - failure.what.length - 1) },
    ];
  return partsOf(told).map(({ words, told: part }) => {
    if (sameTold(part, failure?.told)) return { length: words.length, says: 'failure' };
    return { length: words.length, ...(ENDINGS.has(told.code) ? { says: 'restored' } : {}) };
  });
}

/** A progress line by its code and values. */
export function progressView({ progress = '', progressTold: told, failure, revertTimer }: Progress): ProgressView {
  if (told === undefined) return { lasting: progress, parts: [] };
  const doing = isTold(told, 'timeLeft') ? partOf(told.values['doing']) : undefined;
  if (doing !== undefined) return { lasting: doing.words, ...leading(leadOf(doing.told)), parts: [] };
  const isTimed = revertTimer !== undefined && told.values['back'] !== undefined;
  return {
    lasting: isTimed ? wordsWith(told, { back: undefined }, progress) : progress,
    ...leading(leadOf(told)),
    parts: endingParts(told, progress, failure),
  };
}
