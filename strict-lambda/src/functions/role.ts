import { accessDenied, invalidParameter } from '../errors';
import { callerArnOf } from '../iam/caller';
import { requireAllowed } from '../iam/requireAllowed';
import type { AwsRequest } from '../http/awsRequest';
import type { Emulator } from '../emulator';

/** AWS's pattern for execution roles, valid in every partition. */
export const rolePattern = 'arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+';

/** Lambda's own message; it also says this while IAM has not propagated the role. */
export const notAssumable = 'The role defined for the function cannot be assumed by Lambda.';

/** Last part of a role's ARN. */
export function roleNameOf(roleArn: string): string {
  return roleArn.split('/').at(-1) ?? roleArn;
}

/**
 * Rejects roles that the caller may not pass on, and those that Lambda can't assume: listed in the settings, affected by
 * an IAM fault, or in another account.
 */
export function requireAssumableRole(role: string, request: AwsRequest, emulator: Emulator): void {
  if (role.split(':')[4] !== request.account)
    throw accessDenied(
      `User: ${callerArnOf(request, emulator)} is not authorized to perform: iam:PassRole on resource: ${role}. Cross-account pass role is not allowed.`,
    );
  requireAllowed(request, emulator, {
    action: 'iam:PassRole',
    resource: role,
    context: { 'iam:PassedToService': 'lambda.amazonaws.com' },
  });
  if (request.roleTrouble !== undefined) throw invalidParameter(request.roleTrouble);
  if (emulator.settings.notAssumableRoles.includes(roleNameOf(role))) {
    throw invalidParameter(notAssumable);
  }
}
