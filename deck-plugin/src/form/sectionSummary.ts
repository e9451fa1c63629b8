import { durationWords, inSentence, ownEntry } from 'stage-contract';
import type { FieldSpec } from '../fields/transforms/fieldSpec';
import { chosenText } from '../fields/transforms/choiceWords';
import { entryOf, isExpression, isGiven, isMap, listOf, textOf, type Values } from '../values/readValue';
import { looseValue } from '../values/looseJson';
import { counted } from '../words/phrases';

/** Text that is short enough for a summary: the resource name of an ARN, or the beginning of long text. */
export function shortText(text: string, limit = 48): string {
  const name = /^arn:[^\s]+:/.test(text) ? text.slice(text.lastIndexOf(':') + 1) : text;
  return name.length <= limit ? name : `${name.slice(0, limit - 1)}…`;
}

/** One field's value in a few words; secrets are counted, never shown. */
export function valueWords(spec: FieldSpec, value: unknown): string {
  const label = inSentence(spec.meta.label);
  if (isExpression(value)) return `${label} by expression`;
  if (isMap(value)) return mapWords(spec, value, label);
  if (spec.kind.kind === 'list') return counted(entriesIn(value), spec.meta.label);
  if (spec.kind.kind === 'choice') {
    const chosen = chosenText(spec, value) ?? '';
    const words = ownEntry(spec.meta.choices, chosen);
    return words === undefined ? `${label} ${chosen}` : inSentence(words);
  }
  const text = textOf(value);
  if (text === undefined || spec.meta.secret === true) return `${label} set`;
  const special = ownEntry(spec.meta.choices, text.trim());
  if (special !== undefined) return `${label}: ${inSentence(special)}`;
  return `${label} ${measured(spec, text)}`;
}

/** How many entries a list has, also as JSON text. */
function entriesIn(value: unknown): number {
  const read = typeof value === 'string' ? looseValue(value) : value;
  return listOf(Array.isArray(read) ? read : value)?.length ?? 0;
}

/** A text with its unit; seconds in units that are easy to read. */
function measured({ kind, meta: { unit } }: FieldSpec, text: string): string {
  if (kind.kind === 'number' && unit === 's' && /^\d+$/.test(text)) return durationWords(Number(text));
  return unit === undefined ? shortText(text) : `${shortText(text)} ${unit}`;
}

function mapWords(spec: FieldSpec, value: Record<string, unknown>, label: string): string {
  if (spec.kind.kind === 'map') return counted(Object.keys(value).length, spec.meta.label);
  const texts = Object.values(value)
    .map(textOf)
    .filter((text): text is string => text !== undefined);
  const first = texts[0];
  return first === undefined || spec.meta.control !== undefined
    ? `${label} set`
    : first === ''
      ? `${label} removed`
      : `${label} ${shortText(first)}`;
}

/** A closed section in one line: its values, or "unchanged". */
export function sectionSummary(specs: readonly FieldSpec[], values: Values): string {
  const words = specs
    .filter((spec) => isGiven(entryOf(values, spec.name)))
    .map((spec) => valueWords(spec, entryOf(values, spec.name)));
  return words.length === 0 ? 'unchanged' : words.join(' · ');
}
