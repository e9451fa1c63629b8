import { partitionOf, type Place } from '../arns';
import type { Emulator } from '../emulator';
import { scopeAt } from '../emulator';
import { invalidParameter } from '../errors';
import { Constraints } from '../http/constraints';
import type { RequestFields } from '../http/requestFields';
import { requireReceiver } from '../resources';

/** The outcomes of an asynchronous invocation that can have a destination. */
export const outcomes = ['OnSuccess', 'OnFailure'] as const;

/** AWS's pattern for the ARN of a destination. */
export const destinationPattern =
  '|kafka://([^.]([a-zA-Z0-9\\-_.]{0,248}))|arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1})?:(\\d{12})?:(.*)';

/** Services that take results of asynchronous invocations. */
const SERVICES = ['lambda', 'sqs', 'sns', 'events', 's3'];

/** The requested destination of an outcome. */
export function destinationOf(fields: RequestFields, outcome: (typeof outcomes)[number]): string | undefined {
  return fields.structure('DestinationConfig')?.structure(outcome)?.text('Destination');
}

/** The requested destinations as AWS returns them: an outcome without one is empty. */
export function destinationsOf(fields: RequestFields): Record<string, unknown> | undefined {
  if (!fields.has('DestinationConfig')) return undefined;
  return Object.fromEntries(
    outcomes.map((outcome) => {
      const destination = destinationOf(fields, outcome);
      return [outcome, destination === undefined ? {} : { Destination: destination }];
    }),
  );
}

/** Services that take what is left of a stream after its last retry. */
const SERVICES_OF_STREAMS = ['sqs', 'sns', 's3'];

/** Rejects a destination that cannot take what a stream's function failed on. Kafka topics are only checked for their form. */
export function requireStreamDestination(emulator: Emulator, place: Place, fields: RequestFields): void {
  const destination = destinationOf(fields, 'OnFailure');
  new Constraints().pattern('destinationConfig.onFailure.destination', destination, destinationPattern).enforce();
  if (destination === undefined || destination === '' || destination.startsWith('kafka://')) return;
  const [, partition, service = ''] = destination.split(':');
  if (partition !== partitionOf(place.region) || !SERVICES_OF_STREAMS.includes(service))
    throw invalidParameter(`The destination ARN ${destination} is invalid.`);
  requireReceiver(emulator, destination);
}

/** Rejects a destination that cannot take results: another service, a function that does not exist, or the function itself. */
export function requireDestination(
  emulator: Emulator,
  place: Place,
  functionName: string,
  destination: string | undefined,
): void {
  if (destination === undefined || destination === '') return;
  const [, partition, service = '', , , , target = ''] = destination.split(':');
  const invalid = invalidParameter(`The destination ARN ${destination} is invalid.`);
  if (partition !== partitionOf(place.region) || !SERVICES.includes(service)) throw invalid;
  requireReceiver(emulator, destination);
  if (service !== 'lambda') return;
  if (target === functionName) throw invalidParameter("You can't specify the function as a destination for itself.");
  if (scopeAt(emulator, place).functions[target] === undefined) throw invalid;
}
