import { randomUUID } from 'node:crypto';
import { functionArn, mappingArn, type Place } from '../arns';
import { conflict, invalidParameter } from '../errors';
import { requireStreamDestination } from '../events/destinations';
import { findFunction, findQualified, readReference, type FunctionReference } from '../functions/functionReference';
import type { AwsRequest, Operation } from '../http/awsRequest';
import { Constraints } from '../http/constraints';
import { pageOf } from '../pages';
import type { Emulator } from '../emulator';
import type { MappingRecord, MappingState } from '../store/mappingRecord';
import { named } from '../store/named';
import { requireTags } from '../tags/requireTags';
import { eventSourceOf, requireSourceExists, type EventSource } from './eventSources';
import {
  defaultMappingSettings,
  requireMappingFields,
  requireStartingPosition,
  withMappingFields,
} from './mappingFields';
import { requireMapping, requireSettledMapping, settledMappings } from './settleMapping';

/** CreateEventSourceMapping: Creating immediately, Enabled or Disabled after the settle delay. */
export const createEventSourceMapping: Operation = (request, emulator) => {
  const fields = request.fields();
  const functionName = fields.text('FunctionName');
  new Constraints().required('functionName', functionName).enforce();
  const reference = readReference(request, functionName ?? '');
  const eventSourceArn = fields.text('EventSourceArn');
  if (fields.has('SelfManagedEventSource'))
    throw invalidParameter('Self-managed event sources are not supported yet by this emulator.');
  const source = eventSourceOf(eventSourceArn);
  const arn = eventSourceArn ?? '';
  requireMappingFields(fields, source, {});
  requireStartingPosition(fields, source, arn);
  requireTarget(emulator, request, reference);
  requireSourceExists(emulator, source, arn);
  requireStreamDestination(emulator, request, fields);
  // Lambda tries the execution role on the source; IAM may not have propagated its policy yet.
  if (request.roleTrouble !== undefined) throw invalidParameter(request.roleTrouble);
  requireTags(fields.textMap('Tags') ?? {});
  requireUnmapped(emulator, request, reference, source, arn);
  const mapping: MappingRecord = {
    uuid: randomUUID(),
    functionName: reference.name,
    ...(reference.qualifier === undefined ? {} : { qualifier: reference.qualifier }),
    eventSourceArn: arn,
    enabled: fields.flag('Enabled') ?? true,
    state: 'Creating',
    lastModified: emulator.now(),
    tags: fields.textMap('Tags') ?? named(),
    settings: withMappingFields(defaultMappingSettings(source), fields),
  };
  settledMappings(emulator, request)[mapping.uuid] = mapping;
  // AWS has nothing to prepare for a queue that nobody reads.
  if (!mapping.enabled && source.kind === 'sqs') return answerWith(mapping, 'Disabled', request, emulator);
  return transition(mapping, 'Creating', request, emulator);
};

/** UpdateEventSourceMapping. */
export const updateEventSourceMapping: Operation = (request, emulator) => {
  const fields = request.fields();
  const mapping = requireMapping(emulator, request);
  requireSettledMapping(mapping, 'update');
  const source = eventSourceOf(mapping.eventSourceArn);
  requireMappingFields(fields, source, mapping.settings);
  requireStreamDestination(emulator, request, fields);
  const functionName = fields.text('FunctionName');
  if (functionName !== undefined) {
    const reference = readReference(request, functionName);
    requireTarget(emulator, request, reference);
    requireUnmapped(emulator, request, reference, source, mapping.eventSourceArn ?? '', mapping.uuid);
    mapping.functionName = reference.name;
    if (reference.qualifier === undefined) delete mapping.qualifier;
    else mapping.qualifier = reference.qualifier;
  }
  mapping.settings = withMappingFields(mapping.settings, fields);
  const enabled = fields.flag('Enabled') ?? mapping.enabled;
  const state: MappingState = enabled === mapping.enabled ? 'Updating' : enabled ? 'Enabling' : 'Disabling';
  mapping.enabled = enabled;
  mapping.lastModified = emulator.now();
  return transition(mapping, state, request, emulator);
};

/** DeleteEventSourceMapping: Deleting, then gone. */
export const deleteEventSourceMapping: Operation = (request, emulator) => {
  const mapping = requireMapping(emulator, request);
  requireSettledMapping(mapping, 'delete');
  return transition(mapping, 'Deleting', request, emulator);
};

/** GetEventSourceMapping. */
export const getEventSourceMapping: Operation = (request, emulator) => ({
  status: 200,
  json: view(request, requireMapping(emulator, request)),
});

/** ListEventSourceMappings, by source, function (with exactly that qualifier), or all. */
export const listEventSourceMappings: Operation = (request, emulator) => {
  const source = request.query.get('EventSourceArn');
  const functionName = request.query.get('FunctionName');
  const reference = functionName === null ? undefined : readReference(request, functionName);
  const found = Object.values(settledMappings(emulator, request)).filter(
    (mapping) =>
      (source === null || mapping.eventSourceArn === source) &&
      (reference === undefined || isSameTarget(mapping, reference)),
  );
  const page = pageOf(found, request, 100);
  return {
    status: 200,
    json: {
      EventSourceMappings: page.items.map((mapping) => view(request, mapping)),
      NextMarker: page.nextMarker ?? null,
    },
  };
};

function transition(
  mapping: MappingRecord,
  state: MappingState,
  request: AwsRequest,
  emulator: Emulator,
): ReturnType<Operation> {
  mapping.dueAt = emulator.now() + request.settling.delayMs;
  return answerWith(mapping, state, request, emulator);
}

function answerWith(
  mapping: MappingRecord,
  state: MappingState,
  request: AwsRequest,
  emulator: Emulator,
): ReturnType<Operation> {
  mapping.state = state;
  emulator.changed();
  return { status: 202, json: view(request, mapping) };
}

function requireTarget(emulator: Emulator, place: Place, reference: FunctionReference): void {
  const fn = findFunction(emulator, place, reference.name);
  if (fn === undefined || findQualified(fn, reference.qualifier) === undefined)
    throw invalidParameter('Function does not exist');
}

/** A source can be mapped to a function's qualifier at most once. */
function requireUnmapped(
  emulator: Emulator,
  place: Place,
  reference: FunctionReference,
  source: EventSource,
  arn: string,
  except?: string,
): void {
  const taken = Object.values(settledMappings(emulator, place)).find(
    (mapping) => mapping.uuid !== except && mapping.eventSourceArn === arn && isSameTarget(mapping, reference),
  );
  if (taken === undefined) return;
  const end = `Please update or delete the existing mapping with UUID ${taken.uuid}`;
  if (source.kind === 'sqs')
    throw conflict(
      `An event source mapping with SQS arn (" ${arn} ") and function (" ${reference.name} ") already exists. ${end}`,
    );
  throw conflict(
    `The event source arn (" ${arn} ") and function (" ${reference.name} ") provided mapping already exists. ${end}`,
  );
}

function isSameTarget(mapping: MappingRecord, reference: FunctionReference): boolean {
  return (
    mapping.functionName === reference.name && (mapping.qualifier ?? '$LATEST') === (reference.qualifier ?? '$LATEST')
  );
}

function isQueue(mapping: MappingRecord): boolean {
  return eventSourceOf(mapping.eventSourceArn).kind === 'sqs';
}

function view(place: Place, mapping: MappingRecord): Record<string, unknown> {
  return {
    UUID: mapping.uuid,
    EventSourceMappingArn: mappingArn(place, mapping.uuid),
    EventSourceArn: mapping.eventSourceArn,
    FunctionArn: functionArn(place, mapping.functionName, mapping.qualifier),
    LastModified: mapping.lastModified / 1000,
    State: mapping.state,
    ...(isQueue(mapping)
      ? { StateTransitionReason: 'USER_INITIATED' }
      : { StateTransitionReason: 'User action', LastProcessingResult: 'No records processed' }),
    ...mapping.settings,
  };
}
