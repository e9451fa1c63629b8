import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import { StageError } from 'stage-contract';
import type { AwsAccount } from '../../model/accountOf';
import type { AwsScope } from '../../model/awsPort';
import type { Clock } from '../../model/clock';
import { awsFailureOf, type AwsFailure } from '../awsFailure';
import { stageErrorOf } from '../stageErrorOf';

/** Temporary credentials of an assumed role. */
export interface RoleCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  expiration: Date;
}

/** Taken anew this long before they expire: a call that starts now must still be valid when it arrives. */
const MARGIN_MS = 5 * 60_000;

/** Credentials of one account's role for one execution, asked for when needed and kept until shortly before they expire. */
export class AssumedRole {
  private kept: RoleCredentials | undefined;
  private asking: Promise<RoleCredentials> | undefined;

  constructor(
    private readonly sts: STSClient,
    private readonly account: AwsAccount & { assumeRoleArn: string },
    private readonly executionId: string,
    private readonly clock: Clock,
  ) {}

  /** Has credentials at hand that are good for a while; one caller asks, others wait for it. Throws StageError, roleNotAssumable when STS refuses. */
  async prepare(scope: AwsScope): Promise<void> {
    if (this.kept !== undefined && this.kept.expiration.getTime() - this.clock.now() > MARGIN_MS) return;
    this.asking ??= this.assume(scope).finally(() => {
      this.asking = undefined;
    });
    this.kept = await this.asking;
  }

  /** The credentials at hand, for signing. */
  current(): Promise<RoleCredentials> {
    return this.kept === undefined
      ? Promise.reject(new Error('Credentials are asked for before they were prepared.'))
      : Promise.resolve(this.kept);
  }

  private async assume(scope: AwsScope): Promise<RoleCredentials> {
    const startedAtMs = this.clock.now();
    const command = new AssumeRoleCommand({
      RoleArn: this.account.assumeRoleArn,
      RoleSessionName: sessionName(this.executionId),
      ExternalId: this.account.externalId,
    });
    const record = (requestId: string | undefined, error: string | undefined): void =>
      scope.onCall({
        at: new Date(startedAtMs).toISOString(),
        call: 'AssumeRole',
        durationMs: this.clock.now() - startedAtMs,
        ...(requestId === undefined ? {} : { requestId }),
        ...(error === undefined ? {} : { error }),
      });
    try {
      const answer = await this.sts.send(command);
      record(answer.$metadata.requestId, undefined);
      const {
        AccessKeyId = '',
        SecretAccessKey = '',
        SessionToken = '',
        Expiration = new Date(startedAtMs + 3_600_000),
      } = answer.Credentials ?? {};
      return {
        accessKeyId: AccessKeyId,
        secretAccessKey: SecretAccessKey,
        sessionToken: SessionToken,
        expiration: Expiration,
      };
    } catch (error) {
      const failure = awsFailureOf(error);
      record(failure.requestId, failure.awsCode);
      throw roleErrorOf(failure, this.account, scope);
    }
  }
}

function roleErrorOf(
  failure: AwsFailure,
  account: AwsAccount & { assumeRoleArn: string },
  scope: AwsScope,
): StageError {
  const general = stageErrorOf(failure, { name: 'AssumeRole', thing: account.assumeRoleArn }, scope);
  if (general.retryable || (failure.httpStatus !== 403 && failure.httpStatus !== 400)) return general;
  return new StageError({
    ...general.details,
    code: 'roleNotAssumable',
    what: `The sidecar cannot assume role ${account.assumeRoleArn} of account ${account.name}.`,
    next: "Check that the role exists, that its trust policy names the sidecar's own role (and the external id), and that the sidecar may call sts:AssumeRole on it.",
  });
}

/** CloudTrail shows the session name, so it tells the execution. STS allows 2 to 64 of these characters. */
const sessionName = (executionId: string): string =>
  `lambda-stages-${executionId.replace(/[^\w+=,.@-]/g, '-')}`.slice(0, 64);
