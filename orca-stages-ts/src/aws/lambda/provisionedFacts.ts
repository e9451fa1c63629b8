import { present } from 'stage-contract';
import type { ProvisionedFacts } from '../../model/provisionedFacts';

interface Found {
  RequestedProvisionedConcurrentExecutions?: number | undefined;
  AllocatedProvisionedConcurrentExecutions?: number | undefined;
  AvailableProvisionedConcurrentExecutions?: number | undefined;
  Status?: string | undefined;
  StatusReason?: string | undefined;
}

/** Provisioned concurrency as our facts. */
export const provisionedFacts = (found: Found): ProvisionedFacts =>
  present({
    requested: found.RequestedProvisionedConcurrentExecutions ?? 0,
    allocated: found.AllocatedProvisionedConcurrentExecutions ?? 0,
    available: found.AvailableProvisionedConcurrentExecutions ?? 0,
    status: found.Status ?? 'READY',
    statusReason: found.StatusReason,
  });
