import type { Expectation } from 'stage-contract';
import { parsed } from './answerOf';

/** Whether an expectation asks for more than that the function must not fail. */
export const asksForMore = (expect: Expectation | undefined): boolean =>
  Object.entries(expect ?? {}).some(([name, value]) => value !== undefined && !(name === 'functionError' && !value));

/**
 * The status code of a response that an HTTP caller would see as an error; undefined if it has none. Source: the form
 * of a response for API Gateway and function URLs, `statusCode`.
 */
export function errorStatusOf(payload: string): number | undefined {
  const json = parsed(payload);
  const status: unknown = typeof json === 'object' && json !== null ? Reflect.get(json, 'statusCode') : undefined;
  const code = typeof status === 'number' || typeof status === 'string' ? Number(status) : NaN;
  return Number.isInteger(code) && code >= 400 && code <= 599 ? code : undefined;
}
