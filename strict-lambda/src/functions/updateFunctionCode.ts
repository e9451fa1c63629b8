import { functionArn } from '../arns';
import { staleRevision } from '../errors';
import type { Operation } from '../http/awsRequest';
import { requireArchitectures } from './createFunction';
import { configurationView } from './configurationView';
import { takeCode } from './functionCode';
import { readReference, requireFunction } from './functionReference';
import { publish } from './publish';
import { requireSettled, settlingOf, startUpdate } from './settle';

/**
 * UpdateFunctionCode: `$LATEST` is InProgress until it settles; with Publish, the response is the new version, Pending.
 */
export const updateFunctionCode: Operation = (request, emulator) => {
  const fields = request.fields();
  const reference = readReference(request, request.parameters['FunctionName'] ?? '');
  requireArchitectures(fields.texts('Architectures'));
  const fn = requireFunction(emulator, request, { name: reference.name });
  const arn = functionArn(request, fn.name);
  requireSettled(fn.latest, arn);
  const revision = fields.text('RevisionId');
  if (revision !== undefined && revision !== fn.latest.revisionId) throw staleRevision();

  const code = takeCode(fields, request, emulator);
  const settings = structuredClone(fn.latest.settings);
  settings.Architectures = fields.texts('Architectures') ?? settings.Architectures;
  if (fields.flag('DryRun') === true)
    return { status: 200, json: configurationView(request, fn, { ...fn.latest, settings, ...code }), dryRun: true };
  const settling = settlingOf('update', request, emulator);
  startUpdate(fn, { settings, ...code }, settling, emulator);
  emulator.changed();
  if (fields.flag('Publish') !== true) return { status: 200, json: configurationView(request, fn, fn.latest) };
  const version = publish(fn, { pending: { ...settling, kind: 'create' } }, emulator);
  return { status: 200, json: configurationView(request, fn, version, { arnQualifier: version.version }) };
};
