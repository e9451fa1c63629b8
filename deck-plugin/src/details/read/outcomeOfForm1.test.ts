import { STAGE_TYPES, type Outcome, type StageType } from 'stage-contract';
import { decisionsOf } from '../fixtures/decisionsOf';
import * as further from '../fixtures/furtherOutcomes';
import * as form1Others from '../fixtures/form1/otherOutcomes';
import * as form1Routes from '../fixtures/form1/routeOutcomes';
import { inForm1 } from '../fixtures/inForm2';
import * as others from '../fixtures/otherOutcomes';
import * as routes from '../fixtures/routeOutcomes';
import { readOutcome } from './readOutcome';

const STATUSES = ['RUNNING', 'SUCCEEDED', 'TERMINAL', 'CANCELED'] as const;
const form1: Readonly<Record<string, Outcome>> = { ...form1Routes, ...form1Others };

/** Each outcome as today's sidecar writes it, and as release 0.1.0 did. */
const pairs = [
  ...Object.entries({ ...routes, ...others }).map(([name, outcome]) => [name, outcome, form1[name]] as const),
  ...Object.entries(further).map(([name, outcome]) => [name, outcome, inForm1(outcome)] as const),
].flatMap(([name, outcome, older]) => STATUSES.map((status) => [name, status, outcome, older] as const));

const typeOf = ({ stageType }: Outcome): StageType => STAGE_TYPES.find((type) => type === stageType) ?? STAGE_TYPES[0];

/** Evidence was added with format 2. */
const withoutEvidence = (decisions: Record<string, unknown>): unknown => ({ ...decisions, evidence: [] });

describe('an outcome of form 1', () => {
  it.each(pairs)('is shown by its words like that of format 2: %s if Orca says %s', (_name, status, now, older) => {
    expect(older?.formatVersion).toBe(1);
    expect(withoutEvidence(decisionsOf(typeOf(now), status, older ?? now))).toEqual(
      withoutEvidence(decisionsOf(typeOf(now), status, now)),
    );
  });

  it('gets kinds, weights and waits from the IDs and sentences of its steps', () => {
    const { steps } = readOutcome({
      steps: [
        { id: 'weight:10', sentence: 'Weight 10%: v42 10%' },
        { id: 'hold:10', sentence: 'Hold at 10% for 10 min' },
        { id: 'settle', sentence: 'Wait until settled' },
        { id: 'promote', sentence: 'Promote: v42 100%' },
        { id: 'check:2', sentence: 'Health check on v42' },
      ],
    });

    expect(steps.map(({ kind, weightPercent, waits }) => [kind, weightPercent, waits])).toEqual([
      [undefined, 10, undefined],
      ['hold', 10, true],
      [undefined, undefined, true],
      [undefined, 100, undefined],
      [undefined, undefined, undefined],
    ]);
  });

  it.each([
    ['Holding at 10% for 10 min: 3 min left', { hold: { from: 1, until: 2 } }, 'Holding at 10% for 10 min', 'holding'],
    ['Failed: it broke', {}, 'Failed: it broke', 'failed'],
    ['Cancelled: the execution was cancelled', {}, 'Cancelled: the execution was cancelled', 'cancelled'],
    ['Waiting: 3 min left', {}, 'Waiting: 3 min left', undefined],
  ])('has a progress line “%s” with %j, which lasts as “%s”', (progress, more, lasting, lead) => {
    const { progressSays } = readOutcome({ progress, ...more });

    expect([progressSays.lasting, progressSays.lead]).toEqual([lasting, lead]);
  });

  it("is only looked for if an older release has planned a step or made a call: today's codes are used as they are", () => {
    const { steps, differences, awsCalls } = readOutcome({
      formatVersion: 2,
      steps: [
        { id: 'hold:10', sentence: 'Hold at 10%' },
        { id: 'hold:20', sentence: 'Hold at 20%', told: { code: 'x', values: {} } },
      ],
      differences: [{ setting: 'Environment A' }],
      awsCalls: [{ call: 'UpdateAlias' }, { call: 'UpdateAlias', changes: false }],
    });

    expect([steps.map(({ kind }) => kind), differences[0]?.secret, awsCalls.map(({ changes }) => changes)]).toEqual([
      ['hold', undefined],
      undefined,
      [true, false],
    ]);
  });
});
