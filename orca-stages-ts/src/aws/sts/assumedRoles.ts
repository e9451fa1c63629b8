import { LRUCache } from 'lru-cache';
import type { AwsAccount } from '../../model/accountOf';
import type { AwsScope } from '../../model/awsPort';
import type { Clock } from '../../model/clock';
import { AssumedRole } from './assumedRole';
import type { RoleRequest, StsPort } from './stsPort';

/** How many assumed roles to keep: each is little more than a key, and costs one STS call if it is missing. */
const KEPT_ROLES = 5000;

/** The roles of all running executions. */
export class AssumedRoles {
  private readonly roles = new LRUCache<string, AssumedRole, RoleRequest>({
    max: KEPT_ROLES,
    memoMethod: (_key, _stale, { context }) => new AssumedRole(this.sts, context, this.clock),
  });

  constructor(
    private readonly sts: (scope: AwsScope) => StsPort,
    private readonly clock: Clock,
  ) {}

  /** The role in an account for one execution; undefined if the sidecar uses its own credentials there. */
  of(account: AwsAccount, executionId: string): AssumedRole | undefined {
    const { name, assumeRoleArn, externalId } = account;
    if (assumeRoleArn === undefined) return undefined;
    return this.roles.memo(`${name}/${executionId}`, {
      context: { accountName: name, roleArn: assumeRoleArn, sessionName: sessionName(executionId), externalId },
    });
  }
}

/** CloudTrail shows the session name, so it contains the execution. STS allows 2 to 64 of these characters. */
const sessionName = (executionId: string): string =>
  `lambda-stages-${executionId.replace(/[^\w+=,.@-]/g, '-')}`.slice(0, 64);
