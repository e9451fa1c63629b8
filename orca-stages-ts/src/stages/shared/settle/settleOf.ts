import type { ConfigurationFacts } from '../../../model/functionFacts';

/** How far AWS has come with a change of a function or version. */
export type Settled = { kind: 'settled' } | { kind: 'settling'; reason: string } | { kind: 'failed'; reason: string };

const words = (...parts: (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(': ');

/**
 * Reads state and last update of a function's head or of a version.
 * Only a version may not be Inactive: a head that nobody has called for weeks is, and can still be updated and published
 * (AWS refuses both only while Pending or InProgress), so failing there would keep idle functions from being deployed.
 */
export function settleOf(facts: ConfigurationFacts): Settled {
  if (facts.lastUpdateStatus === 'Failed')
    return {
      kind: 'failed',
      reason: words('the update failed', facts.lastUpdateStatusReasonCode, facts.lastUpdateStatusReason),
    };
  if (facts.state === 'Failed')
    return { kind: 'failed', reason: words('its state is Failed', facts.stateReasonCode, facts.stateReason) };
  if (facts.state === 'Inactive' && facts.version !== '$LATEST')
    return { kind: 'failed', reason: words('its state is Inactive', facts.stateReasonCode, facts.stateReason) };
  if (facts.state === 'Pending') return { kind: 'settling', reason: words('Pending', facts.stateReasonCode) };
  if (facts.lastUpdateStatus === 'InProgress')
    return { kind: 'settling', reason: words('InProgress', facts.lastUpdateStatusReasonCode) };
  return { kind: 'settled' };
}
