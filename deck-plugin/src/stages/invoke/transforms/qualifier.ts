import { isGiven, textOf, type Values } from '../../../values/readValue';

/** What an Invoke calls by: an alias, or a version past every alias. */
export type QualifierKind = 'alias' | 'version';

/** What `$PREVIOUS` means is a question of the alias, so that the two may stand together. */
export const isPrevious = (values: Values): boolean => textOf(values['version'])?.trim() === '$PREVIOUS';

/** What the stage has chosen, by its values or by an empty text that a choice without a value leaves; undefined when it has chosen neither. */
export function chosenQualifier(values: Values): QualifierKind | undefined {
  const hasAlias = isGiven(values['aliasName']);
  if (isGiven(values['version'])) return hasAlias && !isPrevious(values) ? 'alias' : 'version';
  if (hasAlias) return 'alias';
  if (values['version'] === '') return 'version';
  return values['aliasName'] === '' ? 'alias' : undefined;
}

/** Whether a version is chosen without saying which: the sidecar would call the unpublished head, which nobody has asked for. */
export const needsVersion = (values: Values): boolean =>
  chosenQualifier(values) === 'version' && !isGiven(values['version']);
