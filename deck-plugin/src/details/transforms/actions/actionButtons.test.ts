import type { Outcome } from 'stage-contract';
import * as acted from '../../fixtures/actedOutcomes';
import { actionsIn } from '../../fixtures/actionsIn';
import { routeDone, routeHolding } from '../../fixtures/routeOutcomes';
import { stageOf } from '../../fixtures/stageOf';
import { readDetails } from '../../read/readDetails';
import { notesOf } from '../notes';
import { actionButtons, addressOf } from './actionButtons';

const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const EXECUTION = { id: 'execution-1', application: 'checkout' };
const detailsOf = (outcome: Outcome | object, status = 'RUNNING', execution: object = EXECUTION) =>
  readDetails(ROUTE, stageOf(status, outcome), execution);
/** The buttons as one line: those in brackets do not work. */
const lineOf = (outcome: Outcome | object, status?: string) =>
  actionButtons(detailsOf(outcome, status))
    ?.buttons.map(({ words, reason }) => (reason === undefined ? words : `(${words})`))
    .join(' ');
const reasonsOf = (outcome: Outcome | object, status?: string) =>
  actionButtons(detailsOf(outcome, status))?.reasons.map(({ buttons, text }) => `${buttons.join(', ')}: ${text}`);

describe('the buttons while the alias is watched after the stage', () => {
  it('are only the way back, until the watch has ended', () => {
    const { watching, ...unwatched } = acted.rolloutWatched;

    expect(lineOf(acted.rolloutWatched, 'SUCCEEDED')).toBe('Revert');
    expect(lineOf({ ...unwatched, watching: { ...watching, state: 'passed' } }, 'SUCCEEDED')).toBeUndefined();
    expect(lineOf(unwatched, 'SUCCEEDED')).toBeUndefined();
  });
});

describe('the buttons of a rollout', () => {
  it.each([
    ['in a hold', acted.rolloutHolding, 'RUNNING', 'Promote now|Skip hold|Hold|Revert', []],
    [
      'whose guard lacks calls',
      acted.rolloutLacksCalls,
      'RUNNING',
      'Promote now|(Skip hold)|Hold|Revert',
      ['Skip hold: the guard needs 342 more invocations'],
    ],
    [
      'that waits for a person',
      acted.rolloutWaiting,
      'RUNNING',
      'Continue|Promote now|(Skip hold)|Revert',
      ['Skip hold: this step waits for a person: Continue ends that'],
    ],
    [
      'that somebody has put on hold',
      acted.rolloutHeld,
      'RUNNING',
      'Continue|Promote now|(Skip hold)|Revert',
      ['Skip hold: somebody has put the rollout on hold: Continue ends that'],
    ],
    [
      'that goes back',
      acted.rolloutGoesBack,
      'RUNNING',
      '(Promote now)|(Skip hold)|(Hold)|(Revert)',
      [': this rollout is already going back'],
    ],
    [
      'that went back',
      acted.rolloutEnded,
      'TERMINAL',
      '(Promote now)|(Skip hold)|(Hold)|(Revert)',
      [': this rollout has ended'],
    ],
    [
      'that bakes',
      { ...acted.rolloutHolding, actions: actionsIn({ isPromoted: true }) },
      'RUNNING',
      '(Promote now)|(Skip hold)|(Hold)|Revert',
      [
        'Promote now, Hold: the last move has been made: there is no further promotion',
        'Skip hold: the time after the promotion is never skipped, because a revert is still possible in it',
      ],
    ],
  ] as const)('%s', (_title, outcome, status, buttons, reasons) => {
    expect(lineOf(outcome, status)).toBe(buttons.split('|').join(' '));
    expect(reasonsOf(outcome, status)).toEqual(reasons);
  });

  it.each([
    ['says nothing of actions, as an older sidecar does', routeHolding, 'RUNNING'],
    ['has none', { ...routeHolding, actions: [] }, 'RUNNING'],
    ['has nonsense in their place', { ...routeHolding, actions: 'promote' }, 'RUNNING'],
    [
      'has only actions of a newer sidecar',
      { ...routeHolding, actions: [{ verb: 'rewind', allowed: true }] },
      'RUNNING',
    ],
    ['has succeeded', { ...routeDone, actions: actionsIn({ phase: 'ended' }) }, 'SUCCEEDED'],
    ['was no rollout', { ...acted.rolloutEnded, routing: {} }, 'TERMINAL'],
    ['was cancelled before it said how it ended', acted.rolloutHolding, 'CANCELED'],
  ])('are not there if the outcome %s', (_title, outcome, status) => {
    expect(actionButtons(detailsOf(outcome, status))).toBeUndefined();
  });

  it('leave out what cannot be read, and keep the rest', () => {
    const actions = [
      null,
      7,
      { verb: 'promote' },
      { verb: 'skipHold', allowed: 'maybe' },
      { verb: 'hold', allowed: false },
      { verb: 'hold', allowed: true },
      { verb: 'revert', allowed: 'true', reason: 42 },
    ];

    expect(lineOf({ ...routeHolding, actions })).toBe('(Hold) Revert');
    expect(reasonsOf({ ...routeHolding, actions })).toEqual(['Hold: not possible now']);
  });

  it('trust the outcome alone: what it allows works, whatever the rest says', () => {
    const outcome = { ...acted.rolloutHolding, steps: [], routing: {}, actions: actionsIn({}) };

    expect(lineOf(outcome)).toBe('Promote now Skip hold Hold Revert');
  });

  it('make way for what else can be done if nobody could say which rollout is meant', () => {
    const unknown = detailsOf(acted.rolloutHolding, 'RUNNING', { application: 'checkout' });

    expect(addressOf(unknown)).toBeUndefined();
    expect(actionButtons(unknown)).toBeUndefined();
    expect(notesOf(unknown).map(({ text }) => text)).toEqual(['To revert, cancel the execution.']);
    expect(notesOf(detailsOf(acted.rolloutHolding))).toEqual([]);
  });
});
