import { randomUUID } from 'node:crypto';
import { functionArn } from '../arns';
import { conflict, notFound } from '../errors';
import { findFunction, readReference } from '../functions/functionReference';
import type { Operation } from '../http/awsRequest';
import { Constraints } from '../http/constraints';
import type { AliasRecord } from '../store/functionRecord';
import { named } from '../store/named';
import { aliasNamePattern, aliasVersionPattern, readWeights, requireLegalRouting } from './aliasRules';
import { aliasView } from './aliasView';

/** CreateAlias. */
export const createAlias: Operation = (request, emulator) => {
  const fields = request.fields();
  const { name: functionName } = readReference(request, request.parameters['FunctionName'] ?? '');
  const name = fields.text('Name') ?? '';
  const functionVersion = fields.text('FunctionVersion') ?? '';
  new Constraints()
    .required('name', name)
    .length('name', name, 1, 128)
    .pattern('name', name, aliasNamePattern)
    .required('functionVersion', functionVersion)
    .pattern('functionVersion', functionVersion, aliasVersionPattern)
    .length('description', fields.text('Description'), 0, 256)
    .enforce();
  const weights = readWeights(fields) ?? named();
  const fn = findFunction(emulator, request, functionName);
  if (fn === undefined) throw notFound(`Function not found: ${functionArn(request, functionName, functionVersion)}`);
  requireLegalRouting(request, fn, functionVersion, weights);
  if (fn.aliases[name] !== undefined)
    throw conflict(`Alias already exists: ${functionArn(request, functionName, name)}`);

  const alias: AliasRecord = {
    name,
    functionVersion,
    description: fields.text('Description') ?? '',
    weights,
    revisionId: randomUUID(),
  };
  fn.aliases[name] = alias;
  emulator.changed();
  return { status: 201, json: aliasView(request, fn, alias, emulator.now()) };
};
