import type { ExpectationEntry } from '../../../form/expectation/expectationEntries';
import { looseText, looseValue } from '../../../values/looseJson';
import { entryOf, isGiven, isMap, textOf, typedNumber, type Values } from '../../../values/readValue';

const number = (name: string, label: string, unit: string, whenAbsent: string): ExpectationEntry => ({
  name,
  label,
  unit,
  whenAbsent,
  control: 'number',
  show: (value) => textOf(value) ?? looseText(value),
  write: typedNumber,
});

/** How the candidate is called; what the answer must be comes after it. */
export const HEALTH_CHECK_ENTRIES: readonly ExpectationEntry[] = [
  {
    name: 'invokePayload',
    label: 'Call with',
    placeholder: '{"ping": true}',
    control: 'area',
    show: looseText,
    write: (text) => (text === '' ? undefined : looseValue(text)),
  },
  number('timeoutSeconds', 'Each within', 's', "the function's own and 5 s"),
  number('attempts', 'Attempts', 'at most', 'once'),
  number('intervalSeconds', 'Pause between', 's', '10 s'),
];

/** The rows with what holds where one is left empty beside the stage's other values: its own timeout is the health check's too. */
export function healthCheckEntries(values: Values): readonly ExpectationEntry[] {
  const timeout = textOf(values['timeout'])?.trim() ?? '';
  if (timeout === '' || timeout === '0') return HEALTH_CHECK_ENTRIES;
  const words = /^\d+$/.test(timeout) ? `the timeout below, ${timeout} s` : 'the timeout below';
  return HEALTH_CHECK_ENTRIES.map((entry) =>
    entry.name === 'timeoutSeconds' ? { ...entry, whenAbsent: words } : entry,
  );
}

/** Whether rows can show a health check: not where it is no map, or holds an artifact or an expectation that is no map. */
export const isPlainHealthCheck = (value: unknown): boolean =>
  !isGiven(value) ||
  (isMap(value) &&
    !isGiven(entryOf(value, 'payloadArtifact')) &&
    (!isGiven(entryOf(value, 'expect')) || isMap(entryOf(value, 'expect'))));
