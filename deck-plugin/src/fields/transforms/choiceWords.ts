import type { FieldSpec } from './fieldSpec';
import { entryOf, isExpression, isGiven, listOf, textOf, type Values } from '../../values/readValue';

/** One option of a choice; without a value, it omits the field. */
export interface ChoiceOption {
  value: string | undefined;
  label: string;
}

/** The lists that an ownership mode refers to. Without a mode, listing something means Add or update. */
const OWNED_LISTS: Readonly<Record<string, readonly string[]>> = {
  eventSourceMode: ['triggerArns', 'eventSources'],
  tagsMode: ['tags'],
};

const holdsEntries = (value: unknown): boolean =>
  isExpression(value) ||
  (listOf(value)?.length ?? Object.keys(typeof value === 'object' && value !== null ? value : {}).length) > 0;

/** The choice that applies while the field is absent; undefined if leaving it out is a choice of its own. */
export function choiceWhenAbsent(spec: FieldSpec, values: Values): string | undefined {
  const lists = OWNED_LISTS[spec.name];
  if (lists !== undefined) return lists.some((list) => holdsEntries(entryOf(values, list))) ? 'ensure' : 'ignore';
  return spec.meta.defaultChoice;
}

/** The options of a choice, in the contract's words. "Leave unchanged" comes first if it is an option. */
export function choiceOptions(spec: FieldSpec, values: Values): ChoiceOption[] {
  const offered = spec.kind.kind === 'choice' ? spec.kind.values : [];
  const options = offered.map((value) => ({ value, label: spec.meta.choices?.[value] ?? value }));
  if (choiceWhenAbsent(spec, values) !== undefined || spec.meta.required === true) return options;
  return [
    { value: undefined, label: spec.meta.leftAloneWhenAbsent === true ? 'Leave unchanged' : 'Not set' },
    ...options,
  ];
}

/**
 * A choice's value as text, also if it is written as a list with one entry; undefined if it can't be read as a choice.
 */
export function chosenText(spec: FieldSpec, value: unknown): string | undefined {
  if (!isGiven(value)) return '';
  if (spec.kind.kind !== 'choice' || !spec.kind.inList) return textOf(value)?.trim();
  const items = listOf(value);
  return items === undefined || items.length > 1 ? undefined : (items[0]?.text ?? '');
}

/** What a choice writes to the stage. */
export const choiceValue = (spec: FieldSpec, chosen: string | undefined): unknown =>
  chosen !== undefined && spec.kind.kind === 'choice' && spec.kind.inList ? [chosen] : chosen;
