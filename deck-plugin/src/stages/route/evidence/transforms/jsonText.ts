import { isExpression } from '../../../../values/readValue';

/** Whether a value is text of a JSON list or map, as pipeline parameters pass them. */
export const isJsonText = (value: unknown): boolean =>
  typeof value === 'string' && !isExpression(value) && /^\s*[[{]/.test(value);
