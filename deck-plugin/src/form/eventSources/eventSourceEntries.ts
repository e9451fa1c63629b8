import { eventSourceSchema, partMetaOf } from 'stage-contract';
import type { ExpectationEntry } from '../expectation/expectationEntries';
import { looseText } from '../../values/looseJson';
import { entryOf, flagOf, isGiven, listOf, shortJson, textOf, typedNumber } from '../../values/readValue';

/** A part's words; a unit in its label stands after its control instead. */
function meta(name: string): ExpectationEntry['meta'] {
  const words = partMetaOf(eventSourceSchema, name);
  const inSeconds = / in seconds$/;
  return inSeconds.test(words.label) ? { ...words, label: words.label.replace(inSeconds, ''), unit: 's' } : words;
}

const text = (value: unknown): string => textOf(value) ?? looseText(value);

const number = (name: string): ExpectationEntry => ({
  name,
  meta: meta(name),
  control: 'number',
  show: text,
  write: typedNumber,
});

/** A choice; a value that is none of the options, such as an expression, is one more option. */
function choice(
  name: string,
  value: unknown,
  options: readonly { value: string; label: string }[],
  write: (text: string) => unknown,
): ExpectationEntry {
  const shown = isGiven(value) ? text(value) : '';
  const odd = options.some((option) => option.value === shown) ? [] : [{ value: shown, label: shown }];
  return {
    name,
    meta: meta(name),
    control: 'choice',
    options: [...options, ...odd],
    show: (current) => (isGiven(current) ? text(current) : ''),
    write: (chosen) => (odd.some((option) => option.value === chosen) ? value : write(chosen)),
  };
}

/** Filters one per line; undefined if they can't be shown like that. */
function filterLines(value: unknown): string | undefined {
  const items = listOf(value);
  return items?.every((item) => typeof item.value === 'string' && !item.value.includes('\n')) === true
    ? items.map((item) => item.text).join('\n')
    : undefined;
}

/** The settings of one event source, besides its ARN. */
export function eventSourceEntries(source: unknown): ExpectationEntry[] {
  const filters = entryOf(source, 'filters');
  return [
    number('batchSize'),
    number('windowSeconds'),
    choice(
      'startingPosition',
      entryOf(source, 'startingPosition'),
      [
        { value: '', label: 'Not set' },
        { value: 'LATEST', label: 'LATEST' },
        { value: 'TRIM_HORIZON', label: 'TRIM_HORIZON' },
      ],
      (chosen) => (chosen === '' ? undefined : chosen),
    ),
    ...(filterLines(filters) === undefined
      ? []
      : [
          {
            name: 'filters',
            meta: { ...meta('filters'), example: '{"body": {"a": [1]}}, one per line' },
            control: 'area' as const,
            show: (value: unknown) => filterLines(value) ?? '',
            write: (typed: string) => {
              const lines = typed.split('\n').filter((line) => line.trim() !== '');
              return lines.length === 0 ? undefined : lines;
            },
          },
        ]),
    number('maximumConcurrency'),
    {
      name: 'onFailureArn',
      meta: { ...meta('onFailureArn'), example: 'arn:aws:sqs:us-east-1:123456789012:failed' },
      control: 'line',
      show: text,
      write: (typed) => (typed === '' ? undefined : typed),
    },
    choice(
      'enabled',
      flagOf(entryOf(source, 'enabled')) !== undefined && isGiven(entryOf(source, 'enabled'))
        ? flagOf(entryOf(source, 'enabled'))
        : entryOf(source, 'enabled'),
      [
        { value: '', label: 'Leave unchanged' },
        { value: 'true', label: 'Yes' },
        { value: 'false', label: 'No' },
      ],
      (chosen) => (chosen === '' ? undefined : chosen === 'true'),
    ),
  ];
}

/** One event source in a few words, for its closed row: "batch size 10, enabled false". */
export function settingsWords(source: unknown): string {
  const names = eventSourceEntries(source).map(({ name }) => name);
  const words = names
    .filter((name) => isGiven(entryOf(source, name)))
    .map((name) => {
      const value = entryOf(source, name);
      const { label, unit } = meta(name);
      const shown = Array.isArray(value) ? String(value.length) : (textOf(value) ?? shortJson(value, 24));
      return `${label.toLowerCase()} ${shown}${unit === undefined ? '' : ` ${unit}`}`;
    });
  return words.length === 0 ? 'AWS’s defaults' : words.join(', ');
}
