import { randomUUID } from 'node:crypto';
import { functionArn } from '../arns';
import { conflict, notFound, staleRevision } from '../errors';
import { readReference, requireFunction } from '../functions/functionReference';
import type { AwsRequest, Operation } from '../http/awsRequest';
import { Constraints } from '../http/constraints';
import type { Emulator } from '../emulator';
import type { AliasRecord, FunctionRecord } from '../store/functionRecord';
import { aliasVersionPattern, readWeights, requireLegalRouting } from './aliasRules';
import { aliasView } from './aliasView';

/** UpdateAlias: fields that the request omits stay, including weights; empty weights clear them. */
export const updateAlias: Operation = (request, emulator) => {
  const fields = request.fields();
  const { name: functionName } = readReference(request, request.parameters['FunctionName'] ?? '');
  const name = request.parameters['Name'] ?? '';
  new Constraints()
    .pattern('functionVersion', fields.text('FunctionVersion'), aliasVersionPattern)
    .length('description', fields.text('Description'), 0, 256)
    .enforce();
  const weights = readWeights(fields);
  const fn = requireFunction(emulator, request, { name: functionName });
  const alias = fn.aliases[name];
  if (alias === undefined) throw notFound(`Alias not found: ${functionArn(request, functionName, name)}`);
  const revision = fields.text('RevisionId');
  if (revision !== undefined && revision !== alias.revisionId) throw staleRevision();
  const nextVersion = fields.text('FunctionVersion') ?? alias.functionVersion;
  const nextWeights = weights ?? alias.weights;
  requireLegalRouting(request, fn, nextVersion, nextWeights);

  if (nextVersion !== alias.functionVersion) moveProvisioned(fn, alias, nextVersion, request, emulator);
  alias.functionVersion = nextVersion;
  alias.weights = nextWeights;
  alias.description = fields.text('Description') ?? alias.description;
  alias.revisionId = randomUUID();
  emulator.changed();
  return { status: 200, json: aliasView(request, fn, alias, emulator.now()) };
};

/** Provisioned concurrency moves with its alias, and meanwhile AWS shifts the traffic step by step. */
function moveProvisioned(
  fn: FunctionRecord,
  alias: AliasRecord,
  nextVersion: string,
  request: AwsRequest,
  emulator: Emulator,
): void {
  const provisioned = fn.provisioned[alias.name];
  if (provisioned === undefined) return;
  if (fn.provisioned[nextVersion] !== undefined)
    throw conflict("Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version");
  const startedAt = emulator.now();
  const dueAt = startedAt + request.settling.delayMs;
  provisioned.dueAt = dueAt;
  alias.shifting = { fromVersion: alias.functionVersion, startedAt, dueAt };
}
