import type { FailurePolicy } from 'stage-contract';
import { entryOf, flagOf, isExpression, isGiven, type Values } from '../../../values/readValue';

const DESTROYING: FailurePolicy = 'revertAndDeleteCandidate';

/** What the failure policy's control shows: `destroyOnFail` counts as the option that it stands for. */
export function shownPolicy(values: Values): Values {
  const counts = !isGiven(entryOf(values, 'onFailure')) && flagOf(entryOf(values, 'destroyOnFail')) === true;
  return counts ? { onFailure: DESTROYING } : {};
}

/** What the form says about `destroyOnFail`; undefined if it has no effect on what is shown. */
export function destroyOnFailWords(values: Values): string | undefined {
  const value = entryOf(values, 'destroyOnFail');
  if (isExpression(value))
    return isGiven(entryOf(values, 'onFailure'))
      ? `destroyOnFail, ${value}, is not used: On failure is set.`
      : `Revert and delete candidate if destroyOnFail, ${value}, is true at run time.`;
  if (flagOf(value) !== true) return undefined;
  return isGiven(entryOf(values, 'onFailure'))
    ? 'destroyOnFail is also set, and not used.'
    : 'Selected by destroyOnFail, a field of Spinnaker’s own form; selecting an option replaces it.';
}
