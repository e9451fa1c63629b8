import { STRATEGIES, type Strategy } from 'stage-contract';
import { isExpression, isGiven, textOf, type Values } from '../../../values/readValue';

/**
 * Whether the stage's strategy uses some fields: an expression may use any, and an unknown strategy those that have a
 * value.
 */
export const usedBy =
  (strategies: readonly Strategy[], fields: readonly string[]) =>
  (values: Values): boolean => {
    const value = values['deploymentStrategy'];
    if (isExpression(value)) return true;
    const known = STRATEGIES.find((strategy) => strategy === textOf(value)?.trim());
    if (known !== undefined) return strategies.includes(known);
    return isGiven(value) && fields.some((field) => isGiven(values[field]));
  };

/** Whether two versions share the traffic and therefore need different labels. */
export const usesSplit = (values: Values): boolean =>
  !['$SIMPLE', '$BLUEGREEN', '$GRADUAL'].includes(textOf(values['deploymentStrategy'])?.trim() ?? '');

/** Whether the strategy moves this execution's candidate if no version is selected. */
export const movesCandidate = (values: Values): boolean =>
  ['$BLUEGREEN', '$GRADUAL'].includes(textOf(values['deploymentStrategy'])?.trim() ?? '');

/** 100% means nothing with a strategy that sends all traffic to one version; Spinnaker's own form always writes it. */
export const saysNothing = (values: Values): boolean =>
  !usesSplit(values) && textOf(values['trafficPercentA'])?.trim() === '100';
