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

const endingParts = (told: Told, failure: Progress['failure']): ProgressPart[] =>
  partsOf(told).map(({ words, told: part }) => {
    if (sameTold(part, failure?.told)) return { words, says: 'failure' };
    return { words, ...(ENDINGS.has(told.code) ? { says: 'restored' } : {}) };
  });

/** A progress line by its code and values. */
export function progressView({ progress = '', progressTold: told, failure, revertTimer }: Progress): ProgressView {
  if (told === undefined) return { lasting: progress, before: '', parts: [] };
  const doing = isTold(told, 'timeLeft') ? partOf(told.values['doing']) : undefined;
  if (doing !== undefined) return { lasting: doing.words, ...leading(leadOf(doing.told)), before: '', parts: [] };
  const isTimed = revertTimer !== undefined && told.values['back'] !== undefined;
  const parts = endingParts(told, failure);
  return {
    lasting: isTimed ? wordsWith(told, { back: undefined }, progress) : progress,
    ...leading(leadOf(told)),
    before: parts.length === 0 ? '' : wordsWith(told, { parts: [] }, '').trim(),
    parts,
  };
}
