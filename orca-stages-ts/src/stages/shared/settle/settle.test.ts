import type { ConfigurationFacts } from '../../../aws/lambdaPort';
import { headOf } from '../../deployment/testing/planFixtures';
import { pollDelayMs } from './pollDelayMs';
import { settleOf } from './settleOf';

describe('settleOf', () => {
  it.each<[string, Partial<ConfigurationFacts>, ReturnType<typeof settleOf>]>([
    ['a finished head', {}, { kind: 'settled' }],
    ['an update in progress', { lastUpdateStatus: 'InProgress', lastUpdateStatusReasonCode: 'Creating' }, { kind: 'settling', reason: 'InProgress: Creating' }],
    ['a version being made', { version: '42', state: 'Pending', stateReasonCode: 'Creating' }, { kind: 'settling', reason: 'Pending: Creating' }],
    ['a failed update', { lastUpdateStatus: 'Failed', lastUpdateStatusReasonCode: 'InvalidSubnet', lastUpdateStatusReason: 'no such subnet' }, { kind: 'failed', reason: 'the update failed: InvalidSubnet: no such subnet' }],
    ['a failed function', { state: 'Failed', stateReason: 'broken' }, { kind: 'failed', reason: 'its state is Failed: broken' }],
    ['an inactive version', { version: '42', state: 'Inactive', stateReasonCode: 'Idle' }, { kind: 'failed', reason: 'its state is Inactive: Idle' }],
    ['an inactive head, which can still be published', { state: 'Inactive', stateReasonCode: 'Idle' }, { kind: 'settled' }],
  ])('reads %s', (_title, facts, expected) => {
    expect(settleOf(headOf(facts))).toEqual(expected);
  });
});

describe('pollDelayMs', () => {
  it.each([[1, 0, 100], [2, 100, 200], [4, 700, 800], [5, 1500, 1000], [30, 19_999, 1000], [30, 20_000, 5000], [1000, 600_000, 5000]])('waits after try %i and %i ms for %i ms', (tries, elapsedMs, expected) => {
    expect(pollDelayMs(tries, elapsedMs)).toBe(expected);
  });
});
