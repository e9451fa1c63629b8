import { present, type Settling } from 'stage-contract';
import type { ConfigurationFacts } from '../../../model/functionFacts';

/** How far AWS is with a change of a function or version. */
export type Settled = { kind: 'settled' } | { kind: 'settling' | 'failed'; why: Settling };

/** The states that a function can stay in. AWS adds more now and then (Deactivating, Deleting …): none of them is settled. */
const LASTING = ['Active', 'Inactive'];

const why = (state: Settling['state'], awsCode: string | undefined, awsReason?: string): Settling => ({
  state,
  ...present({ awsCode, awsReason }),
});

/**
 * Reads state and last update of a function's head or of a version. What nobody has called for weeks is Inactive: AWS
 * still updates, publishes and routes it, and wakes it with its first call. Failing there would keep idle functions from
 * being deployed.
 */
export function settleOf(facts: ConfigurationFacts): Settled {
  if (facts.lastUpdateStatus === 'Failed')
    return {
      kind: 'failed',
      why: why('updateFailed', facts.lastUpdateStatusReasonCode, facts.lastUpdateStatusReason),
    };
  if (facts.state === 'Failed') return { kind: 'failed', why: why('failed', facts.stateReasonCode, facts.stateReason) };
  if (facts.state === 'Pending') return { kind: 'settling', why: why('pending', facts.stateReasonCode) };
  if (facts.lastUpdateStatus === 'InProgress')
    return { kind: 'settling', why: why('inProgress', facts.lastUpdateStatusReasonCode) };
  if (!LASTING.includes(facts.state))
    return { kind: 'settling', why: { ...why('notActive', facts.stateReasonCode), awsState: facts.state } };
  return { kind: 'settled' };
}
