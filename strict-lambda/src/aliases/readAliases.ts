import { functionArn } from '../arns';
import { notFound } from '../errors';
import { readReference, requireFunction } from '../functions/functionReference';
import type { Operation } from '../http/awsRequest';
import { pageOf } from '../pages';
import { aliasView } from './aliasView';

/** GetAlias. */
export const getAlias: Operation = (request, emulator) => {
  const { name: functionName } = readReference(request, request.parameters['FunctionName'] ?? '');
  const name = request.parameters['Name'] ?? '';
  const fn = requireFunction(emulator, request, { name: functionName });
  const alias = fn.aliases[name];
  if (alias === undefined) throw notFound(`Cannot find alias arn: ${functionArn(request, functionName, name)}`);
  return { status: 200, json: aliasView(request, fn, alias, emulator.now()) };
};

/** ListAliases, sorted by name; with FunctionVersion, only aliases with that main version. */
export const listAliases: Operation = (request, emulator) => {
  const { name } = readReference(request, request.parameters['FunctionName'] ?? '');
  const fn = requireFunction(emulator, request, { name });
  const version = request.query.get('FunctionVersion');
  const aliases = Object.values(fn.aliases)
    .filter((alias) => version === null || alias.functionVersion === version)
    .sort((left, right) => left.name.localeCompare(right.name));
  const page = pageOf(aliases, request, 50);
  return {
    status: 200,
    json: {
      Aliases: page.items.map((alias) => aliasView(request, fn, alias, emulator.now())),
      NextMarker: page.nextMarker ?? null,
    },
  };
};

/** DeleteAlias, including everything attached to it; a missing alias is not an error. */
export const deleteAlias: Operation = (request, emulator) => {
  const { name: functionName } = readReference(request, request.parameters['FunctionName'] ?? '');
  const name = request.parameters['Name'] ?? '';
  const fn = requireFunction(emulator, request, { name: functionName });
  delete fn.aliases[name];
  delete fn.provisioned[name];
  delete fn.policies[name];
  delete fn.urls[name];
  delete fn.eventInvoke[name];
  emulator.changed();
  return { status: 204 };
};
