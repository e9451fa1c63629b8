import { conflict, invalidParameter } from '../errors';
import type { AwsRequest, Operation } from '../http/awsRequest';
import { Constraints } from '../http/constraints';
import type { RequestFields } from '../http/requestFields';
import { scopeAt } from '../emulator';
import type { FunctionRecord } from '../store/functionRecord';
import { named } from '../store/named';
import { requireTags } from '../tags/requireTags';
import { AwsError } from '../errors';
import { configurationView } from './configurationView';
import { requireKeyAllowed } from './environmentKey';
import { takeCode } from './functionCode';
import { readReference } from './functionReference';
import { publish } from './publish';
import { requireAssumableRole } from './role';
import { pendingVersion, settlingOf } from './settle';
import { defaultSettings, requireSettingsFields } from './settingsFields';
import { withSettings } from './withSettings';

/**
 * CreateFunction: Pending at first, Active (or Failed) after the settle delay. With Publish, it creates version 1 too.
 */
export const createFunction: Operation = (request, emulator) => {
  const fields = request.fields();
  const name = requireName(request, fields);
  requireSettingsFields(fields, request, emulator);
  requireKeyAllowed(fields, request, emulator);
  requireArchitectures(fields.texts('Architectures'));
  if (fields.text('PackageType') === 'Image')
    throw invalidParameter(
      'Functions of package type Image are not supported yet by this emulator; provide a zip and package type Zip.',
    );
  if (fields.text('Runtime') === undefined || fields.text('Handler') === undefined) {
    throw invalidParameter(
      'Runtime and Handler are mandatory parameters for functions created with deployment packages.',
    );
  }
  const tags = fields.textMap('Tags') ?? named();
  requireTags(tags);
  const { functions } = scopeAt(emulator, request);
  if (functions[name] !== undefined) throw conflict(`Function already exist: ${name}`);
  requireAssumableRole(fields.text('Role') ?? '', request, emulator);

  const code = takeCode(fields.structure('Code'), request, emulator);
  const settings = withSettings(defaultSettings(name), fields);
  settings.Architectures = fields.texts('Architectures') ?? settings.Architectures;
  const settling = settlingOf('create', request, emulator);
  const fn: FunctionRecord = {
    name,
    latest: pendingVersion('$LATEST', { settings, ...code }, settling, emulator),
    versions: named(),
    nextVersion: 1,
    aliases: named(),
    tags,
    provisioned: named(),
    policies: named(),
    urls: named(),
    eventInvoke: named(),
  };
  functions[name] = fn;
  const answered = fields.flag('Publish') === true ? publish(fn, { pending: settling }, emulator) : fn.latest;
  emulator.changed();
  return { status: 201, json: configurationView(request, fn, answered) };
};

function requireName(request: AwsRequest, fields: RequestFields): string {
  const given = fields.text('FunctionName');
  new Constraints()
    .required('functionName', given)
    .required('role', fields.text('Role'))
    .required('code', fields.raw('Code'))
    .enforce();
  const { name, qualifier } = readReference(request, given ?? '');
  if (name.length > 64) {
    throw new AwsError(
      'InvalidParameterValueException',
      400,
      `1 validation error detected: Value '${name}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 64`,
    );
  }
  if (qualifier !== undefined) throw invalidParameter('A function is created without a version or alias in its name.');
  return name;
}

/** Rejects unknown architectures, and more than one. */
export function requireArchitectures(architectures: string[] | undefined): void {
  if (architectures === undefined) return;
  const printed = `[${architectures.join(', ')}]`;
  new Constraints()
    .that(architectures.length <= 1, 'architectures', printed, 'Member must have length less than or equal to 1')
    .that(
      architectures.every((one) => one === 'x86_64' || one === 'arm64'),
      'architectures',
      printed,
      'Member must satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64], Member must not be null]',
    )
    .enforce();
}
