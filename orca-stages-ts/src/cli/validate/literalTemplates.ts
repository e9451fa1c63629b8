import { isMap } from 'stage-contract';

/** Stands for a value that another program fills in; an expression, whose value nobody knows before the run. */
const UNKNOWN = '${template}';

/**
 * A pipeline in which each text with `{{ … }}` or `{% … %}` is an expression: a template engine replaces it before
 * Spinnaker sees the pipeline, so nothing can be said about it.
 */
export function withoutTemplates(value: unknown): unknown {
  if (typeof value === 'string') return /\{\{|\{%/.test(value) ? UNKNOWN : value;
  if (Array.isArray(value)) return value.map(withoutTemplates);
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, withoutTemplates(entry)]));
}
