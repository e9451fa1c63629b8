import { cloudwatchError } from './cloudwatchErrors';

/** The token of the page that begins with this entry; opaque to callers. */
export const pageTokenOf = (from: number): string => Buffer.from(`from:${from}`).toString('base64');

/** The entry with which the page of a token begins. Throws for a token that is not ours. */
export function pageStart(token: string | undefined): number {
  if (token === undefined) return 0;
  const found = /^from:(\d+)$/.exec(Buffer.from(token, 'base64').toString('utf8'));
  if (found?.[1] === undefined) throw cloudwatchError('InvalidNextToken', 'The token is not valid.');
  return Number(found[1]);
}
