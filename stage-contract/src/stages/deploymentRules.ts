import { needsStartingPosition } from '../arns';
import type { Problem } from '../problem';

interface RuledFields {
  enableLambdaAtEdge?: boolean | undefined;
  encryptionKMSKeyArn?: string | undefined;
  kmskeyArn?: string | undefined;
  KMSKeyArn?: string | undefined;
  envVariables?: Record<string, string> | undefined;
  subnetIds?: string[] | undefined;
  securityGroupIds?: string[] | undefined;
  provisionedConcurrentExecutions?: number | undefined;
  aliasName?: string | undefined;
  publish?: boolean | undefined;
  aliasRouting?: 'keep' | 'newVersion' | undefined;
}

/** The KMS key, whichever of the three spellings holds it. */
export const kmsKeyOf = (fields: RuledFields): string | undefined =>
  fields.encryptionKMSKeyArn ?? fields.kmskeyArn ?? fields.KMSKeyArn;

/** AWS's limit for the whole environment, names and values together, in bytes. */
export const ENVIRONMENT_LIMIT_BYTES = 4096;

/** What the fields of a Deployment must be together. */
export function deploymentRules(fields: RuledFields): Problem[] {
  const problems: Problem[] = [];
  const add = (field: string, message: string): void => {
    problems.push({ field, message });
  };
  if (fields.enableLambdaAtEdge === true)
    add('enableLambdaAtEdge', "is not supported yet; remove it, and keep to Lambda@Edge's limits yourself");
  const keys = new Set(
    [fields.encryptionKMSKeyArn, fields.kmskeyArn, fields.KMSKeyArn].filter((key) => key !== undefined),
  );
  if (keys.size > 1)
    add('encryptionKMSKeyArn', 'differs from kmskeyArn or KMSKeyArn, which are other spellings of it; keep one');
  const bytes = new TextEncoder().encode(JSON.stringify(fields.envVariables ?? {})).length;
  if (bytes > ENVIRONMENT_LIMIT_BYTES)
    add(
      'envVariables',
      `take ${bytes} bytes together, AWS allows ${ENVIRONMENT_LIMIT_BYTES}; move large values to a parameter store`,
    );
  const subnets = fields.subnetIds?.length,
    groups = fields.securityGroupIds?.length;
  if ((subnets ?? 0) > 0 && (groups ?? 0) === 0)
    add('securityGroupIds', 'is required with subnetIds: at least one security group');
  if ((groups ?? 0) > 0 && (subnets ?? 0) === 0)
    add('subnetIds', 'is required with securityGroupIds: at least one subnet');
  if ((fields.provisionedConcurrentExecutions ?? 0) > 0 && fields.aliasName === undefined)
    add('aliasName', 'is required with provisionedConcurrentExecutions: provisioned concurrency belongs to an alias');
  if (fields.aliasRouting === 'newVersion' && fields.publish !== true)
    add('publish', 'must be true with aliasRouting newVersion: there is no new version to move to otherwise');
  return problems;
}

/** The one starting position that a new mapping of a stream gets unless the stage says another. Source: native default. */
export const DEFAULT_STARTING_POSITION = 'LATEST';

/** The starting position to send for a source, or none where AWS refuses one. */
export const startingPositionFor = (arn: string, wanted: string | undefined): string | undefined =>
  needsStartingPosition(arn) ? (wanted ?? DEFAULT_STARTING_POSITION) : undefined;
