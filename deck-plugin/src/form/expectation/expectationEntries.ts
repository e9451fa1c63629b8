import { expectationSchema, partMetaOf, type FieldMeta } from 'stage-contract';
import { looseText, looseValue } from '../../values/looseJson';
import { textOf, typedNumber } from '../../values/readValue';

/** One condition on the whole response: how to show its value as text, and what typed text writes. */
export interface ExpectationEntry {
  name: string;
  /** Label, placeholder, unit and default from the contract. */
  meta: FieldMeta;
  control: 'choice' | 'number' | 'line' | 'area';
  /** The values of a choice; the first one applies if the entry is absent. */
  options?: readonly { value: string; label: string }[];
  show(value: unknown): string;
  write(text: string): unknown;
}

const loose = { show: looseText, write: (text: string): unknown => (text === '' ? undefined : looseValue(text)) };

const named = (name: string): Pick<ExpectationEntry, 'name' | 'meta'> => ({
  name,
  meta: partMetaOf(expectationSchema, name),
});

/** The conditions on the whole response; conditions on parts of it have their own rows. */
export const EXPECTATION_ENTRIES: readonly ExpectationEntry[] = [
  {
    ...named('functionError'),
    control: 'choice',
    options: [
      { value: 'false', label: 'No function error' },
      { value: 'true', label: 'A function error' },
    ],
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
