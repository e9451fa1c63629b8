import type { RoleCredentials } from '../roleSigner';

/** A role in an account, and what its trust policy may require. */
export interface RoleRequest {
  /** The account as configured, for messages. */
  accountName: string;
  roleArn: string;
  sessionName: string;
  externalId: string | undefined;
}

/** What the sidecar uses STS for. No stage calls it: credentials are requested alongside the stages' calls. */
export interface StsPort {
  /** Throws StageError, roleNotAssumable if STS refuses. */
  assumeRole(request: RoleRequest): Promise<RoleCredentials>;
}
