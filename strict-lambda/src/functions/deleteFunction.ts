import { conflict, invalidParameter } from '../errors';
import type { Operation } from '../http/awsRequest';
import { scopeAt } from '../emulator';
import { isVersionNumber, readReference, requireFunction } from './functionReference';

/** DeleteFunction: the whole function with versions and aliases (mappings stay), or one version that no alias uses. */
export const deleteFunction: Operation = (request, emulator) => {
  const { name, qualifier } = readReference(
    request,
    request.parameters['FunctionName'] ?? '',
    request.query.get('Qualifier'),
  );
  if (qualifier === '$LATEST')
    throw invalidParameter('$LATEST version cannot be deleted without deleting the function.');
  if (qualifier !== undefined && !isVersionNumber(qualifier))
    throw invalidParameter('Deletion of aliases is not currently supported.');
  const fn = requireFunction(emulator, request, { name });
  if (qualifier === undefined) {
    delete scopeAt(emulator, request).functions[name];
    emulator.handlers.retire(request, name);
    emulator.changed();
    return { status: 204 };
  }
  const referring = Object.values(fn.aliases).filter(
    (alias) =>
      alias.functionVersion === qualifier ||
      alias.weights[qualifier] !== undefined ||
      alias.shifting?.fromVersion === qualifier,
  );
  if (referring.length > 0)
    throw conflict(
      `Unable to delete version because the following aliases reference it: [${referring.map((alias) => alias.name).join(', ')}]`,
    );
  delete fn.versions[qualifier];
  delete fn.provisioned[qualifier];
  delete fn.policies[qualifier];
  delete fn.eventInvoke[qualifier];
  emulator.handlers.retire(request, name, qualifier);
  emulator.changed();
  return { status: 204 };
};
