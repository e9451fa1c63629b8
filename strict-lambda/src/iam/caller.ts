import { partitionOf } from '../arns';
import type { Emulator } from '../emulator';
import type { ReadStatement } from './iamPolicy';

/** Who calls, and where. */
export type Caller = { account: string; region: string; accessKeyId: string };

/** The caller, as AWS writes it when it denies access: the session of a role, or a user for everybody else. */
export function callerArnOf({ account, region, accessKeyId }: Caller, emulator: Emulator): string {
  const session = emulator.state.sessions[accessKeyId],
    partition = partitionOf(region);
  return session === undefined
    ? `arn:${partition}:iam::${account}:user/sandbox`
    : `arn:${partition}:sts::${session.account}:assumed-role/${session.roleName}/${session.sessionName}`;
}

/** The policy of the caller's role; undefined if everything is allowed. */
export function policyOf({ accessKeyId }: Caller, emulator: Emulator): readonly ReadStatement[] | undefined {
  const session = emulator.state.sessions[accessKeyId];
  return session === undefined ? undefined : emulator.policies.get(`${session.account}/${session.roleName}`);
}

/** What a role's policy is kept under: sessions name a role without its path, and so does AWS. */
export function policyKey(roleArn: string): string {
  const [, account, name] = /^arn:aws[a-zA-Z-]*:iam::(\d{12}):role\/(?:\S*\/)?([^\s/]+)$/.exec(roleArn) ?? [];
  if (account === undefined || name === undefined) throw new Error(`${roleArn} is not the ARN of a role.`);
  return `${account}/${name}`;
}
