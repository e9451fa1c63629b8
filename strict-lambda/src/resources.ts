import type { Emulator } from './emulator';
import { invalidParameter } from './errors';
import type { Resources } from './strictLambda';

/** Whether something of a kind exists: everything does if there is no list of them. */
export const resourceExists = (emulator: Emulator, kind: keyof Resources, name: string): boolean =>
  !isMissing(emulator, kind, name);

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

/** Rejects a queue that does not exist; `call` is what Lambda tries there. */
export function requireQueue(emulator: Emulator, arn: string, call: 'ReceiveMessage' | 'SendMessage'): void {
  if (isMissing(emulator, 'queues', arn))
    throw invalidParameter(
      `Error occurred while ${call}. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not exist.`,
    );
}

/**
 * Rejects a queue or topic that results or lost events cannot be sent to, because it does not exist. There is no
 * recording of AWS's words for it: these follow its words for event sources.
 */
export function requireReceiver(emulator: Emulator, arn: string): void {
  const service = arn.split(':')[2];
  if (service === 'sqs') requireQueue(emulator, arn, 'SendMessage');
  if (service === 'sns' && isMissing(emulator, 'topics', arn))
    throw invalidParameter(
      'Error occurred while Publish. SNS Error Code: NotFound. SNS Error Message: Topic does not exist',
    );
}

/** Rejects a stream that does not exist. */
export function requireStream(emulator: Emulator, arn: string): void {
  if (isMissing(emulator, 'streams', arn)) throw invalidParameter(`Stream not found: ${arn}`);
}
