import type { FieldSpec } from './fieldSpec';
import { entryOf, isExpression, isGiven, listOf, textOf, type Values } from '../../values/readValue';

/** One offer of a choice; without a value it stands for leaving the field out. */
export interface ChoiceOption {
  value: string | undefined;
  label: string;
}

/** The lists that an ownership mode speaks of: without a mode, listing something makes sure that it exists. */
const OWNED_LISTS: Readonly<Record<string, readonly string[]>> = {
  eventSourceMode: ['triggerArns', 'eventSources'],
  tagsMode: ['tags'],
};

const holdsEntries = (value: unknown): boolean =>
  isExpression(value) ||
  (listOf(value)?.length ?? Object.keys(typeof value === 'object' && value !== null ? value : {}).length) > 0;

/** The choice that holds while the field is left out; undefined when leaving it out is a choice of its own. */
export function choiceWhenAbsent(spec: FieldSpec, values: Values): string | undefined {
  const lists = OWNED_LISTS[spec.name];
  if (lists !== undefined) return lists.some((list) => holdsEntries(entryOf(values, list))) ? 'ensure' : 'ignore';
  return spec.meta.defaultChoice;
}

/** What a choice offers, in the contract's words; leaving alone comes first where that is a choice. */
export function choiceOptions(spec: FieldSpec, values: Values): ChoiceOption[] {
  const offered = spec.kind.kind === 'choice' ? spec.kind.values : [];
  const options = offered.map((value) => ({ value, label: spec.meta.choices?.[value] ?? value }));
  if (choiceWhenAbsent(spec, values) !== undefined || spec.meta.required === true) return options;
  return [{ value: undefined, label: spec.meta.leftAloneWhenAbsent === true ? 'Leave alone' : 'Not set' }, ...options];
}

/** The value of a choice as text, also where it is written as a list of one; undefined when no choice can be read from it. */
export function chosenText(spec: FieldSpec, value: unknown): string | undefined {
  if (!isGiven(value)) return '';
  if (spec.kind.kind !== 'choice' || !spec.kind.inList) return textOf(value)?.trim();
  const items = listOf(value);
  return items === undefined || items.length > 1 ? undefined : (items[0]?.text ?? '');
}

/** What a choice writes. */
export const choiceValue = (spec: FieldSpec, chosen: string | undefined): unknown =>
  chosen !== undefined && spec.kind.kind === 'choice' && spec.kind.inList ? [chosen] : chosen;
