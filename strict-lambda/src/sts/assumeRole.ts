import { randomBytes } from 'node:crypto';
import { AwsError } from '../errors';
import { escapeXml } from '../http/answers';
import type { AwsRequest, AwsResponse, Operation } from '../http/awsRequest';
import { Constraints } from '../http/constraints';
import { roleNameOf, rolePattern } from '../functions/role';
import type { Emulator } from '../emulator';
import { callerArnOf } from '../iam/caller';
import { deniedByService, requireAllowed } from '../iam/requireAllowed';

const namespace = 'xmlns="https://sts.amazonaws.com/doc/2011-06-15/"';

/** AssumeRole: credentials whose requests act in the role's account until they expire. */
export const assumeRole: Operation = (request, emulator) => {
  const form = new URLSearchParams(request.body.toString('utf8'));
  const roleArn = form.get('RoleArn') ?? '';
  const sessionName = form.get('RoleSessionName') ?? '';
  const durationSeconds = Number(form.get('DurationSeconds') ?? 3600);
  new Constraints()
    .pattern('roleArn', roleArn, rolePattern)
    .length('roleSessionName', sessionName, 2, 64)
    .pattern('roleSessionName', sessionName, '[\\w+=,.@-]*')
    .range('durationSeconds', durationSeconds, 900, 43_200)
    .enforce();
  const account = roleArn.split(':')[4] ?? '';
  requireAllowed(request, emulator, { action: 'sts:AssumeRole', resource: roleArn }, deniedByService);
  if (!mayAssume(emulator, roleArn, account) || request.roleTrouble !== undefined) {
    throw new AwsError(
      'AccessDenied',
      403,
      `User: ${callerArnOf(request, emulator)} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
    );
  }
  forgetExpired(emulator);
  const accessKeyId = `ASIA${randomKey()}`;
  const expiresAt = emulator.now() + durationSeconds * 1000;
  const roleId = `AROA${randomKey()}`;
  emulator.state.sessions[accessKeyId] = { account, roleName: roleNameOf(roleArn), sessionName, roleId, expiresAt };
  emulator.changed();
  const credentials = [
    `<AccessKeyId>${accessKeyId}</AccessKeyId>`,
    `<SecretAccessKey>${randomBytes(30).toString('base64')}</SecretAccessKey>`,
    `<SessionToken>${randomBytes(60).toString('base64')}</SessionToken>`,
    `<Expiration>${new Date(expiresAt).toISOString()}</Expiration>`,
  ];
  const user = `<AssumedRoleUser><AssumedRoleId>${roleId}:${escapeXml(sessionName)}</AssumedRoleId><Arn>${assumedArn(roleArn, sessionName)}</Arn></AssumedRoleUser>`;
  return answer(request, 'AssumeRole', `${user}<Credentials>${credentials.join('')}</Credentials>`);
};

/** GetCallerIdentity: the account and ARN that requests with these credentials act as. It needs no permission at all. */
export const getCallerIdentity: Operation = (request, emulator) => {
  const session = emulator.state.sessions[request.accessKeyId];
  const userId = session === undefined ? 'AIDASANDBOXUSER000000' : `${session.roleId}:${session.sessionName}`;
  return answer(
    request,
    'GetCallerIdentity',
    `<Arn>${escapeXml(callerArnOf(request, emulator))}</Arn><UserId>${userId}</UserId><Account>${request.account}</Account>`,
  );
};

function answer(request: AwsRequest, operation: string, result: string): AwsResponse {
  const body = `<${operation}Response ${namespace}><${operation}Result>${result}</${operation}Result><ResponseMetadata><RequestId>${request.requestId}</RequestId></ResponseMetadata></${operation}Response>`;
  return { status: 200, body, headers: { 'content-type': 'text/xml' } };
}

function mayAssume(emulator: Emulator, roleArn: string, account: string): boolean {
  const { accounts, notAssumableRoles } = emulator.settings;
  return (accounts === undefined || accounts.includes(account)) && !notAssumableRoles.includes(roleNameOf(roleArn));
}

function assumedArn(roleArn: string, sessionName: string): string {
  const [, partition, , , account] = roleArn.split(':');
  return `arn:${partition}:sts::${account}:assumed-role/${roleNameOf(roleArn)}/${escapeXml(sessionName)}`;
}

function forgetExpired(emulator: Emulator): void {
  for (const [key, session] of Object.entries(emulator.state.sessions))
    if (session.expiresAt < emulator.now() - 3_600_000) delete emulator.state.sessions[key];
}

function randomKey(): string {
  return randomBytes(10).toString('hex').slice(0, 16).toUpperCase();
}
