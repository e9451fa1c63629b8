import { fieldMetaOf, routeDefinition, STRATEGIES } from 'stage-contract';
import { isExpression, isGiven, textOf, type Values } from '../../../values/readValue';

type RouteField = keyof typeof routeDefinition.schema.shape;

/**
 * Whether the stage's strategy uses some fields, as the contract says: an expression may use any, and an unknown
 * strategy those that have a value.
 */
export const usedBy =
  (fields: readonly RouteField[], strategies: readonly string[] = strategiesOf(fields)) =>
  (values: Values): boolean => {
    const value = values['deploymentStrategy'];
    if (isExpression(value)) return true;
    const known = STRATEGIES.find((strategy) => strategy === textOf(value)?.trim());
    if (known !== undefined) return strategies.includes(known);
    return isGiven(value) && fields.some((field) => isGiven(values[field]));
  };

/** The strategies that use any of some fields. */
const strategiesOf = (fields: readonly RouteField[]): string[] =>
  fields.flatMap((name) => fieldMetaOf(routeDefinition.schema.shape[name]).strategies ?? STRATEGIES);

/** Whether two versions share the traffic and therefore need different labels. */
export const usesSplit = (values: Values): boolean =>
  !['$SIMPLE', '$BLUEGREEN', '$GRADUAL'].includes(textOf(values['deploymentStrategy'])?.trim() ?? '');

/** Whether the strategy moves this execution's candidate if no version is selected. */
export const movesCandidate = (values: Values): boolean =>
  ['$BLUEGREEN', '$GRADUAL'].includes(textOf(values['deploymentStrategy'])?.trim() ?? '');

/** 100% means nothing with a strategy that sends all traffic to one version; Spinnaker's own form always writes it. */
export const saysNothing = (values: Values): boolean =>
  !usesSplit(values) && textOf(values['trafficPercentA'])?.trim() === '100';
