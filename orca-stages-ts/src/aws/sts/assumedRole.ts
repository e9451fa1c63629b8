import type { AwsScope } from '../../model/awsPort';
import type { Clock } from '../../model/clock';
import type { PreparedCredentials } from '../awsConnector';
import type { RoleCredentials } from '../roleSigner';
import type { RoleRequest, StsPort } from './stsPort';

/** Credentials are renewed this long before they expire: a call that starts now must still be valid when it arrives. */
const MARGIN_MS = 5 * 60_000;

/**
 * Credentials of one account's role for one execution, requested when needed and kept until shortly before they expire.
 */
export class AssumedRole implements PreparedCredentials {
  private kept: RoleCredentials | undefined;
  private asking: Promise<RoleCredentials> | undefined;

  constructor(
    private readonly sts: (scope: AwsScope) => StsPort,
    private readonly request: RoleRequest,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes sure that valid credentials are ready. One caller requests them, others wait for it. Throws StageError,
   * roleNotAssumable if STS refuses.
   */
  async prepare(scope: AwsScope): Promise<void> {
    if (this.kept !== undefined && this.kept.expiration.getTime() - this.clock.now() > MARGIN_MS) return;
    this.asking ??= this.sts(scope)
      .assumeRole(this.request)
      .finally(() => {
        this.asking = undefined;
      });
    this.kept = await this.asking;
  }

  /** The current credentials, for signing. */
  current(): Promise<RoleCredentials> {
    return this.kept === undefined
      ? Promise.reject(new Error('Credentials were requested before they were prepared.'))
      : Promise.resolve(this.kept);
  }
}
