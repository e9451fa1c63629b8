import { functionArn } from '../arns';
import { staleRevision } from '../errors';
import type { Operation } from '../http/awsRequest';
import { configurationView } from './configurationView';
import { requireKeyAllowed } from './environmentKey';
import { readReference, requireFunction } from './functionReference';
import { requireAssumableRole } from './role';
import { requireSettled, settlingOf, startUpdate } from './settle';
import { requireSettingsFields } from './settingsFields';
import { withSettings } from './withSettings';

/**
 * UpdateFunctionConfiguration: the fields of the request replace those of `$LATEST`, which is InProgress until it
 * settles.
 */
export const updateFunctionConfiguration: Operation = (request, emulator) => {
  const fields = request.fields();
  const reference = readReference(request, request.parameters['FunctionName'] ?? '');
  requireSettingsFields(fields, request, emulator);
  requireKeyAllowed(fields, request, emulator);
  const fn = requireFunction(emulator, request, { name: reference.name });
  requireSettled(fn.latest, functionArn(request, fn.name));
  const revision = fields.text('RevisionId');
  if (revision !== undefined && revision !== fn.latest.revisionId) throw staleRevision();
  const role = fields.text('Role');
  if (role !== undefined) requireAssumableRole(role, request, emulator);

  const { codeSha256, codeSize } = fn.latest;
  startUpdate(
    fn,
    { settings: withSettings(fn.latest.settings, fields), codeSha256, codeSize },
    settlingOf('update', request, emulator),
    emulator,
  );
  emulator.changed();
  return { status: 200, json: configurationView(request, fn, fn.latest) };
};
