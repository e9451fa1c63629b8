import type { ConfigurationFacts } from '../../../model/functionFacts';
import { headOf } from '../testing/headOf';
import { pollDelayMs } from './pollDelayMs';
import { settleOf } from './settleOf';

describe('settleOf', () => {
  it.each<[string, Partial<ConfigurationFacts>, ReturnType<typeof settleOf>]>([
    ['a finished head', {}, { kind: 'settled' }],
    [
      'an update in progress',
      { lastUpdateStatus: 'InProgress', lastUpdateStatusReasonCode: 'Creating' },
      { kind: 'settling', why: { state: 'inProgress', awsCode: 'Creating' } },
    ],
    [
      'a version being created',
      { version: '42', state: 'Pending', stateReasonCode: 'Creating' },
      { kind: 'settling', why: { state: 'pending', awsCode: 'Creating' } },
    ],
    [
      'a failed update',
      {
        lastUpdateStatus: 'Failed',
        lastUpdateStatusReasonCode: 'InvalidSubnet',
        lastUpdateStatusReason: 'no such subnet',
      },
      { kind: 'failed', why: { state: 'updateFailed', awsCode: 'InvalidSubnet', awsReason: 'no such subnet' } },
    ],
    [
      'a failed function',
      { state: 'Failed', stateReason: 'broken' },
      { kind: 'failed', why: { state: 'failed', awsReason: 'broken' } },
    ],
    [
      'an inactive version, which its first call wakes',
      { version: '42', state: 'Inactive', stateReasonCode: 'Idle' },
      { kind: 'settled' },
    ],
    [
      'an inactive head, which can still be published',
      { state: 'Inactive', stateReasonCode: 'Idle' },
      { kind: 'settled' },
    ],
    ...['Deactivating', 'Deactivated', 'ActiveNonInvocable', 'Deleting'].map(
      (state): [string, Partial<ConfigurationFacts>, ReturnType<typeof settleOf>] => [
        `a function that is ${state}`,
        { state },
        { kind: 'settling', why: { state: 'notActive', awsState: state } },
      ],
    ),
  ])('reads %s', (_title, facts, expected) => {
    expect(settleOf(headOf(facts))).toEqual(expected);
  });
});

describe('pollDelayMs', () => {
  it.each([
    [1, 0, 1000, 100],
    [2, 100, 1000, 200],
    [4, 700, 1000, 800],
    [5, 1500, 1000, 1000],
    [30, 19_999, 1000, 1000],
    [30, 20_000, 1000, 5000],
    [1000, 600_000, 1000, 5000],
    [5, 1500, 200, 200],
    [30, 20_000, 9000, 9000],
  ])(
    'waits after attempt %i and %i ms, looking every %i ms at first, for %i ms',
    (tries, elapsedMs, soonLimitMs, expected) => {
      expect(pollDelayMs(tries, elapsedMs, soonLimitMs)).toBe(expected);
    },
  );
});
