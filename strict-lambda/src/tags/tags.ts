import { randomUUID } from 'node:crypto';
import { AwsError, invalidParameter, notFound } from '../errors';
import { findFunction, readReference } from '../functions/functionReference';
import type { AwsRequest, Operation } from '../http/awsRequest';
import { Constraints } from '../http/constraints';
import { scopeAt, type Emulator } from '../emulator';
import type { FunctionRecord } from '../store/functionRecord';
import type { MappingRecord } from '../store/mappingRecord';
import { requireTags } from './requireTags';

const arnPattern =
  'arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:(function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?|layer:([a-zA-Z0-9-_]+)|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|capacity-provider:[a-zA-Z0-9-_]+)';

type Tagged = FunctionRecord | MappingRecord;

/** TagResource: adds to the tags of a function or mapping, up to fifty in total. */
export const tagResource: Operation = (request, emulator) => {
  const added = request.fields().textMap('Tags');
  new Constraints().required('tags', added).enforce();
  if (Object.keys(added ?? {}).length === 0)
    throw invalidParameter('An error occurred and the request cannot be processed.');
  const tagged = taggedBy(request, emulator);
  requireTags(added ?? {}, tagged.tags);
  Object.assign(tagged.tags, added);
  revise(tagged);
  emulator.changed();
  return { status: 204 };
};

/** UntagResource. */
export const untagResource: Operation = (request, emulator) => {
  const keys = request.query.getAll('tagKeys');
  if (keys.length === 0)
    throw new AwsError(
      'ValidationException',
      400,
      "1 validation error detected: Value null at 'tagKeys' failed to satisfy constraint: Member must not be null",
      { type: undefined },
    );
  const tagged = taggedBy(request, emulator);
  for (const key of keys) delete tagged.tags[key];
  revise(tagged);
  emulator.changed();
  return { status: 204 };
};

/** ListTags. */
export const listTags: Operation = (request, emulator) => ({
  status: 200,
  json: { Tags: taggedBy(request, emulator).tags },
});

/** AWS changes the RevisionId of a function whose tags change. */
function revise(tagged: Tagged): void {
  if ('latest' in tagged) tagged.latest.revisionId = randomUUID();
}

function taggedBy(request: AwsRequest, emulator: Emulator): Tagged {
  const arn = request.parameters['Resource'] ?? '';
  new Constraints().pattern('resource', arn, arnPattern).enforce();
  const mapping = /:event-source-mapping:(.+)$/.exec(arn)?.[1];
  if (mapping !== undefined) {
    const found = scopeAt(emulator, request).mappings[mapping];
    if (found === undefined) throw notFound(`Event source mapping not found: ${arn}`);
    return found;
  }
  if (arn.includes(':capacity-provider:')) throw notFound(`Capacity provider not found: ${arn}`);
  if (!arn.includes(':function:'))
    throw invalidParameter('Tags on this kind of resource are not supported yet by this emulator.');
  const { name, qualifier } = readReference(request, arn);
  if (qualifier !== undefined)
    throw invalidParameter('Tags on function aliases and versions are not supported. Please specify a function ARN.');
  const fn = findFunction(emulator, request, name);
  if (fn === undefined) throw notFound(`Function not found: ${arn}`);
  return fn;
}
