import { needsStartingPosition } from '../arns';
import { problem, type Problem } from '../messages/problem';

interface RuledFields {
  encryptionKMSKeyArn?: string | undefined;
  kmskeyArn?: string | undefined;
  KMSKeyArn?: string | undefined;
  envVariables?: Record<string, string> | undefined;
  subnetIds?: string[] | undefined;
  securityGroupIds?: string[] | undefined;
  provisionedConcurrentExecutions?: number | undefined;
  aliasName?: string | undefined;
  publish?: boolean | undefined;
  aliases?: string[] | undefined;
  aliasRouting?: 'keep' | 'newVersion' | undefined;
}

/** The KMS key, whichever of the three spellings is used. */
export const kmsKeyOf = (fields: RuledFields): string | undefined =>
  fields.encryptionKMSKeyArn ?? fields.kmskeyArn ?? fields.KMSKeyArn;

/** AWS's limit for the whole environment in bytes, names and values together. */
const ENVIRONMENT_LIMIT_BYTES = 4096;

/** Rules for the fields of a Deployment in combination. */
export const deploymentRules = (fields: RuledFields): Problem[] => [
  ...environmentRules(fields),
  ...networkRules(fields),
  ...aliasRules(fields),
];

function environmentRules(fields: RuledFields): Problem[] {
  const problems: Problem[] = [];
  const keys = [fields.encryptionKMSKeyArn, fields.kmskeyArn, fields.KMSKeyArn].filter((key) => key !== undefined);
  if (new Set(keys).size > 1)
    problems.push(problem('encryptionKMSKeyArn', 'keysDiffer', { others: ['kmskeyArn', 'KMSKeyArn'] }));
  const bytes = new TextEncoder().encode(JSON.stringify(fields.envVariables ?? {})).length;
  if (bytes > ENVIRONMENT_LIMIT_BYTES)
    problems.push(problem('envVariables', 'environmentTooLarge', { bytes, limitBytes: ENVIRONMENT_LIMIT_BYTES }));
  return problems;
}

/** AWS only accepts subnets and security groups together. */
function networkRules(fields: RuledFields): Problem[] {
  const { subnetIds = [], securityGroupIds = [] } = fields;
  if (subnetIds.length > 0 && securityGroupIds.length === 0)
    return [problem('securityGroupIds', 'required', { because: 'securityGroups' })];
  if (securityGroupIds.length > 0 && subnetIds.length === 0)
    return [problem('subnetIds', 'required', { because: 'subnets' })];
  // One empty list alone says nothing that AWS could do.
  if ((fields.subnetIds === undefined) !== (fields.securityGroupIds === undefined))
    return [
      problem(fields.subnetIds === undefined ? 'subnetIds' : 'securityGroupIds', 'required', { because: 'leavingVpc' }),
    ];
  return [];
}

function aliasRules(fields: RuledFields): Problem[] {
  const problems: Problem[] = [];
  if ((fields.provisionedConcurrentExecutions ?? 0) > 0 && fields.aliasName === undefined)
    problems.push(problem('aliasName', 'required', { because: 'aliasOfConcurrency' }));
  if (fields.aliasRouting === 'newVersion' && fields.publish !== true)
    problems.push(problem('publish', 'needsPublish', {}));
  if (fields.aliasRouting === 'newVersion' && (fields.aliases ?? []).length === 0)
    problems.push(problem('aliases', 'required', { because: 'movedAliases' }));
  return problems;
}

/** The starting position of a new stream mapping if the stage doesn't set one. Source: native default. */
const DEFAULT_STARTING_POSITION = 'LATEST';

/** The starting position to send for a source, or undefined if AWS rejects one. */
export const startingPositionFor = (arn: string, wanted: string | undefined): string | undefined =>
  needsStartingPosition(arn) ? (wanted ?? DEFAULT_STARTING_POSITION) : undefined;
