import type { RoleCredentials } from '../roleSigner';

/** A role of an account, and what its trust policy may ask for. */
export interface RoleRequest {
  /** The account as configured, for messages. */
  accountName: string;
  roleArn: string;
  sessionName: string;
  externalId: string | undefined;
}

/** What the sidecar does with STS. No stage calls it: credentials are asked for beside their calls. */
export interface StsPort {
  /** Throws StageError, roleNotAssumable when STS refuses. */
  assumeRole(request: RoleRequest): Promise<RoleCredentials>;
}
