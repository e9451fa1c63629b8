import type { AwsRequest } from '../http/awsRequest';
import { s3Error } from './s3Errors';

const LARGEST = 2_147_483_647;

/** A count or a marker in the query. Throws InvalidArgument for anything but a whole number. */
export function wholeNumber(request: AwsRequest, name: string, fallback: number): number {
  const text = request.query.get(name);
  if (text === null || text === '') return fallback;
  if (/^\d{1,10}$/.test(text) && Number(text) <= LARGEST) return Number(text);
  throw s3Error('InvalidArgument', `Argument ${name} must be an integer between 0 and ${LARGEST}`);
}
