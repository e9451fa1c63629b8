import { functionArn, type Place } from '../arns';
import { invalidParameter, notFound } from '../errors';
import { versionNamed } from '../functions/functionReference';
import { AwsError } from '../errors';
import { Constraints } from '../http/constraints';
import type { RequestFields } from '../http/requestFields';
import { named } from '../store/named';
import type { FunctionRecord, VersionRecord } from '../store/functionRecord';

/** AWS's pattern for alias names. */
export const aliasNamePattern = '(?!^[0-9]+$)([a-zA-Z0-9-_]+)';

/** AWS's pattern for the version of an alias. `$LATEST.PUBLISHED` exists only for functions with a capacity provider. */
export const aliasVersionPattern = '(\\$LATEST(\\.PUBLISHED)?|[0-9]+)';

const weightRange =
  'Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must have value greater than or equal to 0.0, Member must not be null]';
const weightKey =
  'Map keys must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [0-9]+]';

/** The requested weights; undefined if the request doesn't touch routing, empty if it clears the weights. */
export function readWeights(fields: RequestFields): Record<string, number> | undefined {
  const weights =
    fields.structure('RoutingConfig') === undefined
      ? undefined
      : (fields.structure('RoutingConfig')?.numberMap('AdditionalVersionWeights') ?? named());
  if (weights === undefined) return undefined;
  const constraints = new Constraints();
  for (const [version, weight] of Object.entries(weights)) {
    const printed = `{${version}=${Number.isInteger(weight) ? weight.toFixed(1) : weight}}`;
    constraints
      .that(/^[0-9]+$/.test(version), 'routingConfig.additionalVersionWeights', printed, weightKey)
      .that(weight >= 0 && weight <= 1, 'routingConfig.additionalVersionWeights', printed, weightRange);
  }
  if (Object.keys(weights).length > 1)
    throw invalidParameter('Number of items in AdditionalVersionWeights cannot be greater than 1');
  constraints.enforce();
  return weights;
}

/** Rejects an alias that AWS would reject: see alias rules 7 and 8 in Lambda's documentation on weighted aliases. */
export function requireLegalRouting(
  place: Place,
  fn: FunctionRecord,
  functionVersion: string,
  weights: Record<string, number>,
): void {
  const main = requireVersion(place, fn, functionVersion);
  for (const version of Object.keys(weights)) {
    if (version === functionVersion)
      throw invalidParameter(
        `Invalid function version ${version}. Function version ${version} is already included in routing configuration.`,
      );
    if (functionVersion === '$LATEST')
      throw new AwsError(
        'InvalidParameterValueException',
        400,
        '$LATEST is not supported for an alias pointing to more than 1 version',
        { type: undefined },
      );
    const other = requireVersion(place, fn, version);
    if (other.settings.Role !== main.settings.Role)
      throw invalidParameter('Specified versions must be associated with the same execution role');
    if (other.settings.DeadLetterConfig?.TargetArn !== main.settings.DeadLetterConfig?.TargetArn) {
      throw invalidParameter('Specified versions must be associated with the same dead letter configuration');
    }
  }
}

function requireVersion(place: Place, fn: FunctionRecord, version: string): VersionRecord {
  const found = versionNamed(fn, version);
  if (found === undefined) throw notFound(`Function not found: ${functionArn(place, fn.name, version)}`);
  return found;
}
