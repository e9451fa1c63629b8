import { isGiven, textOf, type Values } from '../../../values/readValue';

/** How an Invoke selects what to call: by alias, or by version. */
export type QualifierKind = 'alias' | 'version';

/** The alias decides what `$PREVIOUS` means, so the two can be set together. */
export const isPrevious = (values: Values): boolean => textOf(values['version'])?.trim() === '$PREVIOUS';

/**
 * What the stage has selected, going by its values or by the empty string that a choice without a value leaves;
 * undefined if neither.
 */
export function chosenQualifier(values: Values): QualifierKind | undefined {
  const hasAlias = isGiven(values['aliasName']);
  if (isGiven(values['version'])) return hasAlias && !isPrevious(values) ? 'alias' : 'version';
  if (hasAlias) return 'alias';
  if (values['version'] === '') return 'version';
  return values['aliasName'] === '' ? 'alias' : undefined;
}

/**
 * Whether "version" is selected but no version is set: the sidecar would call the unpublished head, which nobody asked
 * for.
 */
export const needsVersion = (values: Values): boolean =>
  chosenQualifier(values) === 'version' && !isGiven(values['version']);
