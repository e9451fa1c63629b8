import { invalidParameter } from './errors';
import type { AwsRequest } from './http/awsRequest';
import { Constraints } from './http/constraints';

/** One page of a list, with the marker of the next. */
export type Page<T> = { items: T[]; nextMarker?: string };

/**
 * Splits a list by `Marker` and `MaxItems`; AWS returns at most `most` items, however many are requested. Markers are
 * opaque to callers.
 */
export function pageOf<T>(items: T[], request: AwsRequest, most: number): Page<T> {
  const asked = request.query.get('MaxItems');
  if (asked !== null) new Constraints().range('maxItems', Number(asked), 1, 10_000).enforce();
  const start = startOf(request.query.get('Marker'));
  const end = start + Math.min(most, asked === null ? most : Number(asked));
  const page = items.slice(start, end);
  return end < items.length
    ? { items: page, nextMarker: Buffer.from(`from:${end}`).toString('base64') }
    : { items: page };
}

function startOf(marker: string | null): number {
  if (marker === null || marker === '') return 0;
  const found = /^from:(\d+)$/.exec(Buffer.from(marker, 'base64').toString('utf8'));
  if (found?.[1] === undefined) throw invalidParameter('The pagination marker is invalid.');
  return Number(found[1]);
}
