import type { Operation } from '../http/awsRequest';
import type { QuotaPool } from '../quotas';
import { publish } from './publish';
import { snsError } from './snsErrors';

/** Finds the operation of an SNS request from its form fields: the Query protocol, which the SDK for JavaScript speaks. */
export function routeSns(body: Buffer): { operation: string; quota: QuotaPool; handle: Operation } {
  const action = new URLSearchParams(body.toString('utf8')).get('Action');
  if (action === 'Publish') return { operation: action, quota: 'publish', handle: publish };
  throw snsError('InvalidAction', `Action ${action ?? '(none)'} of SNS is not supported yet by this emulator.`);
}
