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

/** How the candidate is called; what the answer must be comes after it. */
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
];

/** The rows with what holds where one is left empty beside the stage's other values: its own timeout is the health check's too. */
export function healthCheckEntries(values: Values): readonly ExpectationEntry[] {
  const timeout = textOf(values['timeout'])?.trim() ?? '';
  if (timeout === '' || timeout === '0') return HEALTH_CHECK_ENTRIES;
  const words = /^\d+$/.test(timeout) ? `the timeout below, ${timeout} s` : 'the timeout below';
  return HEALTH_CHECK_ENTRIES.map((entry) =>
    entry.name === 'timeoutSeconds' ? { ...entry, meta: { ...entry.meta, whenAbsent: words } } : entry,
  );
}

/** Whether rows can show a health check: not where it is no map, or holds an artifact or an expectation that is no map. */
export const isPlainHealthCheck = (value: unknown): boolean =>
  !isGiven(value) ||
  (isMap(value) &&
    !isGiven(entryOf(value, 'payloadArtifact')) &&
    (!isGiven(entryOf(value, 'expect')) || isMap(entryOf(value, 'expect'))));
