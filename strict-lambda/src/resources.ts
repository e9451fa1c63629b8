import type { Emulator } from './emulator';
import { invalidParameter } from './errors';
import type { Resources } from './strictLambda';

function isMissing(emulator: Emulator, kind: keyof Resources, name: string): boolean {
  const known = emulator.settings.resources[kind];
  return known !== undefined && !known.includes(name);
}

/** Rejects a layer version that does not exist. */
export function requireLayer(emulator: Emulator, arn: string): void {
  if (isMissing(emulator, 'layers', arn)) throw invalidParameter(`Layer version ${arn} does not exist.`);
}

/** Rejects a subnet that does not exist. */
export function requireSubnet(emulator: Emulator, id: string): void {
  if (isMissing(emulator, 'subnets', id))
    throw invalidParameter(
      `Error occurred while DescribeSubnets. EC2 Error Code: InvalidSubnetID.NotFound. EC2 Error Message: The subnet ID '${id}' does not exist`,
    );
}

/** Rejects a queue that does not exist. */
export function requireQueue(emulator: Emulator, arn: string): void {
  if (isMissing(emulator, 'queues', arn))
    throw invalidParameter(
      'Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not exist.',
    );
}

/** Rejects a stream that does not exist. */
export function requireStream(emulator: Emulator, arn: string): void {
  if (isMissing(emulator, 'streams', arn)) throw invalidParameter(`Stream not found: ${arn}`);
}
