import { ROLLOUT_ACTION_WORDS, ROLLOUT_ACTIONS, type RolloutAction } from 'stage-contract';
import type { OutcomeView } from '../../read/outcomeView';
import type { StageDetails } from '../../read/readDetails';
import { sameTold } from '../../read/told';
import { isOutdated } from '../isOutdated';

/** A button; one that is not allowed says why in one of the reasons, by its place in the list. */
interface ActionButton {
  verb: RolloutAction;
  words: string;
  /** Where its reason is; absent if it is allowed. */
  reason?: number;
}

/** Why some actions are not possible now. */
interface ActionReason {
  /** The words on the buttons that it is about; none if it is about all of them. */
  buttons: string[];
  text: string;
}

/** What people may do to a rollout, in the order of the buttons. */
export interface ActionButtons {
  buttons: ActionButton[];
  reasons: ActionReason[];
}

type Action = NonNullable<OutcomeView['actions']>[number] & { verb: RolloutAction };

/** While a rollout waits for somebody, Continue comes first, and nobody needs to hold it. */
const WAITING: readonly RolloutAction[] = ['continue', 'promote', 'skipHold', 'revert'];
const GOING_ON: readonly RolloutAction[] = ['promote', 'skipHold', 'hold', 'revert'];
const WATCHED: readonly RolloutAction[] = ['revert'];

/** The actions that this page has a button for; a newer sidecar may know more of them. */
const knownActions = (actions: OutcomeView['actions'] = []): Action[] =>
  ROLLOUT_ACTIONS.flatMap((verb) => {
    const found = actions.find((action) => action.verb === verb);
    return found === undefined ? [] : [{ ...found, verb }];
  });

/** What a request names, all of which must be known before one can be made. */
export function addressOf({ place, target }: Pick<StageDetails, 'place' | 'target'>) {
  const { account, region, functionName, aliasName } = target;
  return place === undefined || account === undefined || region === undefined || functionName === undefined
    ? undefined
    : { ...place, account, region, functionName, ...(aliasName === undefined ? {} : { aliasName }) };
}

/** Whether a rollout that went wrong or was cancelled still shows the buttons, with why none of them works any more. */
const showsThatItEnded = (details: StageDetails): boolean =>
  (details.phase === 'failed' || details.phase === 'cancelled') &&
  details.outcome.routing.planned !== undefined &&
  !isOutdated(details);

/** Whether the alias is still watched after the stage: the way back stays open until that ends. */
export const isWatched = ({ phase, outcome }: Pick<StageDetails, 'phase' | 'outcome'>): boolean =>
  phase === 'succeeded' && outcome.watching?.state === 'pending';

const whyNot = ({ reason }: Action): string => reason ?? 'not possible now';

/** Reasons that say the same of several buttons are given once. */
function reasonsOf(refused: readonly Action[]): { told: Action['told']; first: Action; verbs: RolloutAction[] }[] {
  const groups: { told: Action['told']; first: Action; verbs: RolloutAction[] }[] = [];
  for (const action of refused) {
    const group = groups.find(({ told }) => sameTold(told, action.told));
    if (group === undefined) groups.push({ told: action.told, first: action, verbs: [action.verb] });
    else group.verbs.push(action.verb);
  }
  return groups;
}

/**
 * The buttons of a Route: what the outcome allows, and its reason for everything else. Undefined if the outcome says nothing
 * about actions, as an older sidecar's, or if a stage could not say which rollout it is about.
 */
export function actionButtons(details: StageDetails): ActionButtons | undefined {
  const known = knownActions(details.outcome.actions);
  const watched = isWatched(details);
  const isShown = details.phase === 'running' || watched ? addressOf(details) !== undefined : showsThatItEnded(details);
  if (known.length === 0 || !isShown) return undefined;
  const isAllowed = (verb: RolloutAction): boolean => known.some((action) => action.verb === verb && action.allowed);
  const order = watched ? WATCHED : isAllowed('continue') ? WAITING : GOING_ON;
  const shown = order.flatMap((verb) => known.find((action) => action.verb === verb) ?? []);
  const groups = reasonsOf(shown.filter(({ allowed }) => !allowed));
  const isAboutAll = groups.length === 1 && groups[0]?.verbs.length === shown.length;
  return {
    buttons: shown.map(({ verb, allowed }) => ({
      verb,
      words: ROLLOUT_ACTION_WORDS[verb],
      ...(allowed ? {} : { reason: groups.findIndex(({ verbs }) => verbs.includes(verb)) }),
    })),
    reasons: groups.map(({ first, verbs }) => ({
      buttons: isAboutAll ? [] : verbs.map((verb) => ROLLOUT_ACTION_WORDS[verb]),
      text: whyNot(first),
    })),
  };
}
