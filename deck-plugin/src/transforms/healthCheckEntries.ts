import type { ExpectationEntry } from './expectationEntries';
import { looseText, looseValue } from './looseJson';
import { entryOf, isGiven, isMap, textOf, typedNumber } from './readValue';

const number = (name: string, label: string, unit: string, placeholder?: string): ExpectationEntry =>
  ({ name, label, unit, control: 'number', show: (value) => textOf(value) ?? looseText(value), write: typedNumber, ...(placeholder === undefined ? {} : { placeholder }) });

/** How the candidate is called; what the answer must be comes after it. */
export const HEALTH_CHECK_ENTRIES: readonly ExpectationEntry[] = [
  { name: 'invokePayload', label: 'Call with', placeholder: '{"ping": true}', control: 'area', show: looseText, write: (text) => (text === '' ? undefined : looseValue(text)) },
  number('timeoutSeconds', 'Each within', 's'),
  number('attempts', 'Attempts', 'at most'),
  number('intervalSeconds', 'Pause between', 's'),
];

/** Whether rows can show a health check: not where it is no map, or holds an artifact or an expectation that is no map. */
export const isPlainHealthCheck = (value: unknown): boolean =>
  !isGiven(value) || (isMap(value) && !isGiven(entryOf(value, 'payloadArtifact')) && (!isGiven(entryOf(value, 'expect')) || isMap(entryOf(value, 'expect'))));
