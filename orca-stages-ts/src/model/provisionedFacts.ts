/** Provisioned concurrency of an alias or version, in environments. */
export interface ProvisionedFacts {
  requested: number;
  allocated: number;
  available: number;
  status: string;
  statusReason?: string;
}
