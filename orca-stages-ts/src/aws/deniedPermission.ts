import { present } from 'stage-contract';

/** What IAM does not allow. */
export interface DeniedPermission {
  /** Such as `lambda:UpdateAlias`. */
  action: string;
  /** The resource's ARN, if AWS names one. */
  resource?: string;
}

/**
 * The action that a refusal of AWS names, for people. Lambda passes on what other services say about the caller:
 * "permission to DescribeSubnets for subnet-1. EC2 Error Code: …".
 */
export function deniedPermission(message: string): DeniedPermission | undefined {
  const [, action, resource] =
    /not authorized to perform: ([a-z0-9-]+:\w+)(?: on resource: "?(arn:[^\s"]+))?/i.exec(message) ?? [];
  // SNS writes its prefix in capitals; policies and the reference do not.
  if (action !== undefined)
    return { action: action.replace(/^[^:]+/, (prefix) => prefix.toLowerCase()), ...present({ resource }) };
  const [, call, service] = /have permission to (\w+) for .*\b(EC2|S3) Error Code/.exec(message) ?? [];
  return call === undefined || service === undefined ? undefined : { action: `${service.toLowerCase()}:${call}` };
}
