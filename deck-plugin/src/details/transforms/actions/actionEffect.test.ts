import type { Outcome, RolloutAction } from 'stage-contract';
import fc from 'fast-check';
import * as acted from '../../fixtures/actedOutcomes';
import { actionsIn } from '../../fixtures/actionsIn';
import { stageOf, STARTED_AT } from '../../fixtures/stageOf';
import { readDetails } from '../../read/readDetails';
import { zonedTimes } from '../../text/zonedTimes';
import { actionEffect } from './actionEffect';
import { personWait } from './personWait';

const times = zonedTimes('UTC');
const nowMs = STARTED_AT + 62_000;
const detailsOf = (outcome: Outcome | object, context = {}) =>
  readDetails('Aws.LambdaTrafficRoutingStage', stageOf('RUNNING', outcome, context), { id: 'e', application: 'a' });
const effectOf = (verb: RolloutAction, outcome: Outcome | object, context = {}) => {
  const { question, lead, traffic, lines } = actionEffect(verb, detailsOf(outcome, context), { times, nowMs });
  return [question, lead, ...traffic.map(({ sentence }) => sentence), ...lines.map(({ text }) => text)];
};

describe('what an action would do', () => {
  it('promote: the move, what is left out, and the bake that stays', () => {
    expect(effectOf('promote', acted.rolloutHolding)).toEqual([
      'Promote v42 now?',
      'live goes from v41 90%, v42 10% to v42 100% at once.',
      'Now: v41 90%, v42 10%',
      'Then: v42 100%',
      'Leaves out 2 holds and 1 check: Hold at 10% for 10 min, Hold at 25% for 5 min, Health check on v42.',
      'Then bakes 5 min: a revert stays possible until that ends.',
    ]);
  });

  it('promote with guards: how many calls move, and what the evidence is so far', () => {
    const [, lead, , , , , evidence] = effectOf('promote', acted.rolloutLacksCalls);

    expect(lead).toBe(
      'live goes from v41 90%, v42 10% to v42 100% at once: about 2,700 of 3,000 calls a minute change their version.',
    );
    expect(evidence).toMatch(/^Evidence so far: Errors: Fine · Duration p99: Not enough yet · .*checkout-5xx: OK/);
  });

  it('promote without a bake says that the stage then ends', () => {
    const steps = acted.rolloutHolding.steps.filter(({ id }) => id !== 'bake');

    expect(effectOf('promote', { ...acted.rolloutHolding, steps }).pop()).toBe(
      'No bake is planned: the stage ends once v42 has all traffic.',
    );
  });

  it('promote at a wait for a person leaves that out, too', () => {
    expect(effectOf('promote', acted.rolloutWaiting)[4]).toMatch(/^Leaves out 1 wait and 1 check: Hold 50% until /);
  });

  it('skip hold: the next weight, and how much earlier', () => {
    expect(effectOf('skipHold', acted.rolloutHolding)).toEqual([
      'Skip this hold?',
      'live goes from v41 90%, v42 10% to v41 75%, v42 25% at once.',
      'Now: v41 90%, v42 10%',
      'Then: v41 75%, v42 25%',
      'The hold ends now, 9 min early. Next: Weight 25%: v42 25%, v41 75%.',
    ]);
  });

  it('hold: the weight that stays, and the deadline with what happens then', () => {
    expect(effectOf('hold', acted.rolloutHolding)).toEqual([
      'Hold the rollout?',
      'live stays at v41 90%, v42 10% until somebody continues the rollout.',
      'At most until 14:54:05, the deadline of the stage: then the stage fails, and live goes back.',
    ]);
    expect(effectOf('hold', acted.rolloutHolding, { onFailure: 'hold' })[2]).toContain(
      'then the stage fails, and the weights stay.',
    );
  });

  it('continue: what comes after the wait, or goes on after a hold', () => {
    expect(effectOf('continue', acted.rolloutWaiting)).toEqual([
      'Continue the rollout?',
      'The wait ends now. Next: Health check on v42.',
    ]);
    expect(effectOf('continue', acted.rolloutHeld)).toEqual([
      'Continue the rollout?',
      'The rollout goes on with: Hold at 10% for 10 min.',
    ]);
  });

  it('revert: back to what was served before, and what becomes of the candidate', () => {
    expect(effectOf('revert', acted.rolloutWaiting)).toEqual([
      'Revert live to v41 100%?',
      'live goes from v42 50%, v41 50% to v41 100% at once.',
      'Now: v42 50%, v41 50%',
      'Then: v41 100%',
      'The stage ends as failed, and says who reverted it.',
      'v42 is kept, without traffic.',
    ]);
    expect(effectOf('revert', acted.rolloutWaiting, { onFailure: 'revertAndDeleteCandidate' }).pop()).toBe(
      'v42 is deleted afterwards, as the stage is configured.',
    );
  });

  it('revert while the alias is watched after the stage: to the version that is protected', () => {
    const { watching } = acted.rolloutWatched;
    const toAnother = { ...acted.rolloutWatched, watching: { ...watching, to: { mainVersion: '40' } } };
    const ended = readDetails(
      'Aws.LambdaTrafficRoutingStage',
      stageOf('SUCCEEDED', toAnother, { onFailure: 'revertAndDeleteCandidate' }),
      { id: 'e', application: 'a' },
    );

    const { question, lines } = actionEffect('revert', ended, { times, nowMs });

    expect(question).toBe('Revert live to v40 100%?');
    expect(lines.map(({ text }) => text)).toEqual([
      'The watch ends. The stage stays as it has ended.',
      'v42 is kept, without traffic.',
    ]);
  });

  it('is said in words where figures are not known', () => {
    const bare = { progress: 'x', actions: actionsIn({}) };

    expect(effectOf('promote', bare).slice(0, 2)).toEqual([
      'Promote the candidate now?',
      'the candidate gets all traffic of the alias at once.',
    ]);
    expect(effectOf('revert', bare)[1]).toBe('the alias goes back to what it served before this execution.');
    expect(effectOf('hold', bare)[1]).toContain('stays at what it serves until');
  });

  it('never fails, whatever the outcome contains', () => {
    const outcome = fc.record({
      actions: fc.anything(),
      steps: fc.oneof(
        fc.anything(),
        fc.array(fc.record({ kind: fc.constantFrom('hold', 'route', 7), state: fc.anything() })),
      ),
      routing: fc.oneof(fc.anything(), fc.record({ now: fc.anything(), wanted: fc.anything(), before: fc.anything() })),
      hold: fc.anything(),
      watch: fc.oneof(fc.anything(), fc.record({ minutes: fc.anything(), guards: fc.anything() })),
    });

    fc.assert(
      fc.property(outcome, (given) => {
        for (const verb of ['promote', 'skipHold', 'hold', 'continue', 'revert'] as const)
          expect(effectOf(verb, given).every((text) => typeof text === 'string')).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a rollout that waits for a person', () => {
  it('says who may answer, with what effect, and what happens if nobody does', () => {
    expect(personWait(detailsOf(acted.rolloutWaiting), times, nowMs).map(({ term, text }) => [term, text])).toEqual([
      ['Who may', 'anyone with access to account prod'],
      ['Continue', 'The wait ends now. Next: Health check on v42.'],
      ['Revert', 'live goes from v42 50%, v41 50% to v41 100% at once.'],
      ['Unanswered', 'at 22 Nov 14:00:07, the stage fails, and live goes back'],
    ]);
  });

  it('is no hold that ends by itself, nor one that has ended', () => {
    const ended = readDetails('Aws.LambdaTrafficRoutingStage', stageOf('TERMINAL', acted.rolloutWaiting));

    expect(personWait(detailsOf(acted.rolloutHolding), times, nowMs)).toEqual([]);
    expect(personWait(ended, times, nowMs)).toEqual([]);
  });
});
