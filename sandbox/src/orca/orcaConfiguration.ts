import { parse } from 'yaml';
import type { JsonObject } from './executionModel';
import { springText } from './springText';
import { urlRestrictionsOf, type UrlRestrictions } from './urlRestrictions';

/** One entry of `webhook.preconfigured`: what Orca puts over the context of a stage of this type. */
export interface PreconfiguredWebhook {
  type: string;
  label: string;
  description: string;
  enabled: boolean;
  /** Sent on create, poll and cancel, and kept out of the stage's context. */
  sensitiveHeaders: Record<string, string[]>;
  /** Fields that overwrite the stage's fields of the same name; absent ones don't. */
  fields: JsonObject;
  parameters: unknown[];
  permissions: JsonObject | null;
}

/** The part of orca-local.yml that this engine supports. */
export interface OrcaConfiguration {
  preconfigured: PreconfiguredWebhook[];
  urlRestrictions: UrlRestrictions;
}

/** Text fields of Orca's PreconfiguredWebhook. A value of another type is ignored, here as in Orca. */
const TEXT_FIELDS = [
  'url',
  'method',
  'payload',
  'statusUrlResolution',
  'statusUrlJsonPath',
  'statusJsonPath',
  'progressJsonPath',
  'successStatuses',
  'canceledStatuses',
  'terminalStatuses',
  'cancelEndpoint',
  'cancelMethod',
  'cancelPayload',
] as const;
const OTHER_FIELDS = [
  'customHeaders',
  'parameterValues',
  'parameterData',
  'failFastStatusCodes',
  'waitForCompletion',
  'permissions',
  'signalCancellation',
  'waitBeforeMonitor',
  'retryStatusCodes',
] as const;

/**
 * Reads an orca-local.yml. `environment` resolves Spring's `${NAME}` placeholders. Throws an error that names the entry
 * if the YAML or an entry is invalid.
 */
export function parseOrcaConfiguration(
  yaml: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): OrcaConfiguration {
  const document = resolvePlaceholders(parse(yaml) as unknown, environment);
  const root = asObject(document, 'orca-local.yml');
  const webhook = asObject(root['webhook'] ?? {}, 'webhook');
  const entries = webhook['preconfigured'] ?? [];
  if (!Array.isArray(entries)) throw new Error('orca-local.yml: webhook.preconfigured must be a list');
  return {
    preconfigured: entries.map((entry: unknown, index) =>
      preconfiguredOf(asObject(entry, `webhook.preconfigured[${index}]`), index),
    ),
    urlRestrictions: urlRestrictionsOf(
      asObject(
        root['user-configured-url-restrictions'] ?? root['userConfiguredUrlRestrictions'] ?? {},
        'user-configured-url-restrictions',
      ),
    ),
  };
}

function preconfiguredOf(entry: JsonObject, index: number): PreconfiguredWebhook {
  const type = entry['type'];
  if (typeof type !== 'string' || type === '')
    throw new Error(`orca-local.yml: webhook.preconfigured[${index}] has no type`);
  const fields: JsonObject = {};
  for (const name of TEXT_FIELDS) {
    const value = entry[name];
    if (typeof value === 'string') fields[name] = value;
  }
  for (const name of OTHER_FIELDS) if (entry[name] !== undefined && entry[name] !== null) fields[name] = entry[name];
  return {
    type,
    label: typeof entry['label'] === 'string' ? entry['label'] : type,
    description: typeof entry['description'] === 'string' ? entry['description'] : '',
    enabled: entry['enabled'] !== false,
    sensitiveHeaders: headersOf(entry['sensitiveHeaders'] ?? {}, `webhook.preconfigured[${index}].sensitiveHeaders`),
    fields,
    parameters: Array.isArray(entry['parameters']) ? entry['parameters'] : [],
    permissions: entry['permissions'] === undefined ? null : asObject(entry['permissions'], 'permissions'),
  };
}

function headersOf(value: unknown, where: string): Record<string, string[]> {
  const headers = Object.entries(asObject(value, where)).map(([name, values]): [string, string[]] => [
    name,
    Array.isArray(values) ? values.map(String) : [String(values)],
  ]);
  return Object.fromEntries(headers);
}

function asObject(value: unknown, where: string): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw new Error(`orca-local.yml: ${where} must be a map`);
}

function resolvePlaceholders(value: unknown, environment: Readonly<Record<string, string | undefined>>): unknown {
  if (typeof value === 'string') return springText(value, environment);
  if (Array.isArray(value)) return value.map((item) => resolvePlaceholders(item, environment));
  if (typeof value !== 'object' || value === null) return value ?? null;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolvePlaceholders(item, environment)]));
}
