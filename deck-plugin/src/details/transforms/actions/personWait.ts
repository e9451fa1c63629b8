import type { StageDetails } from '../../read/readDetails';
import type { ZonedTimes } from '../../text/zonedTimes';
import { isWaitingForPerson } from '../bake';
import { fact, type Fact } from '../notes';
import { actionEffect, unansweredWords } from './actionEffect';

/** What a rollout that waits for a person asks for: who may answer, with what effect, and what happens if nobody does. */
export function personWait(details: StageDetails, times: ZonedTimes, nowMs: number): Fact[] {
  const { outcome, phase, target, startedAtMs } = details;
  const { hold } = outcome;
  if (phase !== 'running' || !isWaitingForPerson(outcome)) return [];
  const effectOf = (verb: 'continue' | 'revert'): string => actionEffect(verb, details, { times, nowMs }).lead;
  return [
    fact(
      'Who may',
      `anyone with access to ${target.account === undefined ? 'the account' : `account ${target.account}`}`,
    ),
    fact('Continue', effectOf('continue')),
    fact('Revert', effectOf('revert')),
    ...(hold === undefined
      ? []
      : [fact('Unanswered', `at ${times.time(hold.untilMs, startedAtMs)}, ${unansweredWords(details)}`)]),
  ];
}
