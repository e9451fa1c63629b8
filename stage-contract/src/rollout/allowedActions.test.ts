import { allowedActions, refusalOf, type RolloutState } from './allowedActions';
import { ROLLOUT_ACTIONS, type RolloutAction } from './rolloutAction';

const FLAGS = [false, true] as const;

/** Every state that the table can be asked about. */
const STATES: readonly RolloutState[] = (['planning', 'running', 'goingBack', 'watched', 'ended'] as const).flatMap(
  (phase) =>
    (['hold', 'person', 'work'] as const).flatMap((at) =>
      FLAGS.flatMap((hasChanged) =>
        FLAGS.flatMap((isHeld) =>
          FLAGS.flatMap((isPromoted) =>
            FLAGS.flatMap((hasPromotion) =>
              FLAGS.flatMap((checkRejected) =>
                [0, 342].map((missingCalls) => ({
                  ...{ phase, at, hasChanged, isHeld, isPromoted, hasPromotion, checkRejected, missingCalls },
                })),
              ),
            ),
          ),
        ),
      ),
    ),
);

/** What each action needs, as docs and buttons say it. */
const NEEDS: Readonly<Record<RolloutAction, (state: RolloutState) => boolean>> = {
  promote: (state) => state.phase === 'running' && state.hasPromotion && !state.isPromoted && !state.checkRejected,
  skipHold: (state) => state.at === 'hold' && !state.isHeld && !state.isPromoted && state.missingCalls === 0,
  hold: (state) => !state.isHeld && !state.isPromoted && state.at !== 'person',
  continue: (state) => state.isHeld || state.at === 'person',
  revert: (state) => state.phase === 'running' && state.hasChanged,
};

const RUNNING: RolloutState = {
  phase: 'running',
  at: 'work',
  hasChanged: true,
  isHeld: false,
  isPromoted: false,
  hasPromotion: true,
  checkRejected: false,
  missingCalls: 0,
};

it.each(ROLLOUT_ACTIONS)('%s is allowed in exactly the states that it needs', (action) => {
  const wrong = STATES.filter((state) => {
    const isOpen = state.phase === 'planning' || state.phase === 'running';
    const isAllowed = state.phase === 'watched' ? action === 'revert' : isOpen && NEEDS[action](state);
    return (refusalOf(action, state) === undefined) !== isAllowed;
  });

  expect(STATES).toHaveLength(5 * 3 * 2 ** 6);
  expect(wrong).toEqual([]);
});

it('every refusal says why, in words without a period', () => {
  const refusals = STATES.flatMap((state) => allowedActions(state).flatMap(({ refusal }) => refusal ?? []));

  expect(refusals.filter(({ words }) => words === '' || words.endsWith('.'))).toEqual([]);
});

it.each<[string, Partial<RolloutState>, Partial<Record<RolloutAction, string>>]>([
  ['has ended', { phase: 'ended' }, all('rolloutHasEnded')],
  [
    'has ended and is watched',
    { phase: 'watched' },
    { promote: 'onlyWatched', skipHold: 'onlyWatched', hold: 'onlyWatched', continue: 'onlyWatched' },
  ],
  ['is going back', { phase: 'goingBack' }, all('rolloutGoesBack')],
  [
    'plans its steps',
    { phase: 'planning', hasChanged: false, hasPromotion: false },
    { promote: 'rolloutHasNoPlan', skipHold: 'notInHold', continue: 'nothingToContinue', revert: 'nothingChangedYet' },
  ],
  [
    'has changed nothing yet',
    { hasChanged: false },
    { skipHold: 'notInHold', continue: 'nothingToContinue', revert: 'nothingChangedYet' },
  ],
  ['moves the alias', {}, { skipHold: 'notInHold', continue: 'nothingToContinue' }],
  ['is in a hold', { at: 'hold' }, { continue: 'nothingToContinue' }],
  [
    'is in a hold whose guard lacks calls',
    { at: 'hold', missingCalls: 342 },
    { skipHold: 'guardNeedsCalls', continue: 'nothingToContinue' },
  ],
  ['waits for a person', { at: 'person' }, { skipHold: 'continueEndsWait', hold: 'alreadyWaits' }],
  ['has been put on hold', { at: 'hold', isHeld: true }, { skipHold: 'continueEndsHold', hold: 'alreadyHeld' }],
  [
    'has a check that was rejected',
    { checkRejected: true },
    { promote: 'checkWasRejected', skipHold: 'notInHold', continue: 'nothingToContinue' },
  ],
  [
    'bakes after its promotion',
    { at: 'hold', isPromoted: true },
    { promote: 'alreadyPromoted', skipHold: 'bakeIsKept', hold: 'alreadyPromoted', continue: 'nothingToContinue' },
  ],
  [
    'will leave a split',
    { hasPromotion: false },
    { promote: 'noPromotionPlanned', skipHold: 'notInHold', continue: 'nothingToContinue' },
  ],
])('a rollout that %s refuses what it must, with the reason', (_title, state, expected) => {
  const refused = allowedActions({ ...RUNNING, ...state }).flatMap(({ verb, refusal }) =>
    refusal === undefined ? [] : [[verb, refusal.code]],
  );

  expect(Object.fromEntries(refused)).toEqual(expected);
});

it('says how many calls the guard still needs', () => {
  expect(refusalOf('skipHold', { ...RUNNING, at: 'hold', missingCalls: 1342 })?.words).toBe(
    'the guard needs 1,342 more invocations',
  );
});

function all(code: string): Record<RolloutAction, string> {
  return { promote: code, skipHold: code, hold: code, continue: code, revert: code };
}
