import { looseValue } from '../../../values/looseJson';
import { entryOf, isGiven, jsonOf, textOf, type Values } from '../../../values/readValue';
import { withEntry } from '../../../values/withEntry';
import { readArtifact } from '../../../fields/transforms/artifactText';

/** A field of Spinnaker's own health check, and the entry of ours that means the same. */
interface NativeField {
  name: 'payloadArtifact' | 'outputArtifact' | 'timeout';
  /** The path of the entry inside the health check. */
  path: readonly [string] | readonly [string, string];
}

/** Spinnaker's own fields of a health check. */
export const NATIVE_FIELDS: readonly NativeField[] = [
  { name: 'payloadArtifact', path: ['invokePayload'] },
  { name: 'outputArtifact', path: ['expect', 'body'] },
  { name: 'timeout', path: ['timeoutSeconds'] },
];

/** The entry's own value in a health check. */
const ownValue = (check: unknown, { path: [first, second] }: NativeField): unknown =>
  second === undefined ? entryOf(check, first) : entryOf(entryOf(check, first), second);

/** The fields that a stage gives in Spinnaker's own way. */
export const givenNatively = (values: Values): NativeField[] =>
  NATIVE_FIELDS.filter(({ name }) => isGiven(entryOf(values, name)) && !(name === 'timeout' && isNoTimeout(values)));

/** Spinnaker's own form writes 0 for no timeout. */
const isNoTimeout = (values: Values): boolean => textOf(values['timeout'])?.trim() === '0';

/**
 * Text as a value of ours that means the same: as JSON if nothing is lost by it, which a long number would be, and
 * otherwise as the text itself.
 */
function sameValue(text: string): unknown {
  const value = looseValue(text);
  const bare = (json: string): string => json.replace(/\s/g, '');
  return typeof value === 'string' || bare(jsonOf(value)) !== bare(text) ? text : value;
}

/** What to write so that a field's value moves into our health check; undefined if it can't move, or ours is set. */
export function nativeFieldChanges(values: Values, field: NativeField): Record<string, unknown> | undefined {
  const check = entryOf(values, 'healthCheck');
  const value = entryOf(values, field.name);
  const artifact = readArtifact(value);
  const moved = field.name === 'timeout' ? value : artifact.kind === 'inline' ? sameValue(artifact.text) : undefined;
  if (moved === undefined || isGiven(ownValue(check, field))) return undefined;
  const [first, second] = field.path;
  const entry = second === undefined ? moved : withEntry(entryOf(check, first), second, moved);
  return { healthCheck: withEntry(check, first, entry), [field.name]: undefined };
}
