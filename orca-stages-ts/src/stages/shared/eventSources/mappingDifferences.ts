import type { Difference } from 'stage-contract';
import { differenceOf } from '../../../model/difference';
import type { MappingFacts, MappingSpec } from '../../../model/mappingFacts';

/**
 * The source's own name: the part after the last separator of its ARN. ARNs of DynamoDB streams end in a date, so the
 * table's name is used.
 */
export function sourceName(eventSourceArn: string): string {
  const resource = eventSourceArn.split(':').slice(5).join(':');
  const table = /^table\/([^/]+)/.exec(resource);
  return (
    table?.[1] ??
    resource
      .split(/[/:]/)
      .filter((part) => part !== '')
      .at(-1) ??
    eventSourceArn
  );
}

/** Words for the settings, as the list of differences shows them. */
const SETTING_WORDS = {
  batchSize: 'batch',
  windowSeconds: 'window',
  filters: 'filters',
  maximumConcurrency: 'concurrency',
  onFailureArn: 'on-failure destination',
  bisectBatchOnError: 'split a failing batch',
  maximumRecordAgeSeconds: 'oldest record',
  maximumRetryAttempts: 'retries',
  parallelizationFactor: 'parallelization',
  tumblingWindowSeconds: 'tumbling window',
  enabled: 'enabled',
} as const satisfies Partial<Record<keyof MappingSpec, string>>;
type ComparedSetting = keyof typeof SETTING_WORDS;
const SETTINGS = Object.keys(SETTING_WORDS).filter((key): key is ComparedSetting => key in SETTING_WORDS);

/** AWS moves these states to a paused or running mapping on its own. */
const isEnabled = (live: MappingFacts): boolean => live.state !== 'Disabled' && live.state !== 'Disabling';

const liveValue = (live: MappingFacts, key: ComparedSetting): unknown =>
  key === 'enabled' ? isEnabled(live) : live[key];

const words = (value: unknown): string =>
  Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value : JSON.stringify(value);
/** Filters are JSON and sets: white space and order make no difference. */
function comparable(value: unknown): string {
  return Array.isArray(value)
    ? JSON.stringify(value.map((entry) => normalJson(String(entry))).sort())
    : JSON.stringify(value ?? null);
}
function normalJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}

/** The declared settings that the live mapping does not have yet. */
export function changedSettings(wanted: MappingSpec, live: MappingFacts): MappingSpec {
  const changed = SETTINGS.filter(
    (key) => wanted[key] !== undefined && comparable(wanted[key]) !== comparable(liveValue(live, key)),
  );
  return Object.fromEntries(changed.map((key) => [key, wanted[key]]));
}

/** The settings that a mapping has; `only`: those that a change is about. What AWS has not set is absent. */
export function settingsOf(live: MappingFacts, only?: MappingSpec): MappingSpec {
  const keys = SETTINGS.filter((key) => only === undefined || only[key] !== undefined);
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = liveValue(live, key);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

/** Names of settings that one has and another one lacks, in words. */
export const settingsMissingIn = (some: MappingSpec, others: MappingSpec): string[] =>
  SETTINGS.filter((key) => some[key] !== undefined && others[key] === undefined).map((key) => SETTING_WORDS[key]);

/** Those settings by name, before and after. */
export function mappingDifferences(changed: MappingSpec, live: MappingFacts): Difference[] {
  const source = sourceName(live.eventSourceArn);
  return SETTINGS.filter((key) => changed[key] !== undefined).map((key) => {
    const before = liveValue(live, key);
    return differenceOf(
      { setting: `Event source ${source}, ${SETTING_WORDS[key]}`, field: 'eventSources' },
      before === undefined ? undefined : words(before),
      words(changed[key]),
    );
  });
}
