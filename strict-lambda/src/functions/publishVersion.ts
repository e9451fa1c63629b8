import { functionArn } from '../arns';
import { invalidParameter, staleRevision } from '../errors';
import type { Operation } from '../http/awsRequest';
import { configurationView } from './configurationView';
import { readReference, requireFunction } from './functionReference';
import { publish } from './publish';
import { requireSettled, settlingOf } from './settle';

/**
 * PublishVersion: a snapshot of `$LATEST`, or the existing version if nothing has changed. Active immediately unless
 * SnapStart prepares it.
 */
export const publishVersion: Operation = (request, emulator) => {
  const fields = request.fields();
  const reference = readReference(request, request.parameters['FunctionName'] ?? '');
  const fn = requireFunction(emulator, request, { name: reference.name });
  requireSettled(fn.latest, functionArn(request, fn.name));
  const revision = fields.text('RevisionId');
  if (revision !== undefined && revision !== fn.latest.revisionId) throw staleRevision();
  const codeSha256 = fields.text('CodeSha256');
  if (codeSha256 !== undefined && codeSha256 !== fn.latest.codeSha256) {
    throw invalidParameter(
      `CodeSHA256 (${codeSha256}) is different from current CodeSHA256 in $LATEST (${fn.latest.codeSha256}). Please try again with the CodeSHA256 in $LATEST.`,
    );
  }
  const prepared = fn.latest.settings.SnapStart.ApplyOn === 'PublishedVersions' || request.settling.forced;
  const pending = prepared ? settlingOf('create', request, emulator) : undefined;
  const version = publish(fn, { description: fields.text('Description'), pending }, emulator);
  emulator.changed();
  return { status: 201, json: configurationView(request, fn, version, { arnQualifier: version.version }) };
};
