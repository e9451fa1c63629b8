import { ROLLOUT_ACTION_WORDS } from 'stage-contract';
import type { Ask } from '../../actions/asks';
import { asSentence } from '../../../words/phrases';
import type { StageDetails } from '../../read/readDetails';
import { isTold } from '../../read/told';
import type { StatusIconName } from '../steps';

/** What a person can do where this page cannot act. */
export const CANCEL_TO_REVERT = 'To revert, cancel the execution.';

/** What has become of a request, as a line below the buttons. */
export interface AskLine {
  icon: StatusIconName;
  /** The words on the button. */
  button: string;
  text: string;
  /** The execution of the stage that asks. */
  executionId?: string;
}

/** For how long after it was taken a request counts as not shown yet, in ms: Orca polls every 15 s, and Deck every 5 s. */
const SHOWN_WITHIN_MS = 30_000;

/** How many requests the outcome names: more than before, and it shows what has become of the last one. */
export const asksTold = ({ outcome }: Pick<StageDetails, 'outcome'>): number =>
  outcome.timeline.filter(({ told }) => isTold(told, 'askedBy')).length;

/** Whether the page still shows the rollout as it was before the request, so that another one would be a guess. */
export function isAwaited(
  ask: Ask | undefined,
  details: Pick<StageDetails, 'outcome' | 'phase'>,
  nowMs: number,
): boolean {
  if (ask?.state === 'sending' || ask?.state === 'asked') return true;
  return (
    ask?.state === 'taken' &&
    details.phase === 'running' &&
    asksTold(details) <= ask.before &&
    nowMs - ask.atMs < SHOWN_WITHIN_MS
  );
}

function notSentText({ status, message }: Extract<Ask, { state: 'notSent' }>): string {
  const said = message === undefined ? '' : ` Gate says: ${asSentence(message)}`;
  if (status === undefined || status >= 500)
    return `may not have been sent: Gate ${status === undefined ? 'did not answer' : `answered ${status}`}.${said} Look at the timeline below, and try again if it does not show it.`;
  const why = {
    401: 'you are not logged in (401). Log in and try again.',
    403: `Gate does not let you start pipelines (403).${said} ${CANCEL_TO_REVERT}`,
    404: `this Gate does not start pipelines that are not saved (404). ${CANCEL_TO_REVERT}`,
  }[status];
  return `was not sent: ${why ?? `Gate answered ${status}.${said} ${CANCEL_TO_REVERT}`}`;
}

function textOf(ask: Ask, isShown: boolean): string {
  switch (ask.state) {
    case 'sending':
      return 'is being sent.';
    case 'asked':
      return 'is asked; waiting for the rollout to take it.';
    case 'taken':
      return `was taken by the rollout.${isShown ? '' : ' This page shows it as soon as Orca polls again, within 20 s.'}`;
    case 'refused':
      return ask.details.phase === 'cancelled' ? 'was cancelled.' : 'was refused.';
    case 'lost':
      return 'is asked, but nobody has answered. Its execution says what has become of it.';
    case 'notSent':
      return notSentText(ask);
  }
}

const ICONS = {
  sending: 'running',
  asked: 'running',
  taken: 'done',
  refused: 'failed',
  lost: 'warning',
  notSent: 'failed',
} as const satisfies Record<Ask['state'], StatusIconName>;

/** The line for a request. */
export const askLine = (ask: Ask, isShown: boolean): AskLine => ({
  icon: ICONS[ask.state],
  button: ROLLOUT_ACTION_WORDS[ask.verb],
  text: textOf(ask, isShown),
  ...('executionId' in ask ? { executionId: ask.executionId } : {}),
});
