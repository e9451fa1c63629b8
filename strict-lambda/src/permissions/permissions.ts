import { randomUUID } from 'node:crypto';
import { functionArn, partitionOf, type Place } from '../arns';
import { conflict, invalidParameter, notFound, staleRevision } from '../errors';
import {
  findFunction,
  readReference,
  requireFunction,
  requireVersionOrAlias,
  type FunctionReference,
} from '../functions/functionReference';
import type { AwsRequest, Operation } from '../http/awsRequest';
import { Constraints } from '../http/constraints';
import type { RequestFields } from '../http/requestFields';
import type { Emulator } from '../emulator';
import type { FunctionRecord, PolicyStatement } from '../store/functionRecord';
import { named } from '../store/named';

/**
 * A policy belongs to a function or to one qualifier and covers no other. It has a RevisionId of its own from its first
 * statement on; changing it changes the RevisionId of the resource itself too.
 */
type PolicyOwner = { fn: FunctionRecord; key: string; revised: { revisionId: string } };

/** AddPermission. */
export const addPermission: Operation = (request, emulator) => {
  const fields = request.fields();
  const reference = referenceOf(request);
  const sid = fields.text('StatementId') ?? '';
  new Constraints()
    .required('statementId', sid)
    .pattern('statementId', sid, '([a-zA-Z0-9-_]+)')
    .pattern('action', fields.text('Action'), '(lambda:[*]|lambda:[a-zA-Z]+|[*])')
    .required('action', fields.text('Action'))
    .required('principal', fields.text('Principal'))
    .enforce();
  if (reference.qualifier === '$LATEST')
    throw invalidParameter('We currently do not support adding policies for $LATEST.');
  const owner = ownerOf(emulator, request, reference);
  requireRevision(owner, fields.text('RevisionId'));
  const statements = owner.fn.policies[owner.key] ?? [];
  if (statements.some((statement) => statement.Sid === sid)) {
    throw conflict(
      `The statement id (${sid}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
    );
  }
  const statement = statementOf(request, fields, sid, functionArn(request, reference.name, reference.qualifier));
  owner.fn.policies[owner.key] = [...statements, statement];
  revise(owner);
  emulator.changed();
  return { status: 201, json: { Statement: JSON.stringify(statement) } };
};

/** RemovePermission. */
export const removePermission: Operation = (request, emulator) => {
  const reference = referenceOf(request);
  const sid = request.parameters['StatementId'] ?? '';
  if (findFunction(emulator, request, reference.name) === undefined)
    throw notFound(`No policy found for: ${functionArn(request, reference.name, reference.qualifier)}`);
  const owner = ownerOf(emulator, request, reference);
  const statements = owner.fn.policies[owner.key];
  if (statements === undefined) throw notFound('No policy is associated with the given resource.');
  if (!statements.some((statement) => statement.Sid === sid))
    throw notFound(`Statement ${sid} is not found in resource policy.`);
  requireRevision(owner, request.query.get('RevisionId') ?? undefined);
  const left = statements.filter((statement) => statement.Sid !== sid);
  if (left.length > 0) owner.fn.policies[owner.key] = left;
  else delete owner.fn.policies[owner.key];
  revise(owner);
  emulator.changed();
  return { status: 204 };
};

/** GetPolicy, with the policy's own RevisionId. */
export const getPolicy: Operation = (request, emulator) => {
  const reference = referenceOf(request);
  const fn = findFunction(emulator, request, reference.name);
  const statements = fn?.policies[reference.qualifier ?? ''];
  if (fn === undefined || statements === undefined) throw notFound('The resource you requested does not exist.');
  const owner = ownerOf(emulator, request, reference);
  return {
    status: 200,
    json: {
      Policy: JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: statements }),
      RevisionId: revisionOf(owner),
    },
  };
};

function referenceOf(request: AwsRequest): FunctionReference {
  return readReference(request, request.parameters['FunctionName'] ?? '', request.query.get('Qualifier'));
}

function ownerOf(emulator: Emulator, place: Place, { name, qualifier }: FunctionReference): PolicyOwner {
  if (qualifier === undefined) {
    const fn = requireFunction(emulator, place, { name });
    return { fn, key: '', revised: fn.latest };
  }
  requireFunction(emulator, place, { name });
  const { fn, version, alias } = requireVersionOrAlias(emulator, place, { name, qualifier });
  return { fn, key: qualifier, revised: alias ?? version };
}

function revisionOf({ fn, key, revised }: PolicyOwner): string {
  const own = fn.policies[key] === undefined ? undefined : fn.policyRevisions?.[key];
  return own ?? revised.revisionId;
}

function requireRevision(owner: PolicyOwner, revision: string | undefined): void {
  if (revision !== undefined && revision !== revisionOf(owner)) throw staleRevision('GetPolicy');
}

function revise({ fn, key, revised }: PolicyOwner): void {
  revised.revisionId = randomUUID();
  fn.policyRevisions = named({ ...fn.policyRevisions, [key]: revised.revisionId });
}

function statementOf(place: Place, fields: RequestFields, sid: string, resource: string): PolicyStatement {
  const source = fields.text('SourceArn');
  const conditions: Record<string, Record<string, string>> = {};
  const equal: Record<string, string> = {};
  const account = fields.text('SourceAccount');
  const token = fields.text('EventSourceToken');
  const organization = fields.text('PrincipalOrgID');
  const urlAuth = fields.text('FunctionUrlAuthType');
  if (account !== undefined) equal['AWS:SourceAccount'] = account;
  if (token !== undefined) equal['lambda:EventSourceToken'] = token;
  if (organization !== undefined) equal['aws:PrincipalOrgID'] = organization;
  if (urlAuth !== undefined) equal['lambda:FunctionUrlAuthType'] = urlAuth;
  if (Object.keys(equal).length > 0) conditions['StringEquals'] = equal;
  if (source !== undefined) conditions['ArnLike'] = { 'AWS:SourceArn': source };
  return {
    Sid: sid,
    Effect: 'Allow',
    Principal: principalOf(place, fields.text('Principal') ?? ''),
    Action: fields.text('Action'),
    Resource: resource,
    ...(Object.keys(conditions).length > 0 ? { Condition: conditions } : {}),
  };
}

function principalOf(place: Place, principal: string): unknown {
  if (principal === '*') return '*';
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:${partitionOf(place.region)}:iam::${principal}:root` };
  if (/^arn:aws[a-zA-Z-]*:(iam|sts)::\d{12}:/.test(principal)) return { AWS: principal };
  if (/^[a-z0-9.-]+\.(amazonaws\.com(\.cn)?|amazon\.com|alexa\.com)$/.test(principal)) return { Service: principal };
  throw invalidParameter('The provided principal was invalid. Please check the principal and try again.');
}
