import { AwsError } from '../errors';
import type { Operation } from '../http/awsRequest';
import { assumeRole, getCallerIdentity } from './assumeRole';

/** Finds the operation of an STS request from its form fields. */
export function routeSts(body: Buffer): { operation: string; handle: Operation } {
  const action = new URLSearchParams(body.toString('utf8')).get('Action');
  if (action === 'AssumeRole') return { operation: action, handle: assumeRole };
  if (action === 'GetCallerIdentity') return { operation: action, handle: getCallerIdentity };
  throw new AwsError(
    'InvalidAction',
    400,
    `Action ${action ?? '(none)'} of STS is not supported yet by this emulator.`,
  );
}
