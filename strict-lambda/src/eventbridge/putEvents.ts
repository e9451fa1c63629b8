import { randomUUID } from 'node:crypto';
import { eventBusArn, type Place } from '../arns';
import type { Emulator } from '../emulator';
import type { AwsRequest, Operation } from '../http/awsRequest';
import { Constraints } from '../http/constraints';
import type { RequestFields } from '../http/requestFields';
import { resourceExists } from '../resources';
import { eventBridgeError } from './eventBridgeErrors';

const MOST_ENTRIES = 10;
/** Of all entries of a request together. */
const MOST_BYTES = 262_144;
const BUS = '(arn:aws[\\w-]*:events:[a-z]+-[a-z]+-[\\w-]+:[0-9]{12}:event-bus\\/)?[/\\.\\-_A-Za-z0-9]+';
const FIELDS: ReadonlySet<string> = new Set(['Time', 'Source', 'Resources', 'DetailType', 'Detail', 'EventBusName']);

type Failure = { ErrorCode: string; ErrorMessage: string };

/**
 * PutEvents: up to ten events. Each entry fails or succeeds on its own, and the answer is a 200 in either case. Source:
 * AWS's API reference; the words of entries' failures follow public reports.
 */
export const putEvents: Operation = (request, emulator) => {
  const entries = entriesOf(request);
  if (request.fields().has('EndpointId'))
    throw eventBridgeError('ValidationException', 'EndpointId is not supported yet by this emulator.');
  new Constraints()
    .that(entries.length > 0, 'entries', '[]', 'Member must have length greater than or equal to 1')
    .that(entries.length <= MOST_ENTRIES, 'entries', '[...]', 'Member must have length less than or equal to 10')
    .enforce();
  for (const [index, entry] of entries.entries()) requireForm(entry, `entries.${index + 1}.member`);
  if (entries.reduce((sum, entry) => sum + sizeOf(entry), 0) > MOST_BYTES)
    throw eventBridgeError('ValidationException', 'Total size of the entries in the request is over the limit.');
  const results = entries.map((entry, index) => {
    const failure = request.failedEntries?.[index] ?? failureOf(entry);
    if (failure !== undefined) return failure;
    const EventId = randomUUID();
    keep(emulator, request, { entry, EventId });
    return { EventId };
  });
  return {
    status: 200,
    json: { Entries: results, FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length },
    headers: { 'content-type': 'application/x-amz-json-1.1' },
  };
};

/** The ARNs of the buses of a request, which IAM is asked about. */
export const busesOf = (request: AwsRequest): string[] => [
  ...new Set(entriesOf(request).map((entry) => busOf(entry, request))),
];

const entriesOf = (request: AwsRequest): RequestFields[] => request.fields().structures('Entries') ?? [];

const busOf = (entry: RequestFields, place: Place): string => {
  const given = entry.text('EventBusName') ?? 'default';
  return given.startsWith('arn:') ? given : eventBusArn(place, given);
};

function requireForm(entry: RequestFields, at: string): void {
  const unknown = entry.names().find((name) => !FIELDS.has(name));
  if (unknown !== undefined)
    throw eventBridgeError('ValidationException', `${unknown} is not supported yet by this emulator.`);
  const bus = entry.text('EventBusName');
  new Constraints().pattern(`${at}.eventBusName`, bus, BUS).length(`${at}.eventBusName`, bus, 1, 1600).enforce();
}

/** Source: the developer guide, "Calculating PutEvents event entry size". */
function sizeOf(entry: RequestFields): number {
  const texts = [
    entry.text('Source'),
    entry.text('DetailType'),
    entry.text('Detail'),
    ...(entry.texts('Resources') ?? []),
  ];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text ?? ''), entry.has('Time') ? 14 : 0);
}

function failureOf(entry: RequestFields): Failure | undefined {
  for (const field of ['Source', 'DetailType', 'Detail'])
    if ((entry.text(field) ?? '') === '')
      return invalid(`Parameter ${field} is not valid. Reason: ${field} is a required argument.`);
  if ((entry.text('DetailType') ?? '').length > 128)
    return invalid('Parameter DetailType is not valid. Reason: DetailType is longer than 128 characters.');
  if (entry.text('Source')?.startsWith('aws.') === true)
    return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' };
  return isJsonObject(entry.text('Detail') ?? '')
    ? undefined
    : { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
}

const invalid = (ErrorMessage: string): Failure => ({ ErrorCode: 'InvalidArgument', ErrorMessage });

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** Public reports: an event for a bus that does not exist gets an EventId like any other, and nobody ever sees it. */
function keep(emulator: Emulator, place: Place, { entry, EventId }: { entry: RequestFields; EventId: string }): void {
  const busArn = busOf(entry, place);
  if (busArn !== eventBusArn(place, 'default') && !resourceExists(emulator, 'eventBuses', busArn)) return;
  const seconds = entry.number('Time');
  emulator.received.addEvent({
    busArn,
    eventId: EventId,
    at: emulator.now(),
    time: seconds === undefined ? emulator.now() : seconds * 1000,
    source: entry.text('Source') ?? '',
    detailType: entry.text('DetailType') ?? '',
    detail: entry.text('Detail') ?? '',
    resources: entry.texts('Resources') ?? [],
  });
}
