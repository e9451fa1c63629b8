import { looseText, looseValue } from '../../values/looseJson';
import { textOf, typedNumber } from '../../values/readValue';

/** One condition on the whole answer: how its value is shown as text, and what a typed text writes. */
export interface ExpectationEntry {
  name: string;
  label: string;
  placeholder?: string;
  unit?: string;
  /** What holds when the entry is left out, in words. */
  whenAbsent?: string;
  control: 'outcome' | 'number' | 'line' | 'area';
  show(value: unknown): string;
  write(text: string): unknown;
}

const loose = { show: looseText, write: (text: string): unknown => (text === '' ? undefined : looseValue(text)) };

/** The conditions on the whole answer; those on places inside it are rows of their own. */
export const EXPECTATION_ENTRIES: readonly ExpectationEntry[] = [
  {
    name: 'functionError',
    label: 'Result',
    control: 'outcome',
    show: (value) => textOf(value) ?? '',
    write: (text) => (text === 'true' ? true : undefined),
  },
  { name: 'body', label: 'Body equals', placeholder: '{"ok": true}', control: 'area', ...loose },
  { name: 'bodyContains', label: 'Body contains', placeholder: '{"status": "UP"}', control: 'area', ...loose },
  {
    name: 'matches',
    label: 'Response matches',
    placeholder: '^.*"UP".*$',
    control: 'line',
    show: (value) => textOf(value) ?? looseText(value),
    write: (text) => (text === '' ? undefined : text),
  },
  {
    name: 'maxDurationMs',
    label: 'Duration at most',
    unit: 'ms',
    control: 'number',
    show: (value) => textOf(value) ?? looseText(value),
    write: typedNumber,
  },
];
