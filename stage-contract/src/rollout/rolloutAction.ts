/** What people can ask of a rollout that is under way. */
export const ROLLOUT_ACTIONS = ['promote', 'skipHold', 'hold', 'continue', 'revert'] as const;
export type RolloutAction = (typeof ROLLOUT_ACTIONS)[number];

/** The words on the buttons, and in messages. */
export const ROLLOUT_ACTION_WORDS: Readonly<Record<RolloutAction, string>> = {
  promote: 'Promote now',
  skipHold: 'Skip hold',
  hold: 'Hold',
  continue: 'Continue',
  revert: 'Revert',
};

/** Longest reason that a person may give, in characters. */
export const LONGEST_REASON = 300;

/** Longest name of a user that is stored with an action, in characters. */
export const LONGEST_ASKER = 100;

/** Who asked for something, as Orca gives the user, and why. */
export interface Asker {
  user?: string;
  reason?: string;
}

/** Who asked, for the end of a sentence: a name, and the reason in quotes. */
export const askerWords = ({ user, reason }: Asker): string =>
  `${user ?? 'an unknown user'}${reason === undefined ? '' : ` (“${reason}”)`}`;

/** An action by its words; a newer sidecar may have more of them. */
export const actionWords = (action: string): string =>
  Object.entries(ROLLOUT_ACTION_WORDS).find(([known]) => known === action)?.[1] ?? action;
