import { matchesPattern, withinBudget } from '../spel';
import { objectOf, type JsonObject } from './executionModel';
import { OrcaRequestError } from './orcaRequestError';

/** The fields of an artifact that an expected artifact may ask for, each as a regular expression. */
const MATCHED = ['type', 'name', 'version', 'location', 'reference', 'artifactAccount', 'uuid'];

/**
 * Binds a pipeline's expected artifacts to those that its trigger brings, or to their defaults, and returns the trigger with both. As in Orca,
 * only those count that the trigger expects or that have a default. Throws a 400 for one that nothing matches.
 */
export function resolveArtifacts(trigger: JsonObject, expectedArtifacts: readonly JsonObject[]): JsonObject {
  const received = listOf(trigger['artifacts']);
  const wanted = Array.isArray(trigger['expectedArtifactIds']) ? trigger['expectedArtifactIds'] : [];
  const resolved = expectedArtifacts
    .filter((expected) => wanted.includes(expected['id']) || expected['useDefaultArtifact'] === true)
    .map((expected): JsonObject => ({ ...expected, boundArtifact: boundTo(expected, received) }));
  if (resolved.length === 0) return trigger;
  const bound = resolved.map(({ boundArtifact }) => boundArtifact as JsonObject);
  const others = received.filter((artifact) => !bound.includes(artifact));
  return { ...trigger, artifacts: [...bound, ...others], resolvedExpectedArtifacts: resolved };
}

function boundTo(expected: JsonObject, received: readonly JsonObject[]): JsonObject {
  const wanted = objectOf(expected['matchArtifact']);
  const matching = received.filter((artifact) => MATCHED.every((field) => matches(wanted[field], artifact[field])));
  const [first] = matching;
  if (first !== undefined) return first;
  if (expected['useDefaultArtifact'] === true) return objectOf(expected['defaultArtifact']);
  throw new OrcaRequestError(
    400,
    `Unmatched expected artifact ${String(expected['displayName'] ?? expected['id'])} could not be resolved.`,
  );
}

function matches(pattern: unknown, value: unknown): boolean {
  if (typeof pattern !== 'string' || pattern === '') return true;
  if (typeof value !== 'string') return false;
  return pattern === value || withinBudget(() => matchesPattern(pattern, value));
}

const listOf = (value: unknown): JsonObject[] => (Array.isArray(value) ? (value as JsonObject[]) : []);
