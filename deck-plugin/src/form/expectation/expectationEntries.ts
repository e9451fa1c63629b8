import { expectationSchema, partMetaOf, type FieldMeta } from 'stage-contract';
import { looseText, looseValue } from '../../values/looseJson';
import { textOf, typedNumber } from '../../values/readValue';

/** One condition on the whole answer: how its value is shown as text, and what a typed text writes. */
export interface ExpectationEntry {
  name: string;
  /** Label, placeholder, unit and what holds when the entry is left out, from the contract. */
  meta: FieldMeta;
  control: 'outcome' | 'number' | 'line' | 'area';
  show(value: unknown): string;
  write(text: string): unknown;
}

const loose = { show: looseText, write: (text: string): unknown => (text === '' ? undefined : looseValue(text)) };

const named = (name: string): Pick<ExpectationEntry, 'name' | 'meta'> => ({
  name,
  meta: partMetaOf(expectationSchema, name),
});

/** The conditions on the whole answer; those on places inside it are rows of their own. */
export const EXPECTATION_ENTRIES: readonly ExpectationEntry[] = [
  {
    ...named('functionError'),
    control: 'outcome',
    show: (value) => textOf(value) ?? '',
    write: (text) => (text === 'true' ? true : undefined),
  },
  { ...named('body'), control: 'area', ...loose },
  { ...named('bodyContains'), control: 'area', ...loose },
  {
    ...named('matches'),
    control: 'line',
    show: (value) => textOf(value) ?? looseText(value),
    write: (text) => (text === '' ? undefined : text),
  },
  {
    ...named('maxDurationMs'),
    control: 'number',
    show: (value) => textOf(value) ?? looseText(value),
    write: typedNumber,
  },
];
