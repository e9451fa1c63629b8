import { nearestName } from 'stage-contract';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { configurationRules } from './configurationRules';
import { configurationSchema, type Configuration } from './configurationSchema';
import type { SettingProblem } from './settingProblem';

/** A configuration, or everything that is wrong with it, each problem with its path and remedy. */
export type ConfigurationReading =
  { ok: true; configuration: Configuration } | { ok: false; problems: SettingProblem[] };

/** Reads the text of a configuration file (YAML, hence JSON too). */
export function readConfiguration(yamlText: string): ConfigurationReading {
  const lineCounter = new LineCounter();
  const document = parseDocument(yamlText, { lineCounter, prettyErrors: false });
  if (document.errors.length > 0) {
    return {
      ok: false,
      problems: document.errors.map((error) => ({
        field: `line ${lineCounter.linePos(error.pos[0]).line}`,
        message: `is not YAML: ${error.message}`,
      })),
    };
  }
  return checkConfiguration(document.toJS() ?? {});
}

/** Reads a configuration that is already parsed. */
export function checkConfiguration(data: unknown): ConfigurationReading {
  const result = configurationSchema.safeParse(data);
  const problems = result.success
    ? configurationRules(result.data)
    : result.error.issues.flatMap((issue) => problemsOf(issue, data));
  return result.success && problems.length === 0 ? { ok: true, configuration: result.data } : { ok: false, problems };
}

function problemsOf(issue: z.core.$ZodIssue, data: unknown): SettingProblem[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ field: [...path, key].join('.'), message: unknownKeyMessage(key, path) }));
  const missing = issue.code === 'invalid_type' && valueAt(data, issue.path) === undefined;
  return [
    {
      field: path.length === 0 ? 'the file' : path.join('.'),
      message: missing ? `is missing; it ${issue.message}` : issue.message,
    },
  ];
}

function unknownKeyMessage(key: string, path: readonly string[]): string {
  const known = keysAt(configurationSchema, path);
  const nearest = nearestName(key, known);
  if (/^(token|secret|password|key)s?$/i.test(key) && nearest === undefined)
    return 'is not a known setting; secrets belong in files or environment variables, name one with tokenFile or tokenEnv (keyFile or keyEnv for sealing keys)';
  return nearest === undefined
    ? `is not a known setting; remove it (known: ${known.join(', ')})`
    : `is not a known setting; did you mean ${nearest}?`;
}

/** The keys that are allowed in the map at a path. */
function keysAt(schema: z.core.$ZodType, path: readonly string[]): string[] {
  const inner = unwrapped(schema);
  const [head, ...rest] = path;
  if (inner instanceof z.ZodArray) return keysAt(inner.element, rest);
  if (!(inner instanceof z.ZodObject)) return [];
  if (head === undefined) return Object.keys(inner.shape);
  const next: unknown = inner.shape[head];
  return next instanceof z.ZodType ? keysAt(next, rest) : [];
}

function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return unwrapped(schema.def.innerType);
  return schema;
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data;
  for (const key of path) value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return value;
}
