import { healthCheckSchema, partMetaOf } from 'stage-contract';
import type { ExpectationEntry } from '../../../form/expectation/expectationEntries';
import { looseText, looseValue } from '../../../values/looseJson';
import { entryOf, isGiven, isMap, textOf, typedNumber, type Values } from '../../../values/readValue';

const number = (name: string): ExpectationEntry => ({
  name,
  meta: partMetaOf(healthCheckSchema, name),
  control: 'number',
  show: (value) => textOf(value) ?? looseText(value),
  write: typedNumber,
});

const recordResponse = partMetaOf(healthCheckSchema, 'recordResponse');

/** How to call the candidate; what the response must be comes after it. */
export const HEALTH_CHECK_ENTRIES: readonly ExpectationEntry[] = [
  {
    name: 'invokePayload',
    meta: partMetaOf(healthCheckSchema, 'invokePayload'),
    control: 'area',
    show: looseText,
    write: (text) => (text === '' ? undefined : looseValue(text)),
  },
  number('timeoutSeconds'),
  number('attempts'),
  number('intervalSeconds'),
  {
    name: 'recordResponse',
    meta: recordResponse,
    control: 'choice',
    options: ['truncated', 'none'].map((value) => ({ value, label: recordResponse.choices?.[value] ?? value })),
    show: (value) => textOf(value) ?? '',
    write: (text) => (text === 'none' ? text : undefined),
  },
];

/**
 * The rows, with the default that applies if one is left empty; the stage's own timeout is also the health check's
 * default.
 */
export function healthCheckEntries(values: Values): readonly ExpectationEntry[] {
  const timeout = textOf(values['timeout'])?.trim() ?? '';
  if (timeout === '' || timeout === '0') return HEALTH_CHECK_ENTRIES;
  const words = /^\d+$/.test(timeout) ? `the stage’s timeout, ${timeout} s` : 'the stage’s timeout';
  return HEALTH_CHECK_ENTRIES.map((entry) =>
    entry.name === 'timeoutSeconds' ? { ...entry, meta: { ...entry.meta, whenAbsent: words } } : entry,
  );
}

/**
 * Whether rows can show a health check. They can't if it is not a map, or if it contains an artifact or an expectation
 * that is not a map.
 */
export const isPlainHealthCheck = (value: unknown): boolean =>
  !isGiven(value) ||
  (isMap(value) &&
    !isGiven(entryOf(value, 'payloadArtifact')) &&
    (!isGiven(entryOf(value, 'expect')) || isMap(entryOf(value, 'expect'))));
